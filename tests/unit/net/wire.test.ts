import { createServer as createHttps } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createAddressGuard } from "@/lib/net/address-guard";
import { type Origin, type OriginOptions, openOrigin } from "@/lib/net/open-origin";
import type { Lookup } from "@/lib/net/resolve";
import { makeCertificate, makeExpiredCertificate } from "@/tests/certificate";
import { startReceiver } from "@/tests/receiver";

const guard = createAddressGuard({ allowedNetworks: ["127.0.0.0/8", "::1"] });
const never = new AbortController().signal;
const REQUEST = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function open(url: string, options: Partial<OriginOptions> = {}): Origin {
  const defaults = { guard, timeoutMs: 2_000, maxConnections: 2, maxResponseBytes: 1_000 };
  const origin = openOrigin(url, { ...defaults, ...options });
  closing.push(() => origin.close());
  return origin;
}

/** A server that speaks bytes. */
async function startBytes(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    onSocket(socket);
  });
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listen(server);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
}

describe("a request on the wire", () => {
  it("is HTTP/1.1 with its length, kept alive, and sent at once: no Expect, no chunks", async () => {
    const heads: string[] = [];
    const port = await startBytes((socket) => {
      let text = "";
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString("latin1");
        const [head = "", body = ""] = text.split("\r\n\r\n");
        if (body.length < Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)) return;
        heads.push(head.toLowerCase());
        text = "";
        socket.write("HTTP/1.1 204 No Content\r\n\r\n");
      });
    });
    const origin = open(`http://127.0.0.1:${port}/hooks`);
    for (const body of ["{}", "x".repeat(1_000_000)])
      expect(await origin.request({ ...REQUEST, body }, never)).toMatchObject({ ok: true });
    expect(heads).toHaveLength(2);
    for (const head of heads) {
      expect(head.startsWith("post /hooks http/1.1\r\n")).toBe(true);
      expect(head).toMatch(/\r\nconnection: keep-alive/);
      expect(head).toMatch(/\r\ncontent-length: \d+/);
      expect(head).not.toMatch(/\r\n(expect|transfer-encoding|upgrade):/);
    }
  });

  it("is cut by the time-out when the receiver does not read it", async () => {
    const port = await startBytes((socket) => void socket.pause());
    const body = "x".repeat(20_000_000);
    const result = await open(`http://127.0.0.1:${port}/`, { timeoutMs: 300 }).request({ ...REQUEST, body }, never);
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout" } });
  });
});

describe("a response on the wire", () => {
  it("is not decompressed: a bomb stays as small as it came", async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`;
    const port = await startBytes((socket) =>
      socket.once("data", () => socket.write(Buffer.concat([Buffer.from(head), bomb]))),
    );
    const { response } = await open(`http://127.0.0.1:${port}/`).request(REQUEST, never);
    expect(response).toMatchObject({ isTruncated: true });
    expect(response?.body.equals(bomb.subarray(0, 1_000))).toBe(true);
  });

  it("may have headers of 16 KB and no more, however many they are and however slowly they come", async () => {
    const port = await startBytes((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write(`x-${"y".repeat(1_000)}: z\r\n`.repeat(4)), 5);
      socket.once("close", () => clearInterval(timer));
    });
    const result = await open(`http://127.0.0.1:${port}/`, { timeoutMs: 10_000 }).request(REQUEST, never);
    expect(result).toMatchObject({ ok: false, failure: { kind: "malformed_response" } });
    expect(result.timings.totalMs).toBeLessThan(5_000);
  });

  it("whose headers drip is cut by the time-out of the whole exchange, not by one that each byte sets anew", async () => {
    const port = await startBytes((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nx: ");
      const timer = setInterval(() => socket.write("y"), 20);
      socket.once("close", () => clearInterval(timer));
    });
    const result = await open(`http://127.0.0.1:${port}/`, { timeoutMs: 300 }).request(REQUEST, never);
    expect(result).toMatchObject({ ok: false, failure: { kind: "timeout" } });
  });
});

describe("a name that moves", () => {
  it("is followed although its old address still answers: no connection is used for longer than its age", async () => {
    const old = await startReceiver();
    const current = await startReceiver({ host: "::1" });
    closing.push(
      () => old.stop(),
      () => current.stop(),
    );
    const answers = [["127.0.0.1"], ["127.0.0.1"], ["::1"]];
    const lookup: Lookup = async () => answers.shift() ?? ["::1"];
    const young = open(`http://moving.example:${old.port}/`, { lookup });
    for (let i = 0; i < 3; i += 1) await young.request(REQUEST, never);
    expect([old.connectionCount, answers.length]).toEqual([1, 2]);
    const aged = open(`http://moving.example:${old.port}/`, { lookup, maxConnectionAgeMs: 0 });
    expect(await aged.request(REQUEST, never)).toMatchObject({ ok: true });
    // Nobody listens there at this port: what matters is that it went.
    expect(await aged.request(REQUEST, never)).toMatchObject({ failure: { kind: "refused" } });
    expect(old.requests).toHaveLength(4);
  });

  it("is refused when it moved inside, also by a line that was open before", async () => {
    const receiver = await startReceiver();
    closing.push(() => receiver.stop());
    const answers = [["127.0.0.1"], ["10.0.0.7"]];
    const lookup: Lookup = async () => answers.shift() ?? ["10.0.0.7"];
    const origin = open(`http://rebind.example:${receiver.port}/`, { lookup, maxConnectionAgeMs: 0 });
    expect(await origin.request(REQUEST, never)).toMatchObject({ ok: true });
    expect(await origin.request(REQUEST, never)).toMatchObject({ failure: { kind: "blocked_address" } });
    expect(receiver.requests).toHaveLength(1);
  });
});

describe("TLS errors", () => {
  const names = { dns: ["hooks.example"], ip: ["127.0.0.1"] };
  const trusted = makeCertificate(names);

  async function failureWith(
    server: {
      key: string;
      cert: string;
      minVersion?: "TLSv1";
      maxVersion?: "TLSv1.1";
      ciphers?: string;
      ca?: string;
      requestCert?: boolean;
    },
    { ca, host = "127.0.0.1" }: { ca?: string; host?: string } = {},
  ): Promise<string> {
    const https = createHttps({ rejectUnauthorized: true, ...server }, (_request, response) => response.end());
    https.on("tlsClientError", () => {});
    const port = await listen(https);
    closing.push(() => {
      https.closeAllConnections();
      https.close();
    });
    const origin = open(`https://${host}:${port}/`, { ca, lookup: async () => ["127.0.0.1"] });
    const result = await origin.request(REQUEST, never);
    expect(result).toMatchObject({ ok: false, failure: { kind: "tls" } });
    return result.ok ? "" : result.failure.message;
  }

  it("are told apart: expired, another name, self-signed, an old protocol, a client certificate", async () => {
    const expired = makeExpiredCertificate(names);
    expect(await failureWith(expired, { ca: expired.cert })).toContain("has expired");
    expect(await failureWith(trusted, { ca: trusted.cert, host: "other.example" })).toContain("for another name");
    expect(await failureWith(trusted)).toContain("is self-signed");
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    expect(await failureWith({ ...trusted, ...old }, { ca: trusted.cert })).toContain("1.2 or 1.3");
    const asking = { ...trusted, requestCert: true, ca: trusted.cert };
    expect(await failureWith(asking, { ca: trusted.cert })).toContain("client certificate");
  });

  it("of a port without TLS say so", async () => {
    const port = await startBytes((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    const result = await open(`https://127.0.0.1:${port}/`).request(REQUEST, never);
    expect(result).toMatchObject({ failure: { kind: "tls", message: expect.stringContaining("does not speak TLS") } });
  });
});
