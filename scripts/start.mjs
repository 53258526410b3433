/**
 * `npm start`: everything from a fresh clone to a running product. Imports only Node's own modules and scripts/lib,
 * since it runs before `npm ci` did. `npm run dev` is the same with reload (--dev).
 */

import path from "node:path";
import { fileURLToPath } from "node:url";
import { announce } from "./lib/announce.mjs";
import { buildPagesIfStale, bundlePrograms, generateIfStale, watchPrograms } from "./lib/build.mjs";
import { EXIT_CONFIGURATION } from "./lib/child.mjs";
import { readConfiguration } from "./lib/configuration.mjs";
import { checkNodeVersion, installDependencies } from "./lib/install.mjs";
import { claimDataDir, endLeftovers } from "./lib/leftovers.mjs";
import { messageOf } from "./lib/message-of.mjs";
import { migrate } from "./lib/migrate.mjs";
import { isPortFree } from "./lib/ports.mjs";
import { prepareSecrets } from "./lib/secrets.mjs";
import { postgresService, programFile, programService } from "./lib/services.mjs";
import { say, step } from "./lib/steps.mjs";
import { stopOnSignals } from "./lib/stop-on-signals.mjs";
import { stopWithoutNpm } from "./lib/stop-without-npm.mjs";
import { createSupervisor } from "./lib/supervisor.mjs";

const PROGRAMS = /** @type {const} */ (["web", "worker"]);
const STOP_ORDER = [...PROGRAMS, "postgres"];

const root = fileURLToPath(new URL("..", import.meta.url));
const isDev = process.argv.includes("--dev");

try {
  await start();
} catch (error) {
  say(`\nHookswitch did not start. ${messageOf(error)}`);
  process.exit(EXIT_CONFIGURATION);
}

/** Throws while nothing runs yet; what goes wrong later stops what runs and ends the process. */
async function start() {
  checkNodeVersion();
  await installDependencies(root);
  const configuration = await readConfiguration(root, process.env);
  const { dataDir, host, port } = configuration;
  const secrets = prepareSecrets(dataDir, process.env);
  const releaseDataDir = claimDataDir(dataDir);
  await endLeftovers(dataDir);
  if (port !== 0 && !(await isPortFree({ host, port }))) {
    throw new Error(
      `Port ${port} on ${host} is taken. Stop what listens there, or choose another: PORT=3001 npm start`,
    );
  }

  const supervisor = createSupervisor({ dataDir, log: (text) => say(`[start] ${text}`), onFailure: giveUp });
  stopOnSignals({ stop: () => end(0), kill: supervisor.kill });
  stopWithoutNpm(() => {
    if (!supervisor.signal.aborted) end(0);
  });
  try {
    await launch({ supervisor, configuration, secrets });
  } catch (error) {
    giveUp(messageOf(error));
  }

  /** @param {string} reason */
  function giveUp(reason) {
    if (supervisor.signal.aborted) return; // we are stopping: what ends now was told to
    say(`\nHookswitch stops. ${reason}`);
    end(1);
  }

  /** @param {number} code */
  async function end(code) {
    await supervisor.stop(STOP_ORDER);
    releaseDataDir();
    process.exit(code);
  }
}

/**
 * @param {{ supervisor: ReturnType<typeof createSupervisor>, secrets: import("./lib/secrets.mjs").LocalSecrets,
 *   configuration: Awaited<ReturnType<typeof readConfiguration>> }} parts
 */
async function launch({ supervisor, configuration, secrets }) {
  const { dataDir, host, port, isEmbedded, migrationUrl, partitions } = configuration;
  let databaseUrl = process.env.DATABASE_URL ?? "";

  await Promise.all([prepareDatabase(), preparePrograms()]);
  const kept = PROGRAMS.map((name) => supervisor.keep(programService({ name, root, environment })));
  const [web] = await Promise.all(kept);
  await announce({ url: web?.url ?? `http://${host}:${port}`, configuration, secrets });

  async function prepareDatabase() {
    if (isEmbedded) await step("PostgreSQL", () => supervisor.keep(postgresService({ root, dataDir, onStarted })));
    const directory = path.join(root, "prisma", "migrations");
    const url = isEmbedded ? databaseUrl : migrationUrl;
    await step("Migrations", () => migrate({ url, directory, partitions }));
  }

  /** The port changes when another program took it while the server was down. @param {string} url */
  function onStarted(url) {
    const isMoved = databaseUrl !== "" && databaseUrl !== url;
    databaseUrl = url;
    if (isMoved) for (const name of PROGRAMS) supervisor.restart(name);
  }

  async function preparePrograms() {
    await generateIfStale(root);
    if (!isDev) return Promise.all([bundlePrograms(root), buildPagesIfStale(root, { signal: supervisor.signal })]);
    return watchPrograms(root, (changed) => {
      for (const name of PROGRAMS) if (changed.includes(programFile(name))) supervisor.restart(name);
    });
  }

  /** @returns {NodeJS.ProcessEnv} */
  function environment() {
    return {
      ...process.env,
      ...secrets.environment,
      DATABASE_URL: databaseUrl,
      HOOKSWITCH_DATA_DIR: dataDir,
      NODE_ENV: isDev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // Names of destinations are looked up in libuv's threads: four slow ones would hold up passwords and files.
      UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? "32",
    };
  }
}
