"use client";

import { useEffect } from "react";

export interface HostKeys {
  readonly next: () => void;
  readonly togglePause: () => void;
  readonly toggleLock: () => void;
  readonly toggleBlank: () => void;
}

/**
 * Space, P, L and B while no control has the focus, so that a key never does two things; null in a tab without the
 * controls.
 */
export function useHostKeys(keys: HostKeys | null): void {
  useEffect(() => {
    if (keys === null) return;
    const present = keys;
    function handleKey(event: KeyboardEvent) {
      if (event.target !== document.body || event.repeat) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actionOf(event.key, present);
      if (action === null) return;
      event.preventDefault();
      action();
    }
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, [keys]);
}

function actionOf(key: string, keys: HostKeys): (() => void) | null {
  if (key === " ") return keys.next;
  if (key === "p" || key === "P") return keys.togglePause;
  if (key === "l" || key === "L") return keys.toggleLock;
  if (key === "b" || key === "B") return keys.toggleBlank;
  return null;
}
