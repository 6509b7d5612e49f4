import { checkerFamily } from "@/core/tasks/checker";
import { discFamily } from "@/core/tasks/disc";
import { jumpFamily } from "@/core/tasks/jump";
import { kinkFamily } from "@/core/tasks/kink";
import { ringsFamily } from "@/core/tasks/rings";
import { smoothFamily } from "@/core/tasks/smooth";
import { standardisedPicture } from "@/core/tasks/standardised-picture";
import type { RowValue } from "@/core/tasks/task-family";
import type { PictureRule } from "./picture-rule";

/** A picture as networks learn it: mean 0 and standard deviation 1/2, as a function of a point of [-1, 1]^2. */
export function pictureValue(rule: PictureRule): (x: number, y: number) => number {
  const valueAt = standardisedPicture(rawPicture(rule));
  const point = new Float32Array(2);
  return (x, y) => {
    point[0] = x;
    point[1] = y;
    return valueAt(point, 0);
  };
}

function rawPicture(rule: PictureRule): RowValue {
  switch (rule.family) {
    case "disc":
      return discFamily.rowValue(rule, 2);
    case "jump":
      return jumpFamily.rowValue(rule, 2);
    case "kink":
      return kinkFamily.rowValue(rule, 2);
    case "rings":
      return ringsFamily.rowValue(rule, 2);
    case "checker":
      return checkerFamily.rowValue(rule, 2);
    case "smooth":
      return smoothFamily.rowValue(rule, 2);
  }
}

/** A picture cut into `side` x `side` cells and rounded to levels, the highest |value| being level `levelCount`. */
export interface PictureLevels {
  readonly side: number;
  /** Highest |value| of a cell's centre. */
  readonly most: number;
  /** By level from -levelCount to levelCount: horizontal strips of cells, as [column, row, length]; row 0 on top. */
  readonly strips: ReadonlyMap<number, readonly (readonly [number, number, number])[]>;
}

/** Cells of equal level joined along each row, so that a drawing needs few shapes. */
export function pictureLevels(
  valueAt: (x: number, y: number) => number,
  { side, levelCount }: { readonly side: number; readonly levelCount: number },
): PictureLevels {
  const centre = (cell: number) => (2 * cell + 1) / side - 1;
  const rows = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => valueAt(centre(column), -centre(row))),
  );
  const most = Math.max(...rows.flat().map(Math.abs));
  const strips = new Map<number, [number, number, number][]>();
  for (const [row, values] of rows.entries()) {
    let strip: [number, number, number] = [0, row, 0];
    let stripLevel = Number.NaN;
    for (const [column, value] of values.entries()) {
      const level = Math.round((value / most) * levelCount);
      if (level === stripLevel) {
        strip[2] += 1;
        continue;
      }
      strip = [column, row, 1];
      stripLevel = level;
      strips.set(level, [...(strips.get(level) ?? []), strip]);
    }
  }
  return { side, most, strips };
}
