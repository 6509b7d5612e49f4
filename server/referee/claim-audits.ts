import { auditableReplicas } from "@/core/game/audit-actions";
import type { SessionId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import { chanceError } from "@/core/game/race";
import type { Round, TeamRound } from "@/core/game/session-state";
import { mean } from "@/core/numerics/statistics";
import { claimStandardError, isSuspicious, isVerified } from "@/core/scoring/audit-claims";
import { findDeck } from "@/core/tasks/decks";
import type { Log } from "@/server/log";
import type { StoredWeights } from "@/server/persistence/audit-rows";
import type { RandomSource } from "@/server/sessions/random-source";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { attemptName, testErrorOf } from "./attempt";
import { bankCell } from "./bank-cells";
import type { RoundTrainer } from "./round-trainer";
import { commitmentName, placeOf, type WeightsDesk } from "./weights-desk";
import type { WorkQueue } from "./work-queue";

/** How long after the scoring weights may still come before the replica is trained again. */
export const weightsGraceMs = 20_000;

/** Replicas of a team that are trained again. */
const retrainedCount = 2;
const checkedPlaces = 3;

/** Counts the verdict of one check. */
export type CountAudit = (check: "weights" | "retraining", verdict: string) => void;

interface ClaimAuditsParts {
  readonly trainer: RoundTrainer;
  readonly queue: WorkQueue;
  readonly desk: WeightsDesk;
  readonly random: Pick<RandomSource, "shuffle">;
  readonly log: Log;
  readonly count: CountAudit;
  readonly graceMs: number;
}

/**
 * The second audit: some time after the scoring, the best three teams and whoever is suspicious have replicas trained
 * again by the server, when nothing else waits. It holds nothing up and changes no points.
 */
export class ClaimAudits {
  readonly #parts: ClaimAuditsParts;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Attempts whose time for weights is over. */
  readonly #due = new Set<string>();
  /** Commitments about which is decided. */
  readonly #settled = new Set<string>();

  constructor(parts: ClaimAuditsParts) {
    this.#parts = parts;
  }

  /** Begins what is due in any scored round. Nobody is told of an audit in a solo session, so there is none. */
  attend(runner: SessionRunner): void {
    const { state } = runner;
    if (state.mode === "solo" || state.phase === "closed") return;
    for (const round of state.rounds) {
      if (round.scores === null || round.isVoid) continue;
      const name = attemptName(state, round);
      if (this.#due.has(name)) this.#settle(runner, round);
      else if (!this.#timers.has(name)) {
        const timer = setTimeout(() => {
          this.#due.add(name);
          this.attend(runner);
        }, this.#parts.graceMs).unref();
        this.#timers.set(name, timer);
      }
    }
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  forget(sessionId: SessionId): void {
    for (const [name, timer] of this.#timers) if (name.startsWith(`${sessionId}/`)) clearTimeout(timer);
    for (const names of [this.#timers, this.#due, this.#settled])
      for (const name of names.keys()) if (name.startsWith(`${sessionId}/`)) names.delete(name);
  }

  #settle(runner: SessionRunner, round: Round): void {
    for (const team of round.teams) {
      const name = commitmentName(runner, round, team);
      if (this.#settled.has(name) || this.#parts.desk.isJudging(runner, round, team)) continue;
      this.#settled.add(name);
      this.#decide(runner, round, team);
    }
  }

  #decide(runner: SessionRunner, round: Round, team: TeamRound): void {
    if (team.commitment === null || team.audits.some((check) => check.kind === "retraining")) return;
    const { auditedReplica } = team;
    const candidates = auditableReplicas(team);
    if (candidates.length === 0) return;
    const weights = team.audits.find((check) => check.kind === "weights");
    const isMissing = auditedReplica !== null && weights === undefined;
    if (isMissing) {
      this.#parts.count("weights", "missing");
      const check = { kind: "weights", replicaIndex: auditedReplica, verdict: "missing" } as const;
      void runner.submit({ type: "audit:reported", ...placeOf(round, team), check });
    }
    const { presetId } = openSecret(round.secret);
    const cell = bankCell(presetId, team.commitment.design);
    const isDue =
      isMissing ||
      weights?.verdict === "differ" ||
      isAmongBest(round, team) ||
      isSuspicious(mean(claimedErrors(team)), cell);
    if (!isDue) return;
    const replicaIndices = drawnReplicas(candidates, auditedReplica, this.#parts.random);
    this.#retrain(runner, round, team, { replicaIndices, keptReplica: isMissing ? auditedReplica : null });
  }

  /** Trains replicas again, one task each; the last one to finish compares. */
  #retrain(
    runner: SessionRunner,
    round: Round,
    team: TeamRound,
    { replicaIndices, keptReplica }: { replicaIndices: readonly number[]; keptReplica: number | null },
  ): void {
    const retrained = new Map<number, number>();
    const rows: StoredWeights[] = [];
    for (const replicaIndex of replicaIndices) {
      const train = async () => {
        const deck = findDeck(round.deckId);
        if (runner.state.phase === "closed" || deck === null || team.commitment === null) return;
        const { design } = team.commitment;
        const trained = await this.#parts.trainer.train(runner.state, round, { design, replicaIndex });
        retrained.set(replicaIndex, testErrorOf(trained.predictions, trained.key, deck));
        if (replicaIndex === keptReplica && trained.weights !== null) {
          const kept = { replicaIndex, seatId: null, weights: trained.weights };
          rows.push(...this.#parts.desk.rowsOf(runner, round, team, kept));
        }
        if (retrained.size === replicaIndices.length)
          await this.#compare(runner, round, team, { retrained, rows });
      };
      this.#parts.queue.add(
        () =>
          train().catch((error) => {
            if (runner.state.phase === "closed") return;
            this.#parts.count("retraining", "failed");
            this.#parts.log.error({ error }, "a claim could not be checked");
          }),
        "leisurely",
      );
    }
  }

  async #compare(
    runner: SessionRunner,
    round: Round,
    team: TeamRound,
    { retrained, rows }: { retrained: ReadonlyMap<number, number>; rows: readonly StoredWeights[] },
  ): Promise<void> {
    if (team.commitment === null) return;
    const cell = bankCell(openSecret(round.secret).presetId, team.commitment.design);
    const claimed = claimedErrors(team);
    const errors = [...retrained.values()];
    const verdict = isVerified(claimed, errors, cell) ? "verified" : "unverified";
    this.#parts.count("retraining", verdict);
    const check = {
      kind: "retraining",
      replicaIndices: [...retrained.keys()].sort((left, right) => left - right),
      claimedError: mean(claimed),
      retrainedError: mean(errors),
      standardError: claimStandardError(claimed, errors, cell),
      verdict,
    } as const;
    await runner.submit({ type: "audit:reported", ...placeOf(round, team), check }, { weights: rows });
  }
}

/** Test errors of what the team's devices brought; what the server trained itself is no claim. */
function claimedErrors({ replicas }: TeamRound): number[] {
  return replicas.flatMap(({ seatId, outcome, testError }) => {
    if (seatId === null || outcome === "missing") return [];
    return [outcome === "trained" ? openSecret(testError) : chanceError];
  });
}

function isAmongBest({ scores }: Round, { teamId }: TeamRound): boolean {
  const ranked = [...(scores?.teams ?? [])].sort((left, right) => left.meanError - right.meanError);
  return ranked.slice(0, checkedPlaces).some((score) => score.teamId === teamId);
}

/** The audited replica, whose predictions are nailed to its weights, and others by lot. */
function drawnReplicas(
  candidates: readonly number[],
  audited: number | null,
  random: Pick<RandomSource, "shuffle">,
): number[] {
  const others = random.shuffle(candidates.filter((index) => index !== audited));
  return [...(audited === null ? [] : [audited]), ...others].slice(0, retrainedCount);
}
