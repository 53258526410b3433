/** Started as `npm start` or `npm run dev`: npm's shell is our parent, and stays it for as long as both live. */
const NPM_SCRIPTS = new Set(["start", "dev"]);
const LOOK_EVERY_MS = 500;

/**
 * Stops when npm was told to end and did not pass it on (`kill` of npm's pid ends its shell and nothing below it). Only
 * below npm: whoever runs this program itself, in a container, by systemd or behind `nohup`, may well end before it.
 * Where a parent that is gone keeps its number (Windows) nothing happens.
 * @param {() => void} stop
 */
export function stopWithoutNpm(stop) {
  if (!NPM_SCRIPTS.has(process.env.npm_lifecycle_event ?? "")) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, LOOK_EVERY_MS);
  timer.unref();
}
