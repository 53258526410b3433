import { Pool } from "undici";

const ok = (status: number) => status >= 200 && status < 300;

export interface SendJob {
  url: string;
  /** Requests in all, and how many at a time. */
  count: number;
  connections: number;
  headers?: Record<string, string>;
  bodyOf(index: number): string;
}

/** Closed loop: each connection sends its next request when the last one was answered. Answers requests per second. */
export async function sendAll({ url, count, connections, headers = {}, bodyOf }: SendJob): Promise<number> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  let next = 0;
  const startedMs = performance.now();
  async function one(): Promise<void> {
    while (next < count) {
      const body = bodyOf(next++);
      const response = await pool.request({
        path: pathname,
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body,
      });
      if (!ok(response.statusCode))
        throw new Error(`${url} answered ${response.statusCode}: ${await response.body.text()}`);
      await response.body.dump();
    }
  }
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - startedMs) / 1_000;
  await pool.close();
  return count / seconds;
}

/** JSON of about `bytes` with a number and the time at which it was made; `data` of an event. */
export function payload(number: number, bytes: number): string {
  const atMs = performance.timeOrigin + performance.now();
  const head = `{"n":${number},"at":${atMs.toFixed(3)},"text":"`;
  return `${head}${"x".repeat(Math.max(0, bytes - head.length - 2))}"}`;
}
