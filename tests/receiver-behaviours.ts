import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { ReceivedRequest } from "./receiver";

export interface Received {
  request: ReceivedRequest;
  response: ServerResponse;
  socket: Socket;
}

/** What a receiver does with one request. Tests may write their own. */
export type Behaviour = (received: Received) => void;

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  delayMs?: number;
}

export function answer({ status = 200, headers = {}, body = "", delayMs = 0 }: Answer = {}): Behaviour {
  return ({ response }) => {
    const timer = setTimeout(() => response.writeHead(status, headers).end(body), delayMs);
    response.once("close", () => clearTimeout(timer));
  };
}

/** 204 at once, without a timer: for many requests. */
export function accept(): Behaviour {
  return ({ response }) => void response.writeHead(204).end();
}

export function redirect(location: string, status = 302): Behaviour {
  return answer({ status, headers: { location } });
}

/** Takes the request and never answers. */
export function hang(): Behaviour {
  return () => undefined;
}

/** Headers and the beginning of a body that never ends. */
export function hangInBody(status = 200): Behaviour {
  return ({ response }) => void response.writeHead(status).write("begun");
}

/** A body that goes on for ever, a byte at a time (slow loris). */
export function drip(everyMs = 20): Behaviour {
  return ({ response }) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("."), everyMs);
    response.once("close", () => clearInterval(timer));
  };
}

export function hugeBody(bytes: number): Behaviour {
  return answer({ body: Buffer.alloc(bytes, "x") });
}

/** Closes the connection without an answer. */
export function close(): Behaviour {
  return ({ socket }) => void socket.destroy();
}

/** Resets the connection (RST) without an answer. */
export function reset(): Behaviour {
  return ({ socket }) => void socket.resetAndDestroy();
}

/** Headers and the beginning of a body, then RST. */
export function resetInBody(): Behaviour {
  return ({ response, socket }) =>
    void response
      .writeHead(200, { "content-length": "100" })
      .write("begun", () => setTimeout(() => socket.resetAndDestroy(), 20));
}

/** Any bytes instead of a response; the connection is closed after them. */
export function raw(bytes: string): Behaviour {
  return ({ socket }) => void socket.end(bytes);
}

/** Something that is no HTTP. */
export function garbage(): Behaviour {
  return raw("220 mail.example ESMTP\r\n\r\n");
}

/** Announces more than it sends. */
export function wrongLength(): Behaviour {
  return raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort");
}
