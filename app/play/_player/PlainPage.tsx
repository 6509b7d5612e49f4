import type { ReactNode } from "react";
import { SiteHeader } from "@/app/_ui/SiteHeader";

/** A page beside the game, one narrow column. */
export function PlainPage({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <SiteHeader />
      <main id="main" className="mx-auto flex max-w-[560px] flex-col gap-s5 px-4 py-s6">
        {children}
      </main>
    </>
  );
}
