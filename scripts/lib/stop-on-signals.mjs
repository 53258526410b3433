const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
/** npm passes on a signal that the terminal or a process group sent to us as well: within this time they are one. */
const SAME_SIGNAL_MS = 1_000;
const EXIT_INTERRUPTED = 130;

/**
 * The first signal stops in order, a second one at once.
 * @param {{ stop: () => void, kill: () => void }} actions
 */
export function stopOnSignals({ stop, kill }) {
  let firstAt = 0;
  for (const signal of SIGNALS) process.on(signal, onSignal);

  function onSignal() {
    const now = performance.now();
    if (firstAt === 0) {
      firstAt = now;
      stop();
    } else if (now - firstAt > SAME_SIGNAL_MS) {
      kill();
      process.exit(EXIT_INTERRUPTED);
    }
  }
}
