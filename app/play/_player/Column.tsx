import type { ReactNode } from "react";

/** The one column of a phase with little to do. */
export function Column({
  children,
  wide = false,
}: {
  readonly children: ReactNode;
  readonly wide?: boolean;
}) {
  return (
    <div
      className={`mx-auto flex w-full flex-1 flex-col gap-s5 px-4 py-s5 ${wide ? "max-w-[1180px]" : "max-w-[640px]"}`}
    >
      {children}
    </div>
  );
}
