type Point = { readonly x: number; readonly y: number };
type Props = {
  readonly from: Point;
  readonly to: Point;
  /** Marked on the line, from 0 at `from` to 1 at `to`. */
  readonly along?: number;
};

/** Half the side of the drawn square. */
const half = 36;

/** Where a line lies in the square of all inputs; x to the right, y up. */
export function SquareMap({ from, to, along }: Props) {
  const at = (share: number) => ({
    x: half * (from.x + share * (to.x - from.x)),
    y: -half * (from.y + share * (to.y - from.y)),
  });
  const [start, end] = [at(0), at(1)];
  const mark = along === undefined ? null : at(along);
  return (
    <svg
      width={2 * half + 4}
      height={2 * half + 4}
      viewBox={`${-half - 2} ${-half - 2} ${2 * half + 4} ${2 * half + 4}`}
      className="flex-none"
      aria-hidden="true"
    >
      <rect x={-half} y={-half} width={2 * half} height={2 * half} fill="none" stroke="var(--line-strong)" />
      <path d={`M${start.x} ${start.y}L${end.x} ${end.y}`} stroke="var(--ink)" strokeWidth="2" />
      <circle cx={start.x} cy={start.y} r="4" fill="var(--paper)" stroke="var(--ink)" strokeWidth="1.5" />
      {mark && (
        <path
          d={`M${mark.x - 6} ${mark.y - 6}L${mark.x + 6} ${mark.y + 6}M${mark.x - 6} ${mark.y + 6}L${mark.x + 6} ${mark.y - 6}`}
          stroke="var(--neg)"
          strokeWidth="2.5"
        />
      )}
    </svg>
  );
}
