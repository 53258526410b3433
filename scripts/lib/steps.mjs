/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs one part of the start and says how long it took: a silent minute looks hung.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const begin = performance.now();
  say(`[start] ${name} …`);
  const result = await work();
  say(`[start] ${name}: done in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  return result;
}
