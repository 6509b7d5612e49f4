import type { ReactNode } from "react";

/** A reveal page that brings its own visible title. */
export function RevealSheet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main
      id="main"
      className="flex min-h-dvh flex-col px-s8 pt-[calc(48*var(--unit))] pb-[calc(36*var(--unit))]"
    >
      <h1 className="visually-hidden">{title}</h1>
      {children}
    </main>
  );
}
