import { raceReplicaCount } from "@/core/game/race";
import { revealPages } from "@/core/game/reveal-pages";
import type { SharedView, TeamView } from "@/core/game/view";

/** What the host's one big button does now. */
export type NextStep =
  | { readonly kind: "start-round"; readonly roundNumber: number }
  | { readonly kind: "end-briefing" | "end-exploring" | "finish-race" }
  | { readonly kind: "wait-for-tally" }
  | { readonly kind: "unlock-figure" }
  | { readonly kind: "turn-page"; readonly page: number }
  | { readonly kind: "to-debrief" | "to-podium" | "close" }
  | { readonly kind: "nothing" };

/** The step that leads on from here: in the reveal page by page, elsewhere phase by phase. */
export function nextStep(shared: SharedView): NextStep {
  switch (shared.phase) {
    case "lobby":
      return { kind: "start-round", roundNumber: shared.roundNumber + 1 };
    case "briefing":
      return { kind: "end-briefing" };
    case "exploring":
      return { kind: "end-exploring" };
    case "racing":
      return { kind: "finish-race" };
    case "scoring":
      return { kind: "wait-for-tally" };
    case "reveal":
      return nextRevealStep(shared);
    case "debrief":
      return shared.roundNumber < shared.roundCount
        ? { kind: "start-round", roundNumber: shared.roundNumber + 1 }
        : { kind: "to-podium" };
    case "podium":
      return { kind: "close" };
    case "closed":
      return { kind: "nothing" };
    default:
      return shared.phase satisfies never;
  }
}

function nextRevealStep({ round }: SharedView): NextStep {
  const page = round?.revealPage ?? 0;
  if (revealPages[page] === "depth-figure" && round?.figureUnlocked === false)
    return { kind: "unlock-figure" };
  return page + 1 < revealPages.length ? { kind: "turn-page", page: page + 1 } : { kind: "to-debrief" };
}

/** Teams that play this round, with what they have not done yet in a phase that can be cut short. */
export interface Unfinished {
  readonly missing: number;
  readonly total: number;
}

/** Who would be cut off by going on now; null when nobody would. Teams that are all away are not waited for. */
export function unfinishedTeams(shared: SharedView): Unfinished | null {
  const present = playingTeams(shared.teams).filter((team) =>
    team.seats.some((seat) => seat.presence === "online"),
  );
  const missing = present.filter((team) => !hasFinished(shared, team)).length;
  return missing === 0 ? null : { missing, total: present.length };
}

/** Teams that take part in the present round. */
export function playingTeams(teams: readonly TeamView[]): TeamView[] {
  return teams.filter((team) => team.progress !== null);
}

function hasFinished({ phase }: SharedView, { progress }: TeamView): boolean {
  if (progress === null) return true;
  if (phase === "briefing") return progress.hasBallot;
  if (phase === "exploring") return progress.hasCommitted;
  if (phase === "racing") return progress.replicasIn.length >= raceReplicaCount;
  return true;
}
