"use client";

import { useEffect, useRef } from "react";
import { isTyping } from "./use-row-keys";

/** One key for the whole page, unless the person is typing. */
export function useKey(key: string, onPress: () => void): void {
  useKeyDown((event) => event.key === key && !event.repeat && !isTyping(event), onPress);
}

/** A key with Ctrl, or Cmd on a Mac; also while typing. */
export function useShortcut(key: string, onPress: () => void): void {
  useKeyDown((event) => (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === key, onPress);
}

function useKeyDown(isWanted: (event: KeyboardEvent) => boolean, onPress: () => void): void {
  const latest = useRef({ isWanted, onPress });
  useEffect(() => {
    latest.current = { isWanted, onPress };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!latest.current.isWanted(event)) return;
      event.preventDefault();
      latest.current.onPress();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
