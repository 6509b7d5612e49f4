"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { HostOwnView } from "@/core/game/host-view-schema";

const HostViewContext = createContext<HostOwnView | null>(null);

/** Gives the console's parts what only the host may see. */
export function HostViewProvider({ own, children }: { own: HostOwnView; children: ReactNode }) {
  return <HostViewContext.Provider value={own}>{children}</HostViewContext.Provider>;
}

export function useHostView(): HostOwnView {
  const own = useContext(HostViewContext);
  if (own === null) throw new Error("no HostViewProvider above");
  return own;
}
