import type { Deck } from "@/core/tasks/deck";

/** What an error is: the share of wrong predictions, or the root mean square distance to the true values. */
export type ErrorKind = "share" | "distance";

/** Classification counts mistakes, regression measures a distance. */
export function errorKindOf({ loss }: Pick<Deck, "loss">): ErrorKind {
  return loss === "squared" ? "distance" : "share";
}
