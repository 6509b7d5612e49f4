"use client";

import { useTranslations } from "next-intl";
import type { RoundProps } from "../_player/phase-props";

/** The committed design: closed until the race. */
export function SealedEnvelope({ shared, teamRound }: RoundProps) {
  const translate = useTranslations("play.cockpit");
  const { commitments, teamsPlaying } = shared.counts;
  return (
    <div role="status" className="mt-s3 flex items-center gap-s4 border-[1.5px] rule-ink bg-paper p-3">
      <svg width="64" height="44" viewBox="0 0 64 44" aria-hidden="true" className="flex-none">
        <path d="M1.5 1.5H62.5V42.5H1.5Z" fill="var(--paper)" stroke="var(--ink)" strokeWidth="2" />
        <path d="M1.5 1.5L32 25L62.5 1.5" fill="none" stroke="var(--ink)" strokeWidth="2" />
        <circle cx="32" cy="24" r="7" fill="var(--ink)" />
      </svg>
      <div className="leading-snug">
        <p className="font-medium">
          {translate(
            teamRound.commitment?.isAutomatic
              ? "sealedAutomatic"
              : shared.mode === "solo"
                ? "sealedSolo"
                : "sealed",
          )}
        </p>
        {shared.mode === "class" && (
          <p className="text-ink-2">
            {translate("sealedOthers", { committed: commitments, count: teamsPlaying })}
          </p>
        )}
      </div>
    </div>
  );
}
