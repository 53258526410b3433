import { Readable } from "node:stream";
import { AppError } from "@/lib/errors";
import type { HeaderReader } from "./headers";

/** The cap of every body but a batch of events; 1 MiB. */
export const MAX_BODY_BYTES = 1_048_576;

const JSON_TYPE = /^application\/(json|[a-z0-9.+-]+\+json)\s*(;|$)/i;

/**
 * Throws `unsupported_media_type` unless the body is declared as JSON and nothing else: a few compressed bytes can stand
 * for any number of others, so none are unpacked.
 */
export function requireJson(headers: HeaderReader): void {
  const encoding = headers.get("content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity")
    throw new AppError("unsupported_media_type", "Send the body as it is, without Content-Encoding.");
  if (JSON_TYPE.test(headers.get("content-type") ?? "")) return;
  throw new AppError("unsupported_media_type", "Send the body with Content-Type: application/json.");
}

/** Reads a body up to the cap and no further; rejects with `too_large`. */
export function readBody(
  stream: AsyncIterable<Uint8Array> | null,
  headers: HeaderReader,
  maxBytes = MAX_BODY_BYTES,
): Promise<Buffer> {
  const declared = Number(headers.get("content-length") ?? 0);
  if (declared > maxBytes) return Promise.reject(tooLarge(maxBytes));
  if (stream === null) return Promise.resolve(Buffer.alloc(0));
  return stream instanceof Readable ? readByEvents(stream, maxBytes) : readByTurns(stream, maxBytes);
}

async function readByTurns(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return join(chunks);
}

/** The same without an iterator and its listeners: 5 % of the time of a publish. */
function readByEvents(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    stream.on("data", (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      stream.pause();
      stream.removeAllListeners("data");
      reject(tooLarge(maxBytes));
    });
    stream.on("end", () => resolve(join(chunks)));
    stream.on("error", reject);
    // Comes after each body: an error made for nothing, with its stack, was 4 % of the time of a publish.
    stream.on("close", () => {
      if (!stream.readableEnded) reject(new Error("the body ended before it was whole"));
    });
  });
}

function join(chunks: readonly Uint8Array[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && Buffer.isBuffer(first) ? first : Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("too_large", `The body may hold at most ${maxBytes.toLocaleString("en")} bytes. Send less.`);
}
