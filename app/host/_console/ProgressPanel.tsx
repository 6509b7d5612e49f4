"use client";

import { useTranslations } from "next-intl";
import { CountedMarks } from "@/app/screen/_frame/CountedMarks";
import { roundCounts } from "@/app/screen/_frame/round-counts";
import type { SharedView } from "@/core/game/view";

/** How far the class is in the present phase, counted by teams. */
export function ProgressPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const counts = roundCounts(shared.counts);
  const { phase } = shared;
  return (
    <section>
      <h2 className="mb-s1 border-b rule-ink pb-s1">{translate("progress")}</h2>
      <div className="grid gap-s2 py-s2">
        {phase === "briefing" && (
          <CountLine
            text={translate("ballotsIn", { done: counts.ballots, total: counts.teams })}
            done={counts.ballots}
            total={counts.teams}
          />
        )}
        {phase === "exploring" && (
          <CountLine
            text={translate("committedCount", { done: counts.committed, total: counts.teams })}
            done={counts.committed}
            total={counts.teams}
          />
        )}
        {phase !== "briefing" && (
          <p>{translate("pilotsRun", { pilots: counts.pilots, credits: counts.credits })}</p>
        )}
        {(phase === "racing" || phase === "scoring") && (
          <p>{translate("replicasIn", { done: counts.replicas, total: counts.replicasExpected })}</p>
        )}
      </div>
    </section>
  );
}

function CountLine({ text, done, total }: { text: string; done: number; total: number }) {
  return (
    <p className="flex flex-wrap items-center gap-s3 text-lead">
      <CountedMarks filled={done} total={total} />
      {text}
    </p>
  );
}
