"use client";

import { useTranslations } from "next-intl";
import { CountedMarks } from "@/app/screen/_frame/CountedMarks";
import type { Phase } from "@/core/game/phase";
import { raceReplicaCount } from "@/core/game/race";
import type { TeamProgress } from "@/core/game/view";

/** What a team has done in this round, in words and counted marks; never what it chose. */
export function TeamProgressLine({ progress, phase }: { progress: TeamProgress | null; phase: Phase }) {
  const translate = useTranslations("host");
  if (progress === null) return <p className="text-small text-ink-2">{translate("nextRoundTeam")}</p>;
  const { hasBallot, hasCommitted, pilotCount, clueCount, creditsSpent, replicasIn } = progress;
  const isTraining = phase !== "briefing" && phase !== "exploring";
  return (
    <p className="flex flex-wrap items-center gap-x-s3 text-small leading-snug text-ink-2">
      {phase === "briefing" && <span>{translate(hasBallot ? "hasBallot" : "noBallot")}</span>}
      {phase === "exploring" && <span>{translate(hasCommitted ? "hasCommitted" : "notCommitted")}</span>}
      {phase !== "briefing" && (
        <span>
          {translate("pilotsAndCredits", { pilots: pilotCount, clues: clueCount, credits: creditsSpent })}
        </span>
      )}
      {isTraining && (
        <span className="flex items-center gap-s2">
          <CountedMarks filled={replicasIn.length} total={raceReplicaCount} />
          {translate("replicasIn", { done: replicasIn.length, total: raceReplicaCount })}
        </span>
      )}
    </p>
  );
}
