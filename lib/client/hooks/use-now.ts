import { createContext, useContext, useSyncExternalStore } from "react";

const TICK_MS = 1_000;

/** When the server drew the page: the first drawing in the browser says the same times, so nothing jumps. */
export const DrawnAtContext = createContext(0);

let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The time, once a second, from one timer for the whole page. */
export function useNow(): number {
  const drawnAtMs = useContext(DrawnAtContext);
  return useSyncExternalStore(subscribe, read, () => drawnAtMs);
}

const never = () => () => {};

/** False on the server and while the page comes alive: the reader's zone and the browser are not known yet. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function read(): number {
  if (timer === undefined) now = Math.floor(Date.now() / TICK_MS) * TICK_MS;
  return now;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function start(): ReturnType<typeof setInterval> {
  now = Date.now();
  return setInterval(() => {
    now = Date.now();
    for (const listener of listeners) listener();
  }, TICK_MS);
}
