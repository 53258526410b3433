import { startChild } from "./child";
import { medianOf } from "./percentiles";
import type { LoadJob, LoadReport } from "./publisher-process";

export interface Publisher {
  load(job: LoadJob): Promise<LoadReport>;
  /** Requests a second of the bare sender, the median of three: 64 connections, 1 KB, nothing in between. */
  measureBare(url: string): Promise<number>;
  stop(): void;
}

export const CONNECTIONS = 64;
export const PAYLOAD_BYTES = 1_000;
const BARE_REQUESTS = 40_000;
const BARE_ROUNDS = 3;
const BARE_WARM_UP = 15_000;

export async function startPublisher(): Promise<Publisher> {
  const { child } = await startChild("./publisher-process.ts");
  const load = (job: LoadJob) => child.ask<LoadReport>(job);
  const bare = (url: string, requests: number) =>
    load({
      url,
      headers: {},
      connections: CONNECTIONS,
      bytes: PAYLOAD_BYTES,
      form: "bare",
      arrivals: { kind: "closed", requests },
    });
  return {
    load,
    async measureBare(url) {
      await bare(url, BARE_WARM_UP);
      const rates: number[] = [];
      for (let round = 0; round < BARE_ROUNDS; round += 1) rates.push((await bare(url, BARE_REQUESTS)).perSecond);
      return medianOf(rates);
    },
    stop: () => child.stop(),
  };
}
