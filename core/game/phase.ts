import type { Lengths } from "./phase-schema";

export const phases = [
  "lobby",
  "briefing",
  "exploring",
  "racing",
  "scoring",
  "reveal",
  "debrief",
  "podium",
  "closed",
] as const;
export type Phase = (typeof phases)[number];

export const defaultLengths: Lengths = { briefingSeconds: 45, exploringSeconds: 180, racingSeconds: 60 };
export const soloLengths: Lengths = { briefingSeconds: 30, exploringSeconds: 120, racingSeconds: 60 };

interface PhaseRule {
  /** Seconds until the server moves on by itself; null where only a person moves on. */
  readonly seconds: (lengths: Lengths) => number | null;
  /** Phases that may follow; the first is the usual one. */
  readonly leadsTo: readonly Phase[];
  /** True when the host's "next" (in solo play the seat's) ends it. */
  readonly endedByHost: boolean;
  /** Everybody ready: the deadline moves to this many seconds from now; null where readiness ends nothing. */
  readonly graceSeconds: number | null;
  /** True while a task is hidden: nothing about the rule or test errors may be shown. */
  readonly taskHidden: boolean;
}

const untilSomebodyGoesOn = () => null;

/** The one table of phases: where each leads, what ends it, what may be shown in it. */
export const phaseTable = {
  lobby: {
    seconds: untilSomebodyGoesOn,
    leadsTo: ["briefing", "closed"],
    endedByHost: true,
    graceSeconds: null,
    taskHidden: true,
  },
  briefing: {
    seconds: (lengths) => lengths.briefingSeconds,
    leadsTo: ["exploring", "briefing", "debrief", "closed"],
    endedByHost: true,
    graceSeconds: 2,
    taskHidden: true,
  },
  exploring: {
    seconds: (lengths) => lengths.exploringSeconds,
    leadsTo: ["racing", "briefing", "debrief", "closed"],
    endedByHost: true,
    graceSeconds: 5,
    taskHidden: true,
  },
  racing: {
    seconds: (lengths) => lengths.racingSeconds,
    leadsTo: ["scoring", "briefing", "debrief", "closed"],
    endedByHost: true,
    // So that a class sees how a fast race ended.
    graceSeconds: 5,
    taskHidden: true,
  },
  scoring: {
    seconds: () => 90,
    leadsTo: ["reveal", "briefing", "debrief", "closed"],
    endedByHost: false,
    graceSeconds: null,
    taskHidden: true,
  },
  reveal: {
    seconds: untilSomebodyGoesOn,
    leadsTo: ["debrief", "briefing", "closed"],
    endedByHost: true,
    graceSeconds: null,
    taskHidden: false,
  },
  debrief: {
    seconds: untilSomebodyGoesOn,
    leadsTo: ["briefing", "podium", "closed"],
    endedByHost: true,
    graceSeconds: null,
    taskHidden: false,
  },
  podium: {
    seconds: untilSomebodyGoesOn,
    leadsTo: ["closed"],
    endedByHost: true,
    graceSeconds: null,
    taskHidden: false,
  },
  closed: {
    seconds: untilSomebodyGoesOn,
    leadsTo: [],
    endedByHost: false,
    graceSeconds: null,
    taskHidden: false,
  },
} as const satisfies Record<Phase, PhaseRule>;

/** The rule of one phase. */
export function phaseRule(phase: Phase): PhaseRule {
  return phaseTable[phase];
}

/** The phases that a round passes through, in order; drawn as the stations of the phase strip. */
export const roundPhases = ["briefing", "exploring", "racing", "scoring", "reveal", "debrief"] as const;

/** True in the phases that belong to a round. */
export function isRoundPhase(phase: Phase): boolean {
  return (roundPhases as readonly Phase[]).includes(phase);
}
