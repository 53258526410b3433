import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { messageOf } from "./message-of.mjs";

/** A service that lived this long was well; its next end is a new story. */
const STABLE_MS = 10_000;
const FIRST_DELAY_MS = 200;
const MAX_DELAY_MS = 10_000;
/** A service that was never ready is given up after so many starts: a person waits at the terminal. */
const MAX_FIRST_STARTS = 5;

/** @typedef {import("./child.mjs").RunningService} RunningService */
/** @typedef {import("./child.mjs").Ending} Ending */
/**
 * @typedef {object} Service
 * @property {string} name
 * @property {() => RunningService | Promise<RunningService>} start
 */
/**
 * @typedef {object} Slot one service under care
 * @property {Service} service
 * @property {RunningService | undefined} running
 * @property {Promise<void>} ended resolves when it will not be started again
 * @property {boolean} isRestarting its next end is wanted
 * @property {boolean} wasReady
 * @property {number} youngDeaths in a row
 * @property {(value: { url?: string }) => void} onReady
 */

/**
 * Keeps services running: what dies is started again, at once when it was well, later and later when it dies young.
 * `onFailure` hears of a service for which starting again does not help.
 * @param {{ dataDir: string, log: (text: string) => void, onFailure: (reason: string) => void }} options
 */
export function createSupervisor({ dataDir, log, onFailure }) {
  /** @type {Map<string, Slot>} */
  const slots = new Map();
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;

  /** @param {Slot} slot */
  async function keepRunning(slot) {
    while (!isStopping()) {
      const begin = performance.now();
      const ending = await runOnce(slot);
      if (isStopping()) return;
      const delayMs = slot.isRestarting ? 0 : weighEnding(slot, { ending, livedMs: performance.now() - begin });
      slot.isRestarting = false;
      await pause(delayMs, stopping.signal);
    }
  }

  /**
   * How long to wait before the next start; throws when there should be none.
   * @param {Slot} slot
   * @param {{ ending: Ending, livedMs: number }} end
   */
  function weighEnding(slot, { ending, livedMs }) {
    const { name } = slot.service;
    slot.youngDeaths = livedMs > STABLE_MS ? 0 : slot.youngDeaths + 1;
    const isHopeless = ending.isFinal || (!slot.wasReady && slot.youngDeaths >= MAX_FIRST_STARTS);
    if (isHopeless) throw new Error(`${name} could not run: ${ending.text}`);
    const delayMs = delayAfter(slot.youngDeaths);
    log(`${name} ended (${ending.text}); starting it again${delayMs ? ` in ${delayMs} ms` : ""}`);
    return delayMs;
  }

  /** @param {Slot} slot @returns {Promise<Ending>} */
  async function runOnce(slot) {
    const pidFile = path.join(dataDir, `${slot.service.name}.pid`);
    try {
      const running = await slot.service.start();
      slot.running = running;
      writeFileSync(pidFile, `${running.pid}\n`, { mode: 0o600 });
      running.ready.then(slot.onReady, () => {}); // an end before that arrives as `exited`
      if (isStopping()) await running.stop();
      return await running.exited;
    } catch (error) {
      return { text: messageOf(error), isFinal: false };
    } finally {
      slot.running = undefined;
      rmSync(pidFile, { force: true });
    }
  }

  return {
    /** Aborted by stop() and kill(); for work beside the services. */
    signal: stopping.signal,

    /**
     * Starts a service and keeps it. Resolves when it is ready for the first time, rejects when it never will be.
     * @param {Service} service
     * @returns {Promise<{ url?: string }>}
     */
    keep(service) {
      return new Promise((resolve, reject) => {
        /** @type {Slot} */
        const slot = {
          service,
          running: undefined,
          ended: Promise.resolve(),
          isRestarting: false,
          wasReady: false,
          youngDeaths: 0,
          onReady: (value) => {
            slot.wasReady = true;
            resolve(value);
          },
        };
        slots.set(service.name, slot);
        slot.ended = keepRunning(slot)
          .then(() => reject(new Error(`${service.name} was stopped before it was ready`)))
          .catch((error) => {
            reject(error);
            onFailure(error.message);
          });
      });
    },

    /** @param {string} name */
    async restart(name) {
      const slot = slots.get(name);
      if (!slot?.running) return;
      slot.isRestarting = true;
      await slot.running.stop();
    },

    /** Stops the named services one after the other, each when the one before is gone. @param {string[]} order */
    async stop(order) {
      stopping.abort();
      for (const slot of order.map((name) => slots.get(name))) {
        await slot?.running?.stop();
        await slot?.ended;
      }
    },

    /** Ends everything without waiting. */
    kill() {
      stopping.abort();
      for (const slot of slots.values()) slot.running?.kill();
    },
  };
}

/** @param {number} youngDeaths */
function delayAfter(youngDeaths) {
  return youngDeaths === 0 ? 0 : Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (youngDeaths - 1));
}

/**
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
