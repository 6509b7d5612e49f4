import type { Phase } from "@/core/game/phase";
import { raceReplicaCount } from "@/core/game/race";
import type { SessionState, TeamRound } from "@/core/game/session-state";
import type { Viewer } from "@/core/game/view";
import type { Surroundings } from "@/core/game/view-for";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import {
  act,
  aDeal,
  aSession,
  commit,
  deckOf,
  joinAction,
  next,
  type Played,
  tally,
  teamsOf,
} from "@/tests/core/support/a-session";
import { pilotId, presetId, seatId, seed } from "@/tests/core/support/identifiers";
import { online, surroundings } from "@/tests/core/support/surroundings";

/** What two sessions may differ in without anybody noticing before the reveal. */
export interface Secrets {
  readonly presetId: string;
  readonly secretSeed: string;
  /** Test errors that each replica of each team makes. */
  readonly errorCounts: readonly number[];
  readonly houseErrorCount: number;
}

export const someSecrets: Secrets = {
  presetId: "warm-up-3-global",
  secretSeed: "5ec2e75eed5ec2e75eed5ec2e75eed99",
  errorCounts: [7391, 7392, 7393, 7394, 7395, 7396, 7397, 7398, 7399, 7401],
  houseErrorCount: 7411,
};

export const designs: readonly Design[] = [
  { depth: 7, width: 50, learningRate: 0.01 },
  { depth: 1, width: 5, learningRate: 0.3 },
];
export const drafts: readonly Design[] = [
  { depth: 5, width: 20, learningRate: 0.03 },
  { depth: 3, width: 10, learningRate: 1 },
];

const hostAndProjector: readonly Viewer[] = [{ role: "host" }, { role: "projector" }];

export function viewersOf(state: SessionState): readonly Viewer[] {
  return [
    ...hostAndProjector,
    ...state.seats.map((seat) => ({ role: "player", seatId: seat.seatId }) as const),
  ];
}

export function surroundingsOf(state: SessionState): Surroundings {
  return surroundings({
    presence: online(state.seats.map((seat) => seat.seatId)),
    drafts: new Map(state.teams.map((team, index) => [team.teamId, drafts[index % 2] as Design])),
  });
}

/** Two teams of one seat each in a full round on the given secrets; one entry per action from the briefing on. */
export function playSecretRound(secrets: Secrets, until: Phase = "reveal"): Played[] {
  const deal = {
    ...aDeal(7),
    secret: { presetId: presetId(secrets.presetId), secretSeed: SeedSchema.parse(secrets.secretSeed) },
  };
  const lobby = [1, 2].reduce(
    (played, number) => act(played, joinAction(number)),
    aSession({ seatsPerTeam: 1 }),
  );
  const history = [act(lobby, next(lobby, deal))];
  const now = () => history.at(-1) as Played;
  const step = (make: (played: Played) => Parameters<typeof act>[1]) => history.push(act(now(), make(now())));
  const everyTeam = (play: (team: TeamRound, index: number) => void) => teamsOf(now()).forEach(play);
  const phaseSequence = () => now().state.phaseSequence;
  const seatOf = (index: number) => seatId(`s${index + 1}`);

  const castBallots = () =>
    everyTeam((_, index) => {
      const percents = index === 0 ? [61, 13, 11, 8, 7] : [3, 17, 19, 23, 38];
      step((played) => ({
        type: "ballot:cast",
        seatId: seatOf(index),
        phaseSequence: phaseSequence(),
        ballot: deckOf(played).hypotheses.map((hypothesis, at) => ({
          hypothesis,
          percent: percents[at] ?? 0,
        })),
      }));
    });
  castBallots();
  if (until === "briefing") return history;
  step((played) => next(played));
  castBallots();
  everyTeam((_, index) => {
    const pilot = pilotId(`pilot-${index}`);
    step(() => ({
      type: "pilot:started",
      seatId: seatOf(index),
      phaseSequence: phaseSequence(),
      pilotId: pilot,
      design: designs[index] as Design,
      sweep: null,
      runSeed: seed("dddd", index),
    }));
    const result = { runIndex: 0, step: 100 + index, trainingError: 0.1875, diverged: false };
    step(() => ({
      type: "pilot:reported",
      seatId: seatOf(index),
      pilotId: pilot,
      result: [{ ...result, validationError: 0.28125 + index / 64 }],
    }));
  });
  if (until === "exploring") return history;
  everyTeam((_, index) => step((played) => commit(played, seatOf(index), designs[index])));
  step((played) => next(played));
  everyTeam((team, index) => {
    for (let replicaIndex = 0; replicaIndex < raceReplicaCount; replicaIndex += 1) {
      const errorCount = secrets.errorCounts[index * raceReplicaCount + replicaIndex] ?? 0;
      step((played) => tally(played, team, replicaIndex, errorCount / 10_000));
    }
  });
  const testErrors = Array.from({ length: raceReplicaCount }, () => secrets.houseErrorCount / 10_000);
  step(() => ({ type: "house:tallied", roundIndex: 0, attempt: 0, testErrors }));
  if (until === "racing") return history;
  step((played) => next(played));
  if (until === "scoring") return history;
  step(() => ({ type: "round:scored", phaseSequence: phaseSequence() }));
  return history;
}

export const lastOf = (history: readonly Played[]) => (history.at(-1) as Played).state;
