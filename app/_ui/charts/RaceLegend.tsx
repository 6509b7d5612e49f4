import { useLocale, useTranslations } from "next-intl";
import { useBotTeams } from "../BotTeams";
import { Stamp } from "../Stamp";
import { TeamName, useTeamNameText } from "../TeamName";
import { teamIdentity } from "../team-identity";
import type { DrawnTeam, RaceTeam } from "./race-layout";
import { TeamMark } from "./TeamMark";
import { useChartNumbers } from "./use-chart-numbers";

/** Room for stamp, name, kanji, error and seed marks beside the diagram, in pixels. */
export function raceLegendWidth(nameWidth: number, labelSize: number): number {
  return nameWidth + labelSize * 10.2;
}

type RowProps = {
  drawn: DrawnTeam;
  /** Where the leader bends towards the words. */
  leaderX: number;
  x: number;
  nameWidth: number;
  labelSize: number;
};

/** Words at the end of a line, joined to it by a thin leader. */
export function RaceLegendRow({ drawn, leaderX, x, nameWidth, labelSize }: RowProps) {
  const nameText = useTeamNameText();
  const isJapanese = useLocale() === "ja";
  const bots = useBotTeams();
  const numbers = useChartNumbers();
  const { team, end, labelY } = drawn;
  const baseline = labelY + labelSize * 0.36;
  const nameX = x + labelSize * 0.9;
  const kanjiX = nameX + nameWidth + labelSize * 0.5;
  const errorX = kanjiX + labelSize * 4.6;
  return (
    <g>
      {end && (
        <path
          d={`M${end.x + labelSize * 0.7} ${end.y}L${Math.max(leaderX, end.x + labelSize * 0.7)} ${labelY}H${x - labelSize * 0.8}`}
          fill="none"
          stroke="var(--line-strong)"
          strokeWidth="var(--w-thin)"
        />
      )}
      <TeamMark teamNumber={team.teamNumber} x={x} y={labelY} radius={labelSize * 0.5} />
      <text x={nameX} y={baseline} fontSize={labelSize} fontWeight="var(--weight-medium)">
        {nameText(team.teamNumber)}
      </text>
      {!isJapanese && !bots.has(team.teamNumber) && (
        <text x={kanjiX} y={baseline} fontSize={labelSize * 0.9} lang="ja" style={{ fill: "var(--ink-2)" }}>
          {teamIdentity(team.teamNumber).kanji}
        </text>
      )}
      <text x={errorX} y={baseline} textAnchor="end" fontSize={labelSize}>
        {end ? numbers.error(end.error) : "–"}
      </text>
      <SeedMarks team={team} x={errorX + labelSize * 0.6} y={labelY} labelSize={labelSize} />
    </g>
  );
}

/** One mark per seed, filled when its run is over. */
function SeedMarks({ team, x, y, labelSize }: { team: RaceTeam; x: number; y: number; labelSize: number }) {
  const pitch = labelSize * 0.62;
  return (
    <g>
      {Array.from({ length: team.replicaCount }, (_, seed) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its position
          key={seed}
          x={x + seed * pitch}
          y={y - labelSize * 0.4}
          width={labelSize * 0.38}
          height={labelSize * 0.8}
          fill={seed < team.doneReplicaCount ? "var(--ink)" : "none"}
          stroke="var(--ink)"
          strokeWidth="var(--w-thin)"
        />
      ))}
    </g>
  );
}

/** The same words as a list, where there is no room beside the diagram. */
export function RaceLegendList({ teams }: { teams: readonly RaceTeam[] }) {
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const lastError = (team: RaceTeam) => team.curve.at(-1)?.error ?? Number.POSITIVE_INFINITY;
  const ordered = [...teams].sort((left, right) => lastError(left) - lastError(right));
  return (
    <ul className="mt-s2">
      {ordered.map((team) => (
        <li key={team.teamNumber} className="flex items-center gap-s2 border-t rule-faint py-1">
          <Stamp teamNumber={team.teamNumber} size="24px" />
          <TeamName teamNumber={team.teamNumber} />
          <span className="ml-auto">
            {translate("seedsDone", { done: team.doneReplicaCount, total: team.replicaCount })}
          </span>
          <span className="w-[3em] text-right font-medium">
            {team.curve.length > 0 ? numbers.error(lastError(team)) : "–"}
          </span>
        </li>
      ))}
    </ul>
  );
}
