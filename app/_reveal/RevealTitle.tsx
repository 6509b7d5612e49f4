import type { ReactNode } from "react";

/** Title of a reveal page: large on the projector, one step smaller on a device. */
export function RevealTitle({ title, subtitle }: { title: ReactNode; subtitle?: ReactNode }) {
  return (
    <div className="mb-s4">
      <h2 className="text-h2 leading-tight in-data-[scale=projector]:text-h1 in-data-[scale=projector]:leading-tight">
        {title}
      </h2>
      {subtitle !== undefined && <p className="mt-s1 leading-snug text-ink-2">{subtitle}</p>}
    </div>
  );
}
