import path from "node:path";
import { say } from "./steps.mjs";

const HEALTH_TIMEOUT_MS = 5_000;

/**
 * What a person needs after a start, in a few lines.
 * @param {{ url: string, configuration: Awaited<ReturnType<typeof import("./configuration.mjs").readConfiguration>>,
 *   secrets: import("./secrets.mjs").LocalSecrets }} started
 */
export async function announce({ url, configuration, secrets }) {
  const { dataDir, isEmbedded, areLocalNetworksAllowed } = configuration;
  const line = (/** @type {string} */ name, /** @type {string} */ text) => say(`  ${name.padEnd(14)}${text}`);
  const needsSetup = !(await isSetUp(url));
  say(`\nHookswitch runs at ${url}`);
  line(
    "data",
    isEmbedded ? `${display(dataDir)} (PostgreSQL, keys)` : `the database of DATABASE_URL; keys in ${display(dataDir)}`,
  );
  if (secrets.operatorKey) line("operator key", describeKey(secrets.operatorKey));
  if (needsSetup) line("set up", `${url}/setup#code=${secrets.setupCode}`);
  if (!areLocalNetworksAllowed) {
    line("receivers", "private addresses are refused; to reach ones on this machine, start with");
    line("", "HOOKSWITCH_ALLOWED_NETWORKS=127.0.0.0/8 npm start");
  }
  say("Ctrl-C stops everything.\n");
}

/** @param {NonNullable<import("./secrets.mjs").LocalSecrets["operatorKey"]>} key */
function describeKey({ file, value, isNew }) {
  return isNew ? `${value} (shown this once; kept in ${display(file)})` : `in ${display(file)}`;
}

/** Relative where that is shorter. @param {string} file */
function display(file) {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

/** Unknown counts as not set up: a link too many does no harm, web refuses it. @param {string} url */
async function isSetUp(url) {
  try {
    const response = await fetch(`${url}/api/v1/health/ready`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    const health = /** @type {{ setUp?: boolean }} */ (await response.json());
    return health.setUp === true;
  } catch {
    return false; // web said that it is ready; a slow first answer must not end the start
  }
}
