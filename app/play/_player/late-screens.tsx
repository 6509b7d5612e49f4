import { lazy } from "react";
import type { Phase } from "@/core/game/phase";

/**
 * Screens that are loaded a phase ahead, so that a phone has little to load before it can take a seat and nothing to
 * wait for when their phase comes.
 */
const loadExploring = () => import("../_cockpit/Exploring");
const loadRacing = () => import("../_phases/Racing");
const loadScoring = () => import("../_phases/Scoring");
const loadReveal = () => import("../_phases/Reveal");
const loadDebrief = () => import("../_phases/Debrief");
const loadPodium = () => import("../_phases/Podium");
const loadClosed = () => import("../_phases/Closed");
const loadTeams = () => import("../_phases/LobbyTeams");

export const LateExploring = lazy(async () => ({ default: (await loadExploring()).Exploring }));
export const LateRacing = lazy(async () => ({ default: (await loadRacing()).Racing }));
export const LateScoring = lazy(async () => ({ default: (await loadScoring()).Scoring }));
export const LateReveal = lazy(async () => ({ default: (await loadReveal()).Reveal }));
export const LateDebrief = lazy(async () => ({ default: (await loadDebrief()).Debrief }));
export const LatePodium = lazy(async () => ({ default: (await loadPodium()).Podium }));
export const LateSpectating = lazy(async () => ({
  default: (await import("../_phases/Spectating")).Spectating,
}));
export const LateCannotPlay = lazy(async () => ({ default: (await import("./CannotPlay")).CannotPlay }));
export const LateWaitingForHost = lazy(async () => ({
  default: (await import("./WaitingForHost")).WaitingForHost,
}));
export const LateLobbyTeams = lazy(async () => ({ default: (await loadTeams()).LobbyTeams }));
export const LateClosed = lazy(async () => ({ default: (await loadClosed()).Closed }));

const loadsAhead: Readonly<Partial<Record<Phase, readonly (() => Promise<unknown>)[]>>> = {
  briefing: [loadExploring],
  exploring: [loadRacing, loadScoring],
  racing: [loadReveal, loadDebrief, loadPodium, loadClosed],
};

/** Loads what comes after `phase`; a failure is no matter yet, since it is asked for again when it is shown. */
export function loadAhead(phase: Phase): void {
  for (const load of loadsAhead[phase] ?? []) load().catch(() => undefined);
}
