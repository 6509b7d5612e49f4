import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ReplicaState } from "./race-marks";

type Props = {
  readonly replicas: readonly { readonly replicaIndex: number; readonly state: ReplicaState }[];
  /** Who plays alone has no teammates: what came before a reload is simply done. */
  readonly isAlone: boolean;
};

/** The five seeds of the race as counted marks, each with its state in words. */
export function ReplicaMarks({ replicas, isAlone }: Props) {
  const translate = useTranslations("play.racing");
  return (
    <ol className="grid grid-cols-5 border-y rule-ink">
      {replicas.map(({ replicaIndex, state }) => (
        <li
          key={replicaIndex}
          className="flex min-w-0 flex-col items-center gap-s1 px-1 py-s3 text-center text-small leading-tight [&+&]:border-l [&+&]:border-line"
        >
          <svg width="34" height="34" viewBox="-17 -17 34 34" aria-hidden="true">
            {markOf(state)}
          </svg>
          <span className="font-medium">{translate("seed", { number: replicaIndex + 1 })}</span>
          <span className="text-ink-2">
            {translate(`state.${isAlone && state === "done-by-teammate" ? "done" : state}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function markOf(state: ReplicaState): ReactNode {
  const square = { x: -12, y: -12, width: 24, height: 24, strokeWidth: 2 };
  if (state === "waiting" || state === "missing") {
    return <rect {...square} fill="none" stroke="var(--line-strong)" strokeDasharray="4 3" />;
  }
  if (state === "training") {
    return (
      <>
        <rect {...square} fill="var(--signal)" stroke="var(--ink)" strokeWidth={3} />
        <path d="M-4 -6L7 0L-4 6Z" fill="var(--on-signal)" />
      </>
    );
  }
  if (state === "uploading") {
    return (
      <>
        <rect {...square} fill="none" stroke="var(--ink)" />
        <path d="M0 7V-6M-5 -1L0 -6L5 -1" fill="none" stroke="var(--ink)" strokeWidth={2} />
      </>
    );
  }
  if (state === "diverged") {
    return (
      <>
        <rect {...square} fill="none" stroke="var(--ink)" />
        <path d="M-8 -8L8 8M8 -8L-8 8" stroke="var(--neg)" strokeWidth={3} />
      </>
    );
  }
  return (
    <>
      <rect {...square} fill="var(--ink)" stroke="var(--ink)" />
      <path d="M-6 0L-1 5L7 -5" fill="none" stroke="var(--paper)" strokeWidth={3} />
    </>
  );
}
