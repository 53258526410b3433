export interface Toast {
  id: number;
  text: string;
  tone: "ok" | "dead";
}

const STAY_MS = 6_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says in a sentence what just happened; goes away by itself. */
export function showToast(text: string, tone: Toast["tone"] = "ok"): void {
  lastId += 1;
  const id = lastId;
  change([...toasts, { id, text, tone }]);
  setTimeout(() => dismissToast(id), STAY_MS);
}

export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readToasts(): readonly Toast[] {
  return toasts;
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
