import { JoinCodeSchema, SeatIdSchema, SessionIdSchema, TeamIdSchema } from "@/core/game/identifiers";
import type { Phase } from "@/core/game/phase";
import { type SharedView, SharedViewSchema, type TeamProgress, type TeamView } from "@/core/game/view";
import { decks } from "@/core/tasks/decks";
import { quietSession } from "@/tests/app/support/quiet-session";

/** A view with the given parts; the schema checks it, so that a test cannot use what no server would send. */
export function sharedViewOf(parts: {
  phase: Phase;
  teams?: TeamView[];
  roundNumber?: number;
  roundCount?: number;
  revealPage?: number;
  figureUnlocked?: boolean;
}): SharedView {
  const {
    phase,
    teams = [],
    roundNumber = 1,
    roundCount = 2,
    revealPage = 0,
    figureUnlocked = false,
  } = parts;
  return SharedViewSchema.parse({
    sessionId: SessionIdSchema.parse("s1"),
    joinCode: JoinCodeSchema.parse("K7MQ4X"),
    ...quietSession,
    phase,
    phaseSequence: 5,
    roundNumber,
    roundCount,
    lessonDeckIds: Array.from({ length: roundCount }, () => decks[0]?.deckId),
    teams,
    round: {
      roundIndex: roundNumber - 1,
      attempt: 0,
      deck: decks[0],
      publicSeed: "00112233445566778899aabbccddeeff",
      raceSeed: null,
      clueOffers: [],
      revealPage,
      figureUnlocked,
      predictedCount: 0,
    },
    reveal: null,
    figure: null,
    totals: [],
    debrief: null,
  });
}

/** A team with one seat; `progress` null plays from the next round. */
export function teamViewOf(
  teamNumber: number,
  progress: Partial<TeamProgress> | null,
  { isConnected = true }: { isConnected?: boolean } = {},
): TeamView {
  return {
    teamId: TeamIdSchema.parse(`t${teamNumber}`),
    teamNumber,
    name: null,
    captainSeatId: SeatIdSchema.parse(`seat-${teamNumber}`),
    seats: [
      {
        seatId: SeatIdSchema.parse(`seat-${teamNumber}`),
        name: `Seat ${teamNumber}`,
        presence: isConnected ? "online" : "away",
        bot: null,
        peopleAtDevice: 1,
        isAdvisor: false,
      },
    ],
    progress:
      progress === null
        ? null
        : {
            hasBallot: false,
            hasProposed: false,
            hasCommitted: false,
            pilotCount: 0,
            clueCount: 0,
            creditsSpent: 0,
            replicasIn: [],
            ...progress,
          },
  };
}
