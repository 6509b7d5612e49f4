import { expect, it } from "vitest";
import { type Frame, playPractice } from "@/app/tutorial/_tutorial/play-practice";
import { mapSide, practiceDesigns, stepBudget, trueMap } from "@/app/tutorial/_tutorial/practice-task";
import type { Design } from "@/core/training/design";
import { aConnectedClient } from "@/tests/trainer/support/connected-client";

const truth = trueMap();
const distance = ({ picture }: Frame) =>
  Math.sqrt(picture.reduce((sum, value, cell) => sum + (value - (truth[cell] ?? 0)) ** 2, 0) / truth.length);

/** All maps of one training, and its error. */
function play(design: Design): Promise<{ frames: Frame[]; error: number | null }> {
  const { client } = aConnectedClient();
  const frames: Frame[] = [];
  return new Promise((resolve, reject) => {
    playPractice(client, design, `depth ${design.depth}`, {
      onFrame: (frame) => frames.push(frame),
      onEnd({ error }) {
        client.dispose();
        resolve({ frames, error });
      },
      onFailure: () => reject(new Error("training failed")),
      pace: (goOn) => setImmediate(goOn),
    });
  });
}

it("draws maps from the first step to the last that come closer to the truth", async () => {
  const { frames } = await play(practiceDesigns[2] as Design);
  const steps = frames.map(({ step }) => step);

  expect(frames.length).toBeGreaterThan(30);
  expect(steps).toEqual([...steps].sort((one, other) => one - other));
  expect(steps[0]).toBe(1);
  expect(steps.at(-1)).toBe(stepBudget);
  expect(frames.every(({ picture }) => picture.length === mapSide ** 2)).toBe(true);
  expect(distance(frames.at(-1) as Frame)).toBeLessThan(0.6 * distance(frames[0] as Frame));
});

it("shows what the lesson is about: on a disc three layers end closer than one", async () => {
  const shallow = await play(practiceDesigns[0] as Design);
  const deep = await play(practiceDesigns[2] as Design);

  expect(deep.error).toBeLessThan(shallow.error ?? 0);
});
