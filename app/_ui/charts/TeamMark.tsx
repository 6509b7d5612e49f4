import { useBotTeams } from "../BotTeams";
import { botMarkPath, stampPath } from "../stamp-geometry";
import { teamIdentity } from "../team-identity";

/** A team's stamp inside a drawing, cut out of the lines below it. */
export function TeamMark(props: { teamNumber: number; x: number; y: number; radius: number }) {
  const { teamNumber, x, y, radius } = props;
  const identity = teamIdentity(teamNumber);
  const isBot = useBotTeams().has(teamNumber);
  const isOutlined = isBot || identity.generation > 1;
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <path
        d={stampPath(identity.shape, radius)}
        fill="var(--paper)"
        stroke="var(--paper)"
        strokeWidth={radius * 0.6}
      />
      <path
        d={stampPath(identity.shape, isOutlined ? radius * 0.88 : radius)}
        fill={isOutlined ? "var(--paper)" : identity.colour}
        stroke={isOutlined ? identity.colour : "none"}
        strokeWidth={radius * 0.3}
      />
      {isBot && (
        <path d={botMarkPath(radius * 0.32)} fill="none" stroke="var(--ink)" strokeWidth={radius * 0.16} />
      )}
      {isOutlined && !isBot && (
        <text y={radius * 0.4} textAnchor="middle" fontSize={radius * 1.15} fontWeight={500}>
          {identity.generation}
        </text>
      )}
    </g>
  );
}
