import { stampKanjiPlace, stampPath, stampReach } from "./stamp-geometry";
import { teamIdentity } from "./team-identity";

type Props = {
  /** From 1. */
  teamNumber: number;
  /** Side of the square that it takes, any CSS length. */
  size?: string;
  /** A team that nobody has joined: dashed outline, no colour. */
  hollow?: boolean;
  /** Leaves out the kanji, for sizes at which it cannot be read. */
  plain?: boolean;
};

/** A team's mark. Decoration: the team's name stands beside it or in the accessible name of what holds it. */
export function Stamp({ teamNumber, size = "36px", hollow = false, plain = false }: Props) {
  const team = teamIdentity(teamNumber);
  const place = stampKanjiPlace[team.shape];
  const isRepeat = team.generation > 1;
  const reach = stampReach;
  return (
    <svg
      viewBox={`${-reach} ${-reach} ${2 * reach} ${2 * reach}`}
      style={{ width: size, height: size, flex: "none" }}
      aria-hidden="true"
    >
      {hollow ? (
        <path
          d={stampPath(team.shape, 1)}
          fill="none"
          stroke="var(--ink-3)"
          strokeWidth={0.07}
          strokeDasharray="0.16 0.13"
        />
      ) : (
        <path
          d={stampPath(team.shape, 1)}
          fill={isRepeat ? "var(--paper)" : team.colour}
          stroke={team.colour}
          strokeWidth={isRepeat ? 0.2 : 0.08}
          strokeLinejoin="round"
        />
      )}
      {!hollow && !plain && (
        <text
          x={0}
          y={place.y}
          textAnchor="middle"
          dominantBaseline="central"
          style={{
            fontFamily: "var(--face-ui)",
            fontSize: place.size,
            fontWeight: 700,
            fill: isRepeat ? "var(--ink)" : "var(--on-team)",
          }}
        >
          {isRepeat ? team.generation : team.stampKanji}
        </text>
      )}
    </svg>
  );
}
