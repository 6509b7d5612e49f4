import { describe, expect, it } from "vitest";
import { openSecret } from "@/core/game/open-secret";
import { replicaErrors, scoreRound } from "@/core/game/score-round";
import { currentRound, type Round } from "@/core/game/session-state";
import { bestMeasured, regretScale } from "@/core/scoring/regret-scale";
import { findPreset } from "@/core/tasks/presets";
import { act, aSessionIn, deckOf, next, type Played, tally, teamsOf } from "@/tests/core/support/a-session";
import { presetId } from "@/tests/core/support/identifiers";

const bank = findPreset(presetId("warm-up-2-local"))?.measured ?? [];

function roundOf({ state }: Played): Round {
  const round = currentRound(state);
  if (round === null) throw new Error("no round has begun");
  return round;
}

/** A race of one team in which the given replicas came in, before it is scored. */
function aRace(replicas: readonly { index: number; testError: number; outcome: "trained" | "diverged" }[]) {
  const racing = aSessionIn("racing", { teams: 1, seatsPerTeam: 1 });
  const [team] = teamsOf(racing);
  if (team === undefined) throw new Error("a team plays");
  return replicas.reduce(
    (played, { index, testError, outcome }) =>
      act(played, { ...tally(played, team, index, testError), outcome }),
    racing,
  );
}

describe("replicaErrors", () => {
  it("keeps the test errors and puts diverged and missing replicas at chance", () => {
    const played = aRace([
      { index: 3, testError: 0.125, outcome: "trained" },
      { index: 0, testError: 0.08, outcome: "trained" },
      { index: 1, testError: 0.0012, outcome: "diverged" },
    ]);

    const [team] = teamsOf(played);

    expect(team && replicaErrors(team)).toEqual([0.08, 0.5, 0.5, 0.125, 0.5]);
  });
});

describe("scoreRound", () => {
  it("writes down the replicas that never came as missing, at chance level", () => {
    const scored = scoreRound(roundOf(aRace([{ index: 2, testError: 0.1, outcome: "trained" }])));

    const replicas = scored.teams[0]?.replicas ?? [];
    expect(replicas.map((replica) => replica.replicaIndex)).toEqual([0, 1, 2, 3, 4]);
    expect(replicas.map((replica) => replica.outcome)).toEqual([
      "missing",
      "missing",
      "trained",
      "missing",
      "missing",
    ]);
    expect(scored.scores?.teams[0]?.errors).toEqual([0.5, 0.5, 0.1, 0.5, 0.5]);
    expect(scored.scores?.teams[0]?.meanError).toBeCloseTo(0.42, 10);
  });

  it("takes the house run as the oracle when all five of its replicas are in", () => {
    const racing = aRace([]);
    const testErrors = [0.08, 0.09, 0.1, 0.11, 0.12];
    const played = act(racing, { type: "house:tallied", roundIndex: 0, attempt: 0, testErrors });

    expect(scoreRound(roundOf(played)).scores).toMatchObject({ oracleError: 0.1, oracleSource: "house-run" });
  });

  it("takes the bank's best mean when the house run did not finish", () => {
    const racing = aRace([]);
    const testErrors = [0.08, null, 0.1, 0.11, 0.12];
    const played = act(racing, { type: "house:tallied", roundIndex: 0, attempt: 0, testErrors });

    const { scores } = scoreRound(roundOf(played));

    expect(scores?.oracleSource).toBe("bank");
    expect(scores?.oracleError).toBe(bestMeasured(bank)?.meanError ?? 0);
    expect(scores?.regretScale).toBe(regretScale(bank));
  });

  it("counts no ballot as equal belief in every hypothesis", () => {
    const exploring = aSessionIn("lobby", { teams: 1, seatsPerTeam: 1 });
    const briefing = act(exploring, next(exploring));
    const racing = act(act(briefing, next(briefing)), next(act(briefing, next(briefing))));

    const [score] = scoreRound(roundOf(racing)).scores?.teams ?? [];

    expect(teamsOf(racing)[0]?.lastBallot).toBeNull();
    // Six hypotheses: four at 17 %, the truth among them, and two at 16 %. 15 (1 + .34 - .1668) = 17.598
    expect(score?.beliefPoints).toBeCloseTo(17.598, 10);
    expect(score?.thriftPoints).toBe(0);
  });

  it("gives the belief of the last ballot to the dealt rule", () => {
    const briefing = aSessionIn("briefing", { teams: 1, seatsPerTeam: 1 });
    const ballotFor = (truth: number, played: Played) => {
      const ballot = deckOf(played).hypotheses.map((hypothesis) => ({
        hypothesis,
        percent: hypothesis === "2-local" ? truth : (100 - truth) / 5,
      }));
      const seat = played.state.seats[0];
      if (seat === undefined) throw new Error("a seat is taken");
      const { phaseSequence } = played.state;
      return act(played, { type: "ballot:cast", seatId: seat.seatId, phaseSequence, ballot });
    };
    const first = ballotFor(100, briefing);
    const last = ballotFor(60, act(first, next(first)));

    const [score] = scoreRound(roundOf(act(last, next(last)))).scores?.teams ?? [];

    // sum p^2 = .36 + 5 x .0064 = .392; 15 (1 + 1.2 - .392) = 27.12
    expect(score?.beliefPoints).toBeCloseTo(27.12, 10);
    expect(teamsOf(last)[0]?.firstBallot?.find((entry) => entry.hypothesis === "2-local")?.percent).toBe(100);
  });

  it("keeps the errors sealed", () => {
    const played = aRace([{ index: 0, testError: 0.0777, outcome: "trained" }]);
    const [replica] = teamsOf(played)[0]?.replicas ?? [];
    if (replica === undefined) throw new Error("a replica came in");
    expect(openSecret(replica.testError)).toBe(0.0777);
  });
});
