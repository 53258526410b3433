"use client";

import { type RefObject, useEffect, useRef } from "react";

const LINK = "[data-row-link]";

/** j and k walk the rows by moving the focus to their links (Enter opens); other keys go to `onKey` with the row's id. */
export function useRowKeys(body: RefObject<HTMLElement | null>, onKey: (rowId: string, key: string) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isTyping(event) || !body.current) return;
      if (event.key === "j" || event.key === "k") return walk(body.current, event.key === "j" ? 1 : -1);
      const row = document.activeElement?.closest<HTMLElement>("[data-row]");
      if (row?.dataset.row && body.current.contains(row)) latest.current(row.dataset.row, event.key);
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
