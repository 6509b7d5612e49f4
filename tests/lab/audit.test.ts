import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bootstrapMean } from "@/core/bots/lesson-audit";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";
import { auditLessons, auditMarkdown, withAudit } from "@/lab/audit-command";
import { labSeed } from "@/lab/instance";
import { runLab } from "@/lab/run-lab";

const another = SeedSchema.parse("00000000000000000000000000000007");
const silent = { print: () => undefined, say: () => undefined };

describe("the no-dominance audit", () => {
  it("finds every demand met on the shipped bank, also with lessons drawn otherwise", () => {
    for (const seed of [labSeed, another]) {
      const { findings } = auditLessons(400, seed);

      expect(findings.length).toBeGreaterThan(12);
      expect(findings.filter(({ holds }) => !holds)).toEqual([]);
    }
  });

  it("is what docs/model.md shows", () => {
    const text = readFileSync("docs/model.md", "utf8");

    expect(withAudit(text, auditMarkdown(auditLessons(400, labSeed)))).toBe(text);
  });

  it("plays the same lessons for the same seed and others for another", () => {
    const points = (seed: typeof labSeed) => auditLessons(20, seed).audited.lessons;

    expect(points(labSeed)).toEqual(points(labSeed));
    expect(points(labSeed)).not.toEqual(points(another));
  });

  it("lets no bot earn more than 100 or less than 0", () => {
    const { audited } = auditLessons(40, another);
    const points = audited.lessons.flatMap((lesson) => Object.values(lesson.points));

    expect(Math.min(...points)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...points)).toBeLessThanOrEqual(100);
  });

  it("refuses a number of lessons that says nothing", async () => {
    expect(await runLab(["audit", "--lessons", "3"], silent)).toBe(2);
  });
});

describe("bootstrapMean", () => {
  it("covers the true mean about as often as it says", () => {
    const stream = createRandom(another).stream("bots", 1);
    const uniform = () => stream.uint32() / 2 ** 32;
    const covered = Array.from({ length: 200 }, () => {
      const { low, high } = bootstrapMean(Array.from({ length: 60 }, uniform), uniform, 200);
      return low <= 0.5 && high >= 0.5;
    });

    // 95 % of 200 is 190, with a standard deviation of 3; the percentile interval is a little short
    expect(covered.filter(Boolean).length).toBeGreaterThanOrEqual(178);
    expect(covered.filter(Boolean).length).toBeLessThan(200);
  });
});
