import { lazy } from "react";

/**
 * The screens after the race, with their figures and formulas. They are loaded while the race runs, so that a phone
 * has little to load before it can train and nothing to wait for when the reveal comes.
 */
const loadReveal = () => import("../_phases/Reveal");
const loadDebrief = () => import("../_phases/Debrief");
const loadPodium = () => import("../_phases/Podium");
const loadClosed = () => import("../_phases/Closed");

export const LateReveal = lazy(async () => ({ default: (await loadReveal()).Reveal }));
export const LateDebrief = lazy(async () => ({ default: (await loadDebrief()).Debrief }));
export const LatePodium = lazy(async () => ({ default: (await loadPodium()).Podium }));
export const LateClosed = lazy(async () => ({ default: (await loadClosed()).Closed }));

/** Loads the late screens ahead; a failure is no matter yet, since they are asked for again when they are shown. */
export function preloadLateScreens(): void {
  for (const load of [loadReveal, loadDebrief, loadPodium, loadClosed]) load().catch(() => undefined);
}
