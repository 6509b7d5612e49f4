import { describe, expect, it } from "vitest";
import { mapLevels, mapPaths } from "@/app/tutorial/_tutorial/map-strips";
import {
  mapSide,
  practiceDesigns,
  practiceJob,
  sampleCount,
  trueMap,
} from "@/app/tutorial/_tutorial/practice-task";
import { readFloats } from "@/core/tasks/float-bytes";
import { publicInputs } from "@/core/tasks/public-inputs";
import type { Design } from "@/core/training/design";
import { pictureInputs, pictureSide } from "@/trainer/picture-grid";

const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const job = practiceJob("one", practiceDesigns[0] as Design);

describe("the practice's task", () => {
  it("draws the truth at the points where the trainer draws the network", () => {
    expect(mapSide).toBe(pictureSide);
    const inputs = pictureInputs();
    const truth = trueMap();
    // A disc has two values; of the points on a line through its middle those inside stand together.
    const high = [...truth.keys()].filter((cell) => (truth[cell] ?? 0) > 0);
    const meanX = high.reduce((sum, cell) => sum + (inputs[2 * cell] ?? 0), 0) / high.length;
    const meanY = high.reduce((sum, cell) => sum + (inputs[2 * cell + 1] ?? 0), 0) / high.length;
    const radii = high.map((cell) =>
      Math.hypot((inputs[2 * cell] ?? 0) - meanX, (inputs[2 * cell + 1] ?? 0) - meanY),
    );
    expect(high.length).toBeGreaterThan(20);
    expect(Math.PI * Math.max(...radii) ** 2 * (pictureSide / 2) ** 2).toBeLessThan(1.3 * high.length);
  });

  it("gives noisy training targets of mean 0 and exact ones for validation", () => {
    const targets = readFloats(bytesOf(job.dataset.trainingLabels));
    expect(targets).toHaveLength(sampleCount);
    const mean = targets.reduce((sum, value) => sum + value, 0) / sampleCount;
    expect(Math.abs(mean)).toBeLessThan(0.1);
    const exact = readFloats(bytesOf(job.dataset.validationLabels));
    expect(new Set(exact).size).toBe(2);
    expect(new Set(targets).size).toBeGreaterThan(sampleCount / 2);
  });

  it("belongs to inputs that the device makes itself", () => {
    expect(
      "publicSeed" in job.dataset && publicInputs(job.dataset.publicSeed, "training", 5, 2),
    ).toHaveLength(10);
  });

  it("takes a design for every depth of the deck", () => {
    expect(practiceDesigns.map(({ depth }) => depth)).toEqual([1, 2, 3, 5, 7]);
  });
});

describe("mapPaths", () => {
  it("puts the first value at the bottom left and bounds what has a colour", () => {
    const paths = mapPaths([5, 0, 0, -5], 2, 1);

    expect(paths.get(mapLevels)).toBe("M0 1h1v1h-1z");
    expect(paths.get(-mapLevels)).toBe("M1 0h1v1h-1z");
    expect(paths.get(0)).toBe("M1 1h1v1h-1zM0 0h1v1h-1z");
  });
});
