"use client";

import { type RefObject, useEffect, useRef } from "react";

const LINK = "[data-row-link]";
const STEPS: Record<string, 1 | -1> = { j: 1, k: -1 };

/** j and k walk the rows by moving the focus to their links (Enter opens); other keys go to `onKey` with the row's id. */
export function useRowKeys(body: RefObject<HTMLElement | null>, onKey: (rowId: string, key: string) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const rows = body.current;
      const step = STEPS[event.key];
      if (isTyping(event) || !rows) return;
      if (step !== undefined) return walk(rows, step);
      const rowId = rows.querySelector<HTMLElement>("[data-row]:focus-within")?.dataset.row;
      if (rowId) latest.current(rowId, event.key);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [body]);
}

function walk(body: HTMLElement, step: 1 | -1): void {
  const rows = [...body.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at === -1 && step === -1 ? rows.length - 1 : at + step;
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.querySelector<HTMLElement>(LINK)?.focus();
}

/** Keys belong to a field, a dialog or the browser before they belong to the list. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest("input, textarea, select, dialog, [contenteditable]") != null;
}
