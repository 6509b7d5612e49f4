import { useBotTeams } from "./BotTeams";
import { botMarkPath, stampKanjiPlace, stampPath, stampReach } from "./stamp-geometry";
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
  const isBot = useBotTeams().has(teamNumber);
  // Outlined: of a bot, which shows its own mark, or of a later team of the same colour, which shows its number.
  const isOutlined = isBot || team.generation > 1;
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
          fill={isOutlined ? "var(--paper)" : team.colour}
          stroke={team.colour}
          strokeWidth={isOutlined ? 0.2 : 0.08}
          strokeLinejoin="round"
        />
      )}
      {!hollow && isBot && (
        <path
          d={botMarkPath(0.36)}
          transform={`translate(0 ${place.y})`}
          fill="none"
          stroke="var(--ink)"
          strokeWidth={0.13}
        />
      )}
      {!hollow && !plain && !isBot && (
        <text
          x={0}
          y={place.y}
          textAnchor="middle"
          dominantBaseline="central"
          style={{
            fontFamily: "var(--face-ui)",
            fontSize: place.size,
            fontWeight: 700,
            fill: isOutlined ? "var(--ink)" : "var(--on-team)",
          }}
        >
          {isOutlined ? team.generation : team.stampKanji}
        </text>
      )}
    </svg>
  );
}
