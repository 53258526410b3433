import { MINUTE_MS, SECOND_MS } from "@/lib/clock";
import { sha256Hex } from "@/lib/crypto";
import { listen } from "@/lib/listen";
import { logger } from "@/lib/logger";
import { findKeyByHash, type StoredKey, touchKey } from "@/lib/queries/api-keys";
import { KEY_CHANNEL } from "@/lib/queries/notify";
import { whenReady } from "@/lib/when-ready";

/** While the listener hears revocations; the time-to-live is then only a net. */
const HEARD_TTL_MS = 30 * SECOND_MS;
/** Without it: a revoked key is still refused within a second. */
const DEAF_TTL_MS = 500;
const TOUCH_EVERY_MS = MINUTE_MS;
const MAX_CACHED = 10_000;

interface Entry {
  key: StoredKey;
  readAt: number;
  touchedAt: number;
}

interface KeyCache {
  entries: Map<string, Entry>;
  /** Raised by every revocation, so that a read that began before it is not cached after it. */
  generation: number;
  isListening: boolean;
}

// The custom server's bundle and Next's are two module graphs of one process: one cache for both.
const holder = globalThis as typeof globalThis & { hookswitchKeys?: KeyCache };

function cache(): KeyCache {
  holder.hookswitchKeys ??= { entries: new Map(), generation: 0, isListening: false };
  return holder.hookswitchKeys;
}

/**
 * The key behind `hs_…`, unless it is unknown, revoked or expired; at once while it is cached. The look-up by hash
 * leaks no timing.
 */
export function findKey(plain: string): StoredKey | null | Promise<StoredKey | null> {
  const hash = sha256Hex(plain);
  return whenReady(cached(hash) ?? load(hash), useKey);
}

function useKey(entry: Entry | null): StoredKey | null | Promise<StoredKey> {
  if (!entry) return null;
  const { key, touchedAt } = entry;
  if (key.expiresAt && key.expiresAt.getTime() <= Date.now()) return null;
  return performance.now() - touchedAt < TOUCH_EVERY_MS ? key : touch(entry);
}

function cached(hash: string): Entry | null {
  const { entries, isListening } = cache();
  const entry = entries.get(hash);
  const ttlMs = isListening ? HEARD_TTL_MS : DEAF_TTL_MS;
  return entry && performance.now() - entry.readAt < ttlMs ? entry : null;
}

/** Unknown keys are not cached: they cost their sender one indexed read each, and us no memory. */
async function load(hash: string): Promise<Entry | null> {
  const state = cache();
  const { generation } = state;
  const key = await findKeyByHash(hash);
  const before = state.entries.get(hash);
  state.entries.delete(hash);
  if (!key) return null;
  const entry = { key, readAt: performance.now(), touchedAt: before?.touchedAt ?? Number.NEGATIVE_INFINITY };
  if (state.entries.size >= MAX_CACHED) state.entries.clear();
  if (generation === state.generation) state.entries.set(hash, entry);
  return entry;
}

/** Fail open: a key that is right must work although its last use could not be written. */
async function touch(entry: Entry): Promise<StoredKey> {
  entry.touchedAt = performance.now();
  try {
    await touchKey(entry.key.id);
  } catch (err) {
    logger.warn({ err, keyId: entry.key.id }, "last use of an API key was not written");
  }
  return entry.key;
}

function drop(hash: string | undefined): void {
  const state = cache();
  state.generation += 1;
  if (hash === undefined) state.entries.clear();
  else state.entries.delete(hash);
}

/** Hears revocations until it is stopped. While its connection is lost, entries live half a second only. */
export async function startKeyListener(): Promise<() => Promise<void>> {
  const hear = () => {
    drop(undefined);
    cache().isListening = true;
  };
  const { stop } = await listen({
    channels: [KEY_CHANNEL],
    onNotify: (_channel, hash) => drop(hash),
    onReconnect: hear,
    onLost(err) {
      cache().isListening = false;
      logger.warn({ err }, "the listener for revoked keys lost its connection; it connects again");
    },
  });
  hear();
  return async () => {
    cache().isListening = false;
    await stop();
  };
}
