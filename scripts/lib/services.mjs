import { startChild } from "./child.mjs";
import { startPostgres } from "./postgres.mjs";
import { signalProcess } from "./processes.mjs";

/** With PostgreSQL's 5 s the whole stop stays under 20 s. */
const CHILD_STOP_TIMEOUT_MS = 7_000;

/**
 * @param {{ root: string, dataDir: string, onStarted: (url: string) => void }} options
 * @returns {import("./supervisor.mjs").Service}
 */
export function postgresService({ root, dataDir, onStarted }) {
  return {
    name: "postgres",
    start: async () => {
      const server = await startPostgres({ projectRoot: root, dataDir });
      onStarted(server.url);
      return {
        pid: server.pid,
        ready: Promise.resolve({}),
        exited: server.exited.then(() => ({ text: "its process is gone", isFinal: false })),
        stop: server.stop,
        kill: () => void signalProcess(server.pid, "SIGQUIT"),
      };
    },
  };
}

/**
 * @param {{ name: "web" | "worker", root: string, environment: () => NodeJS.ProcessEnv }} options
 * @returns {import("./supervisor.mjs").Service}
 */
export function programService({ name, root, environment }) {
  return {
    name,
    start: () =>
      startChild({ script: programFile(name), cwd: root, env: environment(), stopTimeoutMs: CHILD_STOP_TIMEOUT_MS }),
  };
}

/** The bundle of a program, as lib/build.mjs writes it. @param {"web" | "worker"} name */
export function programFile(name) {
  return name === "web" ? "dist/server.mjs" : "dist/worker.mjs";
}
