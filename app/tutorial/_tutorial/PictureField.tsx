import { useMemo } from "react";
import { mapLevels, mapPaths } from "./map-strips";

type Props = {
  title: string;
  /** What is to be seen, for those who cannot see it. */
  words: string;
  /** Null draws an empty square. */
  values: ArrayLike<number> | null;
  side: number;
  most: number;
};

/** Values over the square of inputs: rust below zero, paper at zero, teal above. */
export function PictureField({ title, words, values, side, most }: Props) {
  const paths = useMemo(
    () => (values === null ? [] : [...mapPaths(values, side, most)]),
    [values, side, most],
  );
  return (
    <figure className="m-0 min-w-0">
      <figcaption className="mb-s1 font-medium">{title}</figcaption>
      <svg
        viewBox={`0 0 ${side} ${side}`}
        role="img"
        aria-label={`${title}. ${words}`}
        className="block w-full border rule-ink"
        shapeRendering="crispEdges"
      >
        {paths.map(([level, path]) => (
          <path key={level} d={path} style={{ fill: colourOf(level) }} />
        ))}
      </svg>
    </figure>
  );
}

function colourOf(level: number): string {
  const share = Math.round((Math.abs(level) / mapLevels) * 100);
  return `color-mix(in oklab, var(${level < 0 ? "--neg" : "--pos"}) ${share}%, var(--paper))`;
}
