import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idleRace } from "@/app/_training/training-state";
import { rebalanceShares } from "@/app/_ui/ballot-shares";
import { replicaStates } from "@/app/play/_phases/race-marks";
import { ballotOfShares, sharesOfBallot } from "@/app/play/_player/use-ballot";
import { isBallotOver } from "@/core/game/ballot";
import { aRound } from "../_training/views";

const { hypotheses } = aRound().deck;

describe("the ballot's bars", () => {
  it("make a ballot that the rules accept, however they were moved", () => {
    const movement = fc.tuple(fc.nat({ max: hypotheses.length - 1 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 20 }), (movements) => {
        const shares = movements.reduce(
          (present, [index, value]) => rebalanceShares(present, index, value),
          sharesOfBallot(null, hypotheses),
        );
        const ballot = ballotOfShares(shares, hypotheses);
        return (
          isBallotOver(hypotheses, ballot) && sharesOfBallot(ballot, hypotheses).join() === shares.join()
        );
      }),
    );
  });

  it("show a ballot in the deck's order, whatever order it was cast in", () => {
    // As many as the deck has hypotheses; only the first five are believed in.
    const shares = hypotheses.map((_, index) => [50, 20, 15, 10, 5][index] ?? 0);
    const reversed = ballotOfShares(shares, hypotheses).reverse();
    expect(sharesOfBallot(reversed, hypotheses)).toEqual(shares);
  });
});

describe("replicaStates", () => {
  const trained = (replicaIndex: number) => ({ replicaIndex, outcome: "trained" as const });

  it("tells own results from those of a teammate, and the server's word goes first", () => {
    const race = idleRace.map((replica) => {
      if (replica.replicaIndex === 0) return { ...replica, status: "delivered" as const };
      if (replica.replicaIndex === 1) return { ...replica, status: "given-up" as const };
      if (replica.replicaIndex === 2) return { ...replica, status: "training" as const };
      return replica;
    });
    const counted = [trained(0), trained(1), { replicaIndex: 3, outcome: "diverged" as const }];

    expect(replicaStates(race, counted).map(({ state }) => state)).toEqual([
      "done",
      "done-by-teammate",
      "training",
      "diverged",
      "waiting",
    ]);
  });

  it("shows a delivered replica as on its way until the server has counted it", () => {
    const race = idleRace.map((replica) => ({ ...replica, status: "delivered" as const }));
    expect(replicaStates(race, []).every(({ state }) => state === "uploading")).toBe(true);
  });
});
