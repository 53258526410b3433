import type { Bench, Scenario } from "../scenarios/types";
import { fillWal } from "./database";
import { startPublisher } from "./publisher";
import { startBenchReceiver } from "./receiver";
import type { Configuration, Result } from "./report";
import { type Stack, type StackOptions, startStack } from "./stack";

/** As the peers of the comparison had it. */
const SETTINGS = { shared_buffers: "1GB" };

export interface Session {
  /** The bare sender first, then the scenario against the build of `root`. */
  run(scenario: Scenario, root?: string): Promise<Result>;
  /** Of the last stack; null before the first. */
  postgres(): Configuration["postgres"];
  stop(): void;
}

/** Publisher and receiver of a bench, for one scenario after the other. */
export async function startSession(scale: number): Promise<Session> {
  const receiver = await startBenchReceiver();
  const publisher = await startPublisher();
  let postgres: Configuration["postgres"] = null;

  return {
    async run(scenario, root) {
      const running = new Set<Stack>();
      const measureBare = () => publisher.measureBare(`${receiver.origin}/bare`);
      const bench: Bench = {
        publisher,
        receiver,
        bare: await measureBare(),
        async measureBareAgain() {
          bench.bare = (bench.bare + (await measureBare())) / 2;
        },
        scale,
        async startStack({ settings, ...options }: StackOptions = {}) {
          const stack = await startStack({
            ...(root === undefined ? {} : { root }),
            ...options,
            settings: { ...SETTINGS, ...settings },
            externalServer: process.env.DATABASE_URL,
          });
          const { version, kind } = stack.database;
          if (kind === "embedded") await fillWal(stack.databaseUrl);
          postgres = { version, kind, settings: stack.database.settings };
          running.add(stack);
          const { stop } = stack;
          stack.stop = () => {
            running.delete(stack);
            return stop();
          };
          return stack;
        },
      };
      try {
        const rows = await scenario.run(bench);
        return { scenario: scenario.name, bare: bench.bare, rows };
      } finally {
        for (const stack of running) await stack.stop();
      }
    },
    postgres: () => postgres,
    stop() {
      receiver.stop();
      publisher.stop();
    },
  };
}
