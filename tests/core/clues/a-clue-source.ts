import type { ClueSource } from "@/core/clues/answer-clue";
import { type Seed, SeedSchema } from "@/core/random/seed";
import type { TaskSpec } from "@/core/tasks/task-spec";

export const localTask = (k: number): TaskSpec => ({ family: "k-local", k });
export const globalTask = (k: number): TaskSpec => ({ family: "k-global", k });
export const randomTask: TaskSpec = { family: "random-labels" };
export const pictureTask = (family: "smooth" | "jump" | "disc" | "checker" | "rings"): TaskSpec => ({
  family,
  noise: 0.3,
  isStandardised: true,
});

/** A seed with this number. */
export function seedNumber(number: number): Seed {
  return SeedSchema.parse(
    (0x9e3779b97f4a7c15n * BigInt(number + 1)).toString(16).padStart(32, "0").slice(-32),
  );
}

/** What clues about `task` are answered from. */
export function aClueSource(task: TaskSpec, secretSeed: Seed, inputDimension = 10): ClueSource {
  return { deck: { inputDimension }, task, secretSeed, baselineErrors: {} };
}
