"use client";

import { useEffect, useState } from "react";
import { useSend } from "@/app/_realtime/SessionProvider";
import { uniformShares } from "@/app/_ui/ballot-shares";
import type { Ballot } from "@/core/game/ballot";
import type { Refusal } from "@/core/game/refusal";
import type { Hypothesis } from "@/core/tasks/deck";

/** Shares in the order of the deck's hypotheses; equal ones before the first ballot. */
export function sharesOfBallot(ballot: Ballot | null, hypotheses: readonly Hypothesis[]): number[] {
  if (ballot === null) return uniformShares(hypotheses.length);
  return hypotheses.map(
    (hypothesis) => ballot.find((entry) => entry.hypothesis === hypothesis)?.percent ?? 0,
  );
}

/** The ballot that these shares make. */
export function ballotOfShares(shares: readonly number[], hypotheses: readonly Hypothesis[]): Ballot {
  return hypotheses.map((hypothesis, index) => ({ hypothesis, percent: shares[index] ?? 0 }));
}

interface BallotParts {
  readonly hypotheses: readonly Hypothesis[];
  readonly lastBallot: Ballot | null;
  readonly phaseSequence: number;
  /** Milliseconds after the last movement at which the ballot is cast by itself; null: only by `cast`. */
  readonly castAfterMs: number | null;
}

/** The team's belief as the bars show it: own movements until the server has them, else what the team last said. */
export function useBallot({ hypotheses, lastBallot, phaseSequence, castAfterMs }: BallotParts) {
  const send = useSend();
  const [moved, setMoved] = useState<readonly number[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shares = moved ?? sharesOfBallot(lastBallot, hypotheses);

  async function cast(wanted: readonly number[]): Promise<void> {
    const answer = await send("ballot:cast", { phaseSequence, ballot: ballotOfShares(wanted, hypotheses) });
    setRefusal(answer.ok ? null : answer.refusal);
    // Movements made while this one was under way are kept and cast in their turn.
    if (answer.ok) setMoved((present) => (present === wanted ? null : present));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a movement starts the wait
  useEffect(() => {
    if (moved === null || castAfterMs === null) return;
    const timer = setTimeout(() => void cast(moved), castAfterMs);
    return () => clearTimeout(timer);
  }, [moved]);

  return { shares, move: setMoved, cast: () => cast(shares), refusal, isUnsaved: moved !== null };
}
