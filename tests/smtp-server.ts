import { type AddressInfo, createServer, type Socket } from "node:net";

export interface Letter {
  from: string;
  to: string[];
  /** Headers and text as they came. */
  data: string;
}

export interface SmtpServer {
  url: string;
  letters: Letter[];
  stop(): Promise<void>;
}

/** A mail server that speaks as much of RFC 5321 as a client needs, and keeps every letter. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const letters: Letter[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)));
    converse(socket, (letter) => letters.push(letter));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    letters,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: Socket, deliver: (letter: Letter) => void): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let letter: Letter = { from: "", to: [], data: "" };
  let isData = false;
  let rest = "";
  const command = (line: string) => {
    const address = /<(.*?)>/.exec(line)?.[1] ?? "";
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "MAIL") letter = { from: address, to: [], data: "" };
    if (verb === "RCPT") letter.to.push(address);
    if (verb === "DATA") isData = true;
    if (verb === "QUIT") return void socket.end("221 bye\r\n");
    say(verb === "DATA" ? "354 go on" : "250 ok");
  };
  const text = (line: string) => {
    if (line !== ".") {
      letter.data += `${line.replace(/^\.\./, ".")}\n`;
      return;
    }
    isData = false;
    deliver(letter);
    say("250 kept");
  };
  socket.on("error", () => {}); // a client that hangs up is not this server's failure
  socket.on("data", (chunk) => {
    const lines = (rest + chunk.toString("utf8")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) (isData ? text : command)(line);
  });
  say("220 test");
}
