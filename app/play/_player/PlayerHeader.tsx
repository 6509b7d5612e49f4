"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Clock } from "@/app/_ui/Clock";
import { CreditMarks } from "@/app/_ui/CreditMarks";
import { Logo } from "@/app/_ui/Logo";
import { PhaseStrip } from "@/app/_ui/PhaseStrip";
import { Stamp } from "@/app/_ui/Stamp";
import { useTeamNameText } from "@/app/_ui/TeamName";
import { isRoundPhase, type Phase } from "@/core/game/phase";
import { ownTeam, type PhaseProps } from "./phase-props";
import { SoloPause } from "./SoloPause";

const LateMenuDialog = lazy(async () => ({ default: (await import("./MenuDialog")).MenuDialog }));

/** Scoring is a stop of a second or two on the way: it has no station of its own. */
const stations = ["briefing", "exploring", "racing", "reveal", "debrief"] as const;

/** Who one is, where the round stands, how much time and how many credits are left. */
export function PlayerHeader({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.header");
  const translateCommon = useTranslations("common.phase");
  const nameText = useTeamNameText();
  const serverOffsetMs = useSession((state) => state.serverOffsetMs);
  const team = ownTeam({ shared, own });
  const teamName = team === null ? null : nameText(team.teamNumber);
  const isInRound = isRoundPhase(shared.phase);
  const roundText =
    isInRound && shared.roundCount > 1
      ? translate("round", { round: shared.roundNumber, count: shared.roundCount })
      : null;

  return (
    <header className="sticky top-0 z-20 flex min-h-13 items-center gap-s2 border-b rule-ink bg-paper px-4 min-[1200px]:grid min-[1200px]:min-h-14 min-[1200px]:grid-cols-[280px_minmax(0,1fr)_auto_auto] min-[1200px]:gap-s5 min-[1200px]:px-6">
      <div className="flex min-w-0 items-center gap-s2 min-[1200px]:gap-s3">
        {team === null ? <Logo withName={false} size="26px" /> : <Stamp teamNumber={team.teamNumber} />}
        <p className="min-w-0 leading-tight">
          <b className="block truncate">{teamName ?? own.name}</b>
          {roundText !== null && <span className="block text-small text-ink-2">{roundText}</span>}
        </p>
      </div>
      <div className="max-[1199px]:hidden">
        {isInRound && (
          <PhaseStrip
            stations={stations.map((id) => ({ id, label: translateCommon(id) }))}
            currentId={stationOf(shared.phase)}
          />
        )}
      </div>
      <div className="ml-auto flex items-center gap-s3 min-[1200px]:ml-0">
        <Clock
          endsAtMs={shared.deadlineAtMs}
          pausedAtMs={shared.pausedAtMs}
          // The clock counts from the time origin, the store from the page's start.
          serverOffsetMs={serverOffsetMs - performance.timeOrigin}
        />
      </div>
      <div className="flex items-center justify-end gap-s3">
        {shared.phase === "exploring" && own.teamRound !== null && (
          <span className="flex items-center gap-s3 max-[1199px]:hidden">
            <CreditMarks
              total={own.teamRound.creditBudget}
              left={own.teamRound.creditBudget - own.teamRound.creditsSpent}
            />
            <b aria-hidden="true" className="whitespace-nowrap">
              {translate("creditsLeft", { left: own.teamRound.creditBudget - own.teamRound.creditsSpent })}
            </b>
          </span>
        )}
        {shared.mode === "solo" && <SoloPause shared={shared} />}
        <Menu shared={shared} own={own} />
      </div>
    </header>
  );
}

function stationOf(phase: Phase): string {
  return phase === "scoring" ? "racing" : phase;
}

function Menu({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.header");
  // Once it has been opened the dialog stays in the page, so that closing gives the focus back to the button.
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  return (
    <>
      <button
        type="button"
        className="-mr-2 grid size-11 place-items-center"
        aria-label={translate("menu")}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M2 5H18M2 10H18M2 15H18" stroke="currentColor" strokeWidth="2" />
        </svg>
      </button>
      {isOpen !== null && (
        <Suspense fallback={null}>
          <LateMenuDialog shared={shared} own={own} isOpen={isOpen} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
