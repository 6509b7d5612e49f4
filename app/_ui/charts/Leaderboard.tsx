import { useFormatter, useTranslations } from "next-intl";
import { BotText } from "../BotTeams";
import { Stamp } from "../Stamp";
import { TeamName } from "../TeamName";
import { type LeaderboardRow, leaderboardGroups } from "./leaderboard-groups";

type Props = {
  rows: readonly LeaderboardRow[];
  /** Most points that can be had, the full length of a bar. */
  mostPoints: number;
};

/** Teams by points; teams that differ by less than chance stand behind one bracket with one rank. */
export function Leaderboard({ rows, mostPoints }: Props) {
  const translate = useTranslations("charts");
  const format = useFormatter();
  return (
    <ol className="leader-board">
      {leaderboardGroups(rows).map((group) => (
        <li key={group.rank} className="grid grid-cols-[3.2em_1fr] border-t rule-faint first:border-t-0">
          <span className="flex flex-col justify-center text-lead leading-tight">
            <span className="font-medium">{group.rank}</span>
            {group.rows.length > 1 && <span className="text-small text-ink-2">{translate("tied")}</span>}
          </span>
          <ul
            className={
              group.rows.length > 1 ? "my-s1 border-l-[3px] border-double rule-ink pl-s3" : "pl-[15px]"
            }
          >
            {group.rows.map((row) => (
              <li key={row.teamNumber} className="leader-row" aria-current={row.isOwn ? "true" : undefined}>
                <Stamp teamNumber={row.teamNumber} size="2.2em" />
                <span className={row.isOwn ? "border-b-2 rule-ink justify-self-start" : undefined}>
                  <TeamName teamNumber={row.teamNumber} withKanji />
                </span>
                <span className="leader-bar" aria-hidden="true">
                  <span
                    className="block h-full bg-ink"
                    style={{
                      width: `${Math.min(1, Math.max(0, row.points / Math.max(mostPoints, 1e-9))) * 100}%`,
                    }}
                  />
                </span>
                <span className="text-right font-medium">
                  {format.number(row.points, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
                </span>
                <span className="leader-note">
                  <BotText teamNumber={row.teamNumber} />
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
