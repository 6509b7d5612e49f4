"use client";

import { useTranslations } from "next-intl";
import { Logo } from "@/app/_ui/Logo";
import { PhaseStrip } from "@/app/_ui/PhaseStrip";
import { QrCode } from "@/app/_ui/QrCode";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";

const shownTeams = [1, 2, 3, 4, 5, 6, 7, 8, 15, 24];
const phases = ["briefing", "exploring", "racing", "reveal", "debrief"] as const;

export function StampSamples() {
  const translate = useTranslations("design");
  const translateCommon = useTranslations("common");
  return (
    <div className="grid gap-s5">
      <div className="flex flex-wrap items-center gap-s5">
        <Logo size="2em" />
        <QrCode value="http://192.168.0.10:3000/?code=K7MQ4X" label={translate("qrLabel")} size="8em" />
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9em,1fr))] gap-s4">
        {shownTeams.map((teamNumber) => (
          <li key={teamNumber} className="flex items-center gap-s2">
            <Stamp teamNumber={teamNumber} size="3em" />
            <TeamName teamNumber={teamNumber} withKanji />
          </li>
        ))}
        <li className="flex items-center gap-s2">
          <Stamp teamNumber={6} size="3em" hollow />
          <span className="text-ink-2">{translate("waiting")}</span>
        </li>
      </ul>
      <PhaseStrip
        stations={phases.map((id) => ({ id, label: translateCommon(`phase.${id}`) }))}
        currentId="exploring"
      />
    </div>
  );
}
