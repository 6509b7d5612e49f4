import type { ReactNode } from "react";

type Props = {
  /** `refusal`: something was not done. `waiting`: something is under way or the connection is lost. */
  kind?: "note" | "refusal" | "waiting";
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons that lead on. */
  actions?: ReactNode;
};

/** What the game has to say beside the game: refusals, waiting, an empty place. Announced when it appears. */
export function Notice({ kind = "note", title, children, actions }: Props) {
  return (
    <div
      role={kind === "refusal" ? "alert" : "status"}
      className="flex gap-s3 border-y border-line py-s3 leading-snug"
    >
      <svg
        viewBox="0 0 20 20"
        style={{ width: "1.25em", height: "1.25em", flex: "none", marginTop: "0.05em" }}
        aria-hidden="true"
      >
        {noticeMark(kind)}
      </svg>
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="text-ink-2">{children}</div>}
        {actions !== undefined && <div className="mt-s3 flex flex-wrap gap-s2">{actions}</div>}
      </div>
    </div>
  );
}

function noticeMark(kind: "note" | "refusal" | "waiting"): ReactNode {
  if (kind === "refusal") {
    return (
      <>
        <path d="M10 1.5 19 18H1Z" fill="none" stroke="var(--neg)" strokeWidth="2" strokeLinejoin="round" />
        <path d="M10 7v5M10 14v2" stroke="var(--neg)" strokeWidth="2" />
      </>
    );
  }
  if (kind === "waiting") {
    return (
      <>
        <circle
          cx="10"
          cy="10"
          r="8.5"
          fill="none"
          stroke="var(--ink)"
          strokeWidth="2"
          strokeDasharray="4 3"
        />
        <path d="M10 5v5l3.5 2" fill="none" stroke="var(--ink)" strokeWidth="2" />
      </>
    );
  }
  return (
    <>
      <path d="M4 1v18" stroke="var(--ink)" strokeWidth="2" />
      <path d="M4 2h13l-4 4 4 4H4Z" fill="var(--paper)" stroke="var(--ink)" strokeWidth="2" />
    </>
  );
}
