type Props = { profile: readonly number[]; label: string };

const height = 34;

/** For each input the share of labels that turn when it is drawn anew; double lines, since it is derived. */
export function SensitivityBars({ profile, label }: Props) {
  const pitch = 240 / profile.length;
  return (
    <svg viewBox={`0 -4 240 ${height + 22}`} role="img" aria-label={label} className="w-full">
      <path d={`M0 ${height}H240`} stroke="var(--ink)" strokeWidth={0.8} />
      {profile.map((share, index) => {
        const middle = (index + 0.5) * pitch;
        const top = height - share * 2 * height;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an input is its position
          <g key={index}>
            {share > 0 && (
              <path
                d={`M${middle - 1.5} ${height}V${top}M${middle + 1.5} ${height}V${top}`}
                stroke="var(--ink)"
                strokeWidth={1.1}
              />
            )}
            {isNumbered(index, profile.length) && (
              <text
                x={middle}
                y={height + 14}
                fontSize={12}
                textAnchor="middle"
                style={{ fill: share > 0 ? "var(--ink)" : "var(--ink-2)" }}
              >
                {index + 1}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** All inputs where there is room; else every fifth, so that no two numbers touch. */
function isNumbered(index: number, inputDimension: number): boolean {
  return inputDimension <= 12 || index === 0 || (index + 1) % 5 === 0;
}
