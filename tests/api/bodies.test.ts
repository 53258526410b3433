import { type ClientRequest, request as httpRequest } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { MAX_BODY_BYTES } from "@/lib/http/body";
import { createOperatorKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const CHUNK = Buffer.alloc(65_536, "x");
/** What the kernel and Node hold between the two sides. */
const IN_BETWEEN_BYTES = 16_000_000;

interface Outcome {
  status: number;
  body: string;
  sentBytes: number;
}

/** Sends a body that never ends and does not say how long it is, until somebody answers. */
async function sendForever(path: string): Promise<Outcome> {
  const headers = { authorization: `Bearer ${await createOperatorKey()}`, "content-type": "application/json" };
  const request = httpRequest(`${server.url}/api/v1${path}`, { method: "POST", headers });
  let sentBytes = 0;
  const answered = new Promise<Outcome>((resolve, reject) => {
    request.on("response", async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), sentBytes });
    });
    // The server cuts what it does not want to read; its answer comes before that.
    request.on("error", (error) => setImmediate(() => reject(error)));
  });
  request.write('{"name":"');
  const pump = () => {
    while (!request.destroyed && sentBytes < 10 * IN_BETWEEN_BYTES) {
      sentBytes += CHUNK.length;
      if (!request.write(CHUNK)) return void request.once("drain", pump);
    }
  };
  pump();
  return answered.finally(() => endOf(request));
}

function endOf(request: ClientRequest): void {
  request.removeAllListeners("drain");
  request.destroy();
}

describe("a body", () => {
  it.each([
    ["/tenants", MAX_BODY_BYTES],
    ["/events", 5 * MAX_BODY_BYTES],
  ])("without a length is read to the cap and no further: POST %s", async (path, cap) => {
    const { status, body, sentBytes } = await sendForever(path);
    expect([status, JSON.parse(body).code]).toEqual([413, "too_large"]);
    expect(sentBytes).toBeLessThan(cap + IN_BETWEEN_BYTES);
  });

  it("that is compressed is refused unread, whatever would come out of it", async () => {
    const key = await createOperatorKey();
    const tenant = await createTenant();
    const bomb = gzipSync(Buffer.alloc(50_000_000, " "));
    for (const path of ["/tenants", `/tenants/${tenant.id}/events`]) {
      for (const encoding of ["gzip", "br", "gzip, identity"]) {
        const headers = {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          "content-encoding": encoding,
        };
        const answer = await fetch(`${server.url}/api/v1${path}`, { method: "POST", headers, body: bomb });
        expect([answer.status, await answer.json()]).toMatchObject([
          415,
          { code: "unsupported_media_type", detail: expect.stringContaining("Content-Encoding") },
        ]);
      }
    }
  });
});
