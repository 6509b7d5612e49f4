import { cosine, sine } from "@/core/numerics/sine";
import type { RandomStream } from "@/core/random/random-streams";
import type { RowValue } from "@/core/tasks/task-family";
import { uniformDeviate } from "@/core/tasks/uniform-deviate";

/** A function of a point of the plane. */
export type PictureValue = (x: number, y: number) => number;

/** What every picture refuses: anything but the plane. */
export function refuseUnlessPlane(family: string, inputDimension: number): string | null {
  return inputDimension === 2 ? null : `${family} is a picture of 2 inputs, got ${inputDimension}`;
}

/** The picture as a function of rows of two inputs. */
export function pictureRows(value: PictureValue): RowValue {
  return (inputs, offset) => value(inputs[offset] as number, inputs[offset + 1] as number);
}

/** The picture turned by `angle` (radians, counter-clockwise) around the origin. */
export function turnedPicture(angle: number, value: PictureValue): PictureValue {
  const [c, s] = [cosine(angle), sine(angle)];
  return (x, y) => value(c * x + s * y, c * y - s * x);
}

/** A uniform angle in (0, 2 pi). */
export function drawAngle(stream: RandomStream): number {
  return uniformDeviate(stream, 0, 2 * Math.PI);
}
