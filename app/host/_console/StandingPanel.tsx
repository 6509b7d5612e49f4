"use client";

import { useTranslations } from "next-intl";
import { Leaderboard } from "@/app/_reveal/Leaderboard";
import type { SharedView } from "@/core/game/view";

/** The lesson's standing. */
export function StandingPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  return (
    <section>
      <h2 className="mb-s1 border-b rule-ink pb-s1">{translate("standing")}</h2>
      <Leaderboard totals={shared.totals} teams={shared.teams} highlightTeamId={null} />
    </section>
  );
}
