/** JSON of about `bytes` with a number and the time at which it was made; `data` of an event. */
export function payload(number: number, bytes: number): string {
  const atMs = performance.timeOrigin + performance.now();
  const head = `{"n":${number},"at":${atMs.toFixed(3)},"text":"`;
  return `${head}${"x".repeat(Math.max(0, bytes - head.length - 2))}"}`;
}
