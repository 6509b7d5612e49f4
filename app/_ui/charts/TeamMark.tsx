import { stampPath } from "../stamp-geometry";
import { teamIdentity } from "../team-identity";

/** A team's stamp inside a drawing, cut out of the lines below it. */
export function TeamMark(props: { teamNumber: number; x: number; y: number; radius: number }) {
  const { teamNumber, x, y, radius } = props;
  const identity = teamIdentity(teamNumber);
  const isRepeat = identity.generation > 1;
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <path
        d={stampPath(identity.shape, radius)}
        fill="var(--paper)"
        stroke="var(--paper)"
        strokeWidth={radius * 0.6}
      />
      <path
        d={stampPath(identity.shape, isRepeat ? radius * 0.88 : radius)}
        fill={isRepeat ? "var(--paper)" : identity.colour}
        stroke={isRepeat ? identity.colour : "none"}
        strokeWidth={radius * 0.3}
      />
      {isRepeat && (
        <text y={radius * 0.4} textAnchor="middle" fontSize={radius * 1.15} fontWeight={500}>
          {identity.generation}
        </text>
      )}
    </g>
  );
}
