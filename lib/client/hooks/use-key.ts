"use client";

import { useEffect, useRef } from "react";
import { isTyping } from "./use-row-keys";

/** One key for the whole page, unless the person is typing. */
export function useKey(key: string, onPress: () => void): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === key && !event.repeat && !isTyping(event)) latest.current();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [key]);
}
