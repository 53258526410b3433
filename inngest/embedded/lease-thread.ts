/**
 * The program of the lease thread, as text: a thread needs a file of its own, and this way it runs the same from
 * source, in tests and in the bundle. Plain JavaScript on purpose; `pg` comes by path.
 *
 * It hears `{ add: [ids] }`, `{ remove: id }` and `{ alive: true }`, and tells `{ error }` when a renewal failed.
 */
export const LEASE_THREAD = `
const { parentPort, workerData } = require("node:worker_threads");
const { Client } = require(workerData.pgPath);
const jobs = new Set();
let client, isBusy = false, heardAt = performance.now();

parentPort.on("message", ({ add = [], remove }) => {
  heardAt = performance.now();
  for (const id of add) jobs.add(id);
  jobs.delete(remove);
});

async function connect() {
  const fresh = new Client({ ...workerData.connection, query_timeout: workerData.everyMs * 2 });
  fresh.on("error", () => { client = undefined; });
  await fresh.connect();
  return fresh;
}

async function renew() {
  // A main thread that says nothing for so long hangs: its jobs shall go to another.
  if (isBusy || jobs.size === 0 || performance.now() - heardAt > workerData.maxSilenceMs) return;
  isBusy = true;
  try {
    client ??= await connect();
    await client.query(workerData.sql, [[...jobs], workerData.owner, workerData.leaseMs]);
  } catch (error) {
    client?.end().catch(() => {});
    client = undefined;
    parentPort.postMessage({ error: String(error) });
  } finally {
    isBusy = false;
  }
}
setInterval(renew, workerData.everyMs);
`;
