import type { Rule } from "@/core/tasks/rule";

/** A rule that is a picture of the plane: a value for every point of [-1, 1]^2. */
export type PictureRule = Extract<
  Rule,
  { family: "disc" | "jump" | "kink" | "rings" | "checker" | "smooth" }
>;

const pictures: readonly Rule["family"][] = ["disc", "jump", "kink", "rings", "checker", "smooth"];

/** True for pictures of the plane. Apart from their code, which only the reveal of a picture needs. */
export function isPictureRule(rule: Rule): rule is PictureRule {
  return pictures.includes(rule.family);
}
