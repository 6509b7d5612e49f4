"use client";

import { useFormatter, useTranslations } from "next-intl";
import { splitRanking } from "@/app/_reveal/split-ranking";
import { Leaderboard } from "@/app/_ui/charts/Leaderboard";
import { RoundLine } from "@/app/screen/_frame/RoundLine";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import type { RevealScreenProps } from "./RevealScreen";

const mostPoints = 100;
const rowsPerColumn = 9;

/** Points of the round; what each team chose follows in the figure. */
export function RevealResult({ shared, reveal }: RevealScreenProps) {
  const translate = useTranslations("screen");
  const format = useFormatter();
  const numbers = new Map(shared.teams.map((team) => [team.teamId, team.teamNumber]));
  const rows = (reveal.scores ?? []).flatMap(({ teamId, rank, points }) => {
    const teamNumber = numbers.get(teamId);
    return teamNumber === undefined ? [] : [{ teamNumber, rank, points }];
  });
  const columns = splitRanking(rows, rowsPerColumn);
  const house =
    reveal.oracleError === null
      ? null
      : format.number(reveal.oracleError, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return (
    <ScreenFrame
      title={translate("resultTitle")}
      subtitle={
        <>
          <RoundLine shared={shared} /> {translate("resultText")}
        </>
      }
      footer={
        house === null
          ? translate("resultFooter")
          : `${translate("resultFooter")} ${translate(reveal.oracleSource === "bank" ? "houseBank" : "houseRun", { error: house })}`
      }
    >
      {rows.length === 0 ? (
        <p className="text-h2">{translate("noScores")}</p>
      ) : (
        <div
          className="grid gap-x-s6"
          style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}
        >
          {columns.map((part) => (
            <Leaderboard key={part[0]?.teamNumber} rows={part} mostPoints={mostPoints} />
          ))}
        </div>
      )}
    </ScreenFrame>
  );
}
