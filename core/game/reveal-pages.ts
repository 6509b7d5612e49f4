/**
 * The pages of the reveal, in order: the own result, the rule in words and formula, the class's runs over depth
 * (locked until the viewer has drawn a prediction), and what was reported and measured before.
 */
export const revealPages = ["result", "rule", "depth-figure", "evidence"] as const;
export type RevealPage = (typeof revealPages)[number];
