"use client";

import { useTranslations } from "next-intl";
import { DebriefResult } from "@/app/_reveal/DebriefResult";
import { StandingAfterRound } from "@/app/_reveal/StandingAfterRound";
import { RoundLine } from "@/app/screen/_frame/RoundLine";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import type { SharedView } from "@/core/game/view";

/** Lines of evidence that fit on one picture; the newest are shown. */
const mostLines = 4;

/** Three prompts and what the class answers. */
export function DebriefScreen({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const { debrief } = shared;
  return (
    <ScreenFrame title={translate("debriefTitle")} subtitle={<RoundLine shared={shared} />}>
      <ol className="m-0 mb-s5 grid list-none grid-cols-3 gap-s5 border-y rule-ink p-0 py-s4 text-lead leading-snug">
        {(["happened", "why", "fail"] as const).map((prompt, index) => (
          <li key={prompt} className="flex gap-s3">
            <span className="text-ink-2">{index + 1}</span>
            {translate(`prompt.${prompt}`)}
          </li>
        ))}
      </ol>
      {debrief !== null && (
        <section>
          <h2 className="visually-hidden">{translate("answers")}</h2>
          <DebriefResult debrief={{ ...debrief, evidence: debrief.evidence.slice(-mostLines) }} />
        </section>
      )}
      <StandingAfterRound shared={shared} highlightTeamId={null} mostTeams={4} rowsPerColumn={2} />
    </ScreenFrame>
  );
}
