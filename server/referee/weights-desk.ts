import type { WeightsPlace } from "@/core/contract/http-bodies";
import { auditableReplicas } from "@/core/game/audit-actions";
import type { SeatId, SessionId } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import { currentRound, type Round, type TeamRound } from "@/core/game/session-state";
import { findDeck } from "@/core/tasks/decks";
import { readFloats } from "@/core/tasks/float-bytes";
import { weightLayout } from "@/core/training/weight-layout";
import type { Log } from "@/server/log";
import type { AuditStore, StoredWeights } from "@/server/persistence/audit-rows";
import type { RandomSource } from "@/server/sessions/random-source";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { attemptName } from "./attempt";
import type { CountAudit } from "./claim-audits";
import type { RefereePool } from "./referee-pool";
import type { SentInputsCache } from "./sent-inputs-cache";

/** Weights of one attempt that are kept for the reveal, all teams together; what comes after that is judged only. */
const mostKeptBytes = 16 * 1024 * 1024;

/** When weights are taken: from the first complete team on until the next round. */
const openPhases: ReadonlySet<string> = new Set(["racing", "scoring", "reveal", "debrief"]);

type Asked = { ok: true; round: Round; team: TeamRound; byteCount: number } | { ok: false; refusal: Refusal };
type WeightsAnswer = { ok: true; counted: boolean } | { ok: false; refusal: Refusal };

interface WeightsDeskParts {
  readonly pool: RefereePool;
  readonly sentInputs: SentInputsCache;
  readonly readPrediction: AuditStore["readPrediction"];
  readonly random: Pick<RandomSource, "pick">;
  readonly log: Log;
  readonly count: CountAudit;
  /** Called when weights have been judged, whatever came of it. */
  readonly onJudged: (runner: SessionRunner) => void;
}

/**
 * The first audit: asks each team for the weights of one replica, drawn when all its predictions are in, and compares
 * what they give on the test rows with what was uploaded.
 */
export class WeightsDesk {
  readonly #parts: WeightsDeskParts;
  readonly #named = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #judging = new Set<string>();
  readonly #keptBytes = new Map<string, number>();

  constructor(parts: WeightsDeskParts) {
    this.#parts = parts;
  }

  /** Draws the replica of every team whose replicas have all come in. */
  nameReplicas(runner: SessionRunner, round: Round): void {
    if (!openPhases.has(runner.state.phase)) return;
    for (const team of round.teams) {
      const candidates = team.auditedReplica === null ? auditableReplicas(team) : [];
      const name = commitmentName(runner, round, team);
      if (candidates.length === 0 || this.#named.has(name)) continue;
      const replicaIndex = candidates[this.#parts.random.pick(candidates.length)] as number;
      this.#named.add(name);
      void runner.submit({ type: "audit:named", ...placeOf(round, team), replicaIndex }).then((result) => {
        if (!result.ok) this.#named.delete(name);
      });
    }
  }

  /** Which weights a seat is asked for, and how many bytes they have; a refusal for all others. */
  asked(runner: SessionRunner, seatId: SeatId, place: WeightsPlace): Asked {
    const { state } = runner;
    const round = currentRound(state);
    if (round === null || round.roundIndex !== place.roundIndex || round.attempt !== place.attempt)
      return { ok: false, refusal: "wrong-attempt" };
    if (!openPhases.has(state.phase)) return { ok: false, refusal: "wrong-phase" };
    const brought = ({ replicas }: TeamRound) =>
      replicas.some((replica) => replica.replicaIndex === place.replicaIndex && replica.seatId === seatId);
    const team = round.teams.find((other) => other.auditedReplica === place.replicaIndex && brought(other));
    const deck = findDeck(round.deckId);
    if (team?.commitment == null || deck === null) return { ok: false, refusal: "not-allowed" };
    if (team.reopenCount !== place.reopenCount) return { ok: false, refusal: "wrong-attempt" };
    const { design } = team.commitment;
    const byteCount = 4 * weightLayout({ design, loss: deck.loss }, deck.inputDimension).length;
    return { ok: true, round, team, byteCount };
  }

  /** Takes the weights of a commitment, once. They are judged afterwards, so that the answer tells nothing of them. */
  async receive(
    runner: SessionRunner,
    seatId: SeatId,
    place: WeightsPlace,
    weights: Uint8Array,
  ): Promise<WeightsAnswer> {
    const asked = this.asked(runner, seatId, place);
    if (!asked.ok) return asked;
    const { round, team, byteCount } = asked;
    if (weights.length !== byteCount || !readFloats(weights).every(Number.isFinite))
      return { ok: false, refusal: "prediction-invalid" };
    const name = commitmentName(runner, round, team);
    const isLate = team.audits.some((check) => check.kind === "weights");
    if (isLate || this.#taken.has(name)) return { ok: true, counted: false };
    this.#taken.add(name);
    this.#judging.add(name);
    const { roundIndex, attempt, replicaIndex, uploadKey } = place;
    const { teamId } = team;
    const { sessionId } = runner.state;
    const uploaded = await this.#parts
      .readPrediction(sessionId, { roundIndex, attempt, teamId, replicaIndex, uploadKey })
      .catch(() => "unreadable" as const);
    if (uploaded === "unreadable" || uploaded?.counted !== true || uploaded.seatId !== seatId) {
      this.#taken.delete(name);
      this.#judging.delete(name);
      return uploaded === "unreadable" ? { ok: false, refusal: "storage" } : { ok: true, counted: false };
    }
    void this.#judge(runner, { round, team, name, seatId, weights, predictions: uploaded.bits });
    return { ok: true, counted: true };
  }

  /** True while the weights of a commitment are here and not judged. */
  isJudging(runner: SessionRunner, round: Round, team: TeamRound): boolean {
    return this.#judging.has(commitmentName(runner, round, team));
  }

  /** The row that keeps the weights of a replica; none when the attempt has enough. */
  rowsOf(
    runner: SessionRunner,
    round: Round,
    team: TeamRound,
    replica: Pick<StoredWeights, "replicaIndex" | "seatId" | "weights">,
  ): StoredWeights[] {
    const name = attemptName(runner.state, round);
    const keptBytes = (this.#keptBytes.get(name) ?? 0) + replica.weights.length;
    if (keptBytes > mostKeptBytes) return [];
    this.#keptBytes.set(name, keptBytes);
    return [{ ...placeOf(round, team), ...replica }];
  }

  forget(sessionId: SessionId): void {
    for (const names of [this.#named, this.#taken, this.#keptBytes])
      for (const name of names.keys()) if (name.startsWith(`${sessionId}/`)) names.delete(name);
  }

  async #judge(
    runner: SessionRunner,
    upload: {
      readonly round: Round;
      readonly team: TeamRound;
      readonly name: string;
      readonly seatId: SeatId;
      readonly weights: Uint8Array;
      readonly predictions: Uint8Array;
    },
  ): Promise<void> {
    const { round, team, name, seatId, weights, predictions } = upload;
    const { commitment, auditedReplica: replicaIndex } = team;
    if (commitment === null || replicaIndex === null) return;
    const { deckId, publicSeed } = round;
    const { design } = commitment;
    try {
      const sentInputs = await this.#parts.sentInputs.of(runner.state, round);
      const inputs = { publicSeed, sentInputs };
      const job = { kind: "weights", deckId, ...inputs, design, weights, predictions } as const;
      const verdict = (await this.#parts.pool.run(job)) ? "agree" : "differ";
      this.#parts.count("weights", verdict);
      const check = { kind: "weights", replicaIndex, verdict } as const;
      await runner.submit(
        { type: "audit:reported", ...placeOf(round, team), check },
        { weights: this.rowsOf(runner, round, team, { replicaIndex, seatId, weights }) },
      );
    } catch (error) {
      if (runner.state.phase === "closed") return;
      // As if none had come: the replica is trained again.
      this.#parts.count("weights", "failed");
      this.#parts.log.error({ error }, "weights could not be judged");
    } finally {
      this.#judging.delete(name);
      this.#parts.onJudged(runner);
    }
  }
}

/** Names a commitment among all sessions; begins with the session's id and a slash. */
export function commitmentName(runner: SessionRunner, round: Round, team: TeamRound): string {
  return `${attemptName(runner.state, round)}/${team.teamId}/${team.reopenCount}`;
}

/** What the actions of an audit say of the commitment that they are about. */
export function placeOf({ roundIndex, attempt }: Round, { teamId, reopenCount }: TeamRound) {
  return { roundIndex, attempt, teamId, reopenCount };
}
