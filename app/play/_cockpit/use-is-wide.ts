"use client";

import { useSyncExternalStore } from "react";

const query = "(min-width: 1200px)";

/** True where the cockpit has room for three columns. Only asked once the session is there, so never on a server. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
