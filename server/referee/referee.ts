import type { HttpBody } from "@/core/contract/http-bodies";
import type { SeatId, SessionId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import type { Refusal } from "@/core/game/refusal";
import { activeSeats, currentRound, type Round, type SessionState } from "@/core/game/session-state";
import { findTeamRound } from "@/core/game/update-round";
import type { Deck } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import { decodeBase64, encodeBase64 } from "@/core/tasks/packed-bits";
import type { Log } from "@/server/log";
import type { AuditStore } from "@/server/persistence/audit-rows";
import type { StoredPrediction } from "@/server/persistence/session-store";
import type { RandomSource } from "@/server/sessions/random-source";
import { raceSummaryRows } from "@/server/sessions/run-summary-rows";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { missingReplicas, testErrorOf, truthByteCount } from "./attempt";
import { BotDesk, botTeamIdsOf } from "./bot-desk";
import { ClaimAudits, type CountAudit, weightsGraceMs } from "./claim-audits";
import { ClueDesk } from "./clue-desk";
import { HouseRuns } from "./house-runs";
import { LeaseDesk } from "./lease-desk";
import type { RefereePool } from "./referee-pool";
import { Rescues } from "./rescues";
import { RoundTrainer } from "./round-trainer";
import { SeenUploads } from "./seen-uploads";
import { TeamLeases } from "./team-leases";
import { WeightsDesk } from "./weights-desk";
import { WorkQueue } from "./work-queue";

type Upload = HttpBody<"uploadPredictions">;
type UploadAnswer = { ok: true; counted: boolean } | { ok: false; refusal: Refusal };

/** Leases are looked at no more often than this. */
const watchEveryMs = 250;

interface RefereeOptions {
  pool: RefereePool;
  log: Log;
  /** For the bots' choices. */
  random: RandomSource;
  now: () => number;
  /** Stores an upload that is not counted. */
  keepUpload: (sessionId: string, upload: StoredPrediction) => Promise<void>;
  readPrediction: AuditStore["readPrediction"];
  /** Counts what audits find. */
  countAudit: CountAudit;
  /** How long after the scoring weights may still come; 20 s if not given. */
  graceMs?: number | undefined;
}

/**
 * The only part of the server that knows the answers: labels the rounds, counts the errors of predictions, trains
 * the house run and the replicas that no device delivers, and closes the scoring when everything is in.
 */
export class Referee {
  readonly #now: RefereeOptions["now"];
  readonly #keepUpload: RefereeOptions["keepUpload"];
  readonly #trainer: RoundTrainer;
  readonly #queue: WorkQueue;
  readonly #houseRuns: HouseRuns;
  readonly #rescues: Rescues;
  /** For devices that have nothing to do for their own team. */
  readonly leaseDesk: LeaseDesk;
  /** Sells what can be asked of the hidden rule. */
  readonly clueDesk: ClueDesk;
  /** For the weights of the replicas that are audited. */
  readonly weightsDesk: WeightsDesk;
  readonly #claimAudits: ClaimAudits;
  readonly #botDesk: BotDesk;
  readonly #leases = new TeamLeases();
  readonly #seenUploads = new SeenUploads();
  readonly #watchAgainMs = new Map<SessionId, number>();
  readonly #leaseTimers = new Map<SessionId, NodeJS.Timeout>();

  constructor(options: RefereeOptions) {
    const { pool, log, now, keepUpload, readPrediction, countAudit: count } = options;
    this.#keepUpload = keepUpload;
    this.#now = now;
    this.#trainer = new RoundTrainer(pool);
    this.#queue = new WorkQueue(pool.threadCount);
    const parts = { trainer: this.#trainer, queue: this.#queue, log };
    this.clueDesk = new ClueDesk({ pool, queue: this.#queue, log });
    this.#botDesk = new BotDesk({ clueDesk: this.clueDesk, random: options.random, now, log });
    this.#houseRuns = new HouseRuns(parts);
    this.#rescues = new Rescues(parts);
    const onJudged = (runner: SessionRunner) => this.attend(runner);
    this.weightsDesk = new WeightsDesk({
      ...{ pool, readPrediction, random: options.random, log, count, onJudged },
      sentInputs: this.#trainer.sentInputs,
    });
    const graceMs = options.graceMs ?? weightsGraceMs;
    this.#claimAudits = new ClaimAudits({
      ...parts,
      ...{ desk: this.weightsDesk, random: options.random, count, graceMs },
    });
    this.leaseDesk = new LeaseDesk({ rescues: this.#rescues, trainer: this.#trainer, now, log });
  }

  /** Trainings that wait for a thread. */
  get waitingTrainingCount(): number {
    return this.#queue.waitingCount;
  }

  /** Looks at a session after every commit and does what is due. Cheap when nothing is. */
  attend(runner: SessionRunner): void {
    const round = currentRound(runner.state);
    if (round === null) return;
    const { phase } = runner.state;
    const isRunning =
      phase === "briefing" || phase === "exploring" || phase === "racing" || phase === "scoring";
    if (isRunning) this.#houseRuns.start(runner, round);
    if (phase === "briefing" || phase === "exploring") {
      this.clueDesk.prepare(runner, round);
      this.#botDesk.attend(runner, round);
    }
    this.#watchLeases(runner, round);
    this.weightsDesk.nameReplicas(runner, round);
    this.#claimAudits.attend(runner);
    if (phase === "scoring") {
      this.#houseRuns.tally(runner, round);
      for (const team of round.teams) this.#rescues.start(runner, round, team);
      this.#finishScoring(runner, round);
    }
    if (phase === "closed") this.#forget(runner.state);
  }

  /** A seat's device has sent something, whatever it was: its team keeps its lease. */
  heard(runner: SessionRunner, seatId: SeatId): void {
    const seat = activeSeats(runner.state).find((other) => other.seatId === seatId);
    if (seat?.teamId != null) this.#leases.heard(runner.state, seat.teamId, this.#now());
  }

  /** Ends what waits; trainings under way end with the pool. */
  close(): void {
    for (const timer of this.#leaseTimers.values()) clearTimeout(timer);
    this.#leaseTimers.clear();
    this.#claimAudits.close();
    this.#botDesk.close();
  }

  /** Labels that players train on and validate with, in base64. */
  async labels(state: SessionState): Promise<{ trainingLabels: string; validationLabels: string } | null> {
    const round = currentRound(state);
    if (round === null) return null;
    const key = await this.#trainer.answerKey(state, round);
    return { trainingLabels: encodeBase64(key.training), validationLabels: encodeBase64(key.validation) };
  }

  /** The inputs of the present round as they travel; null where devices make them, or between rounds. */
  async sentInputs(state: SessionState): Promise<Uint8Array | null> {
    const round = currentRound(state);
    return round === null ? null : await this.#trainer.sentInputs.of(state, round);
  }

  /**
   * Tallies the error of one upload. The first upload of a replica counts; later ones are refused as
   * `already-counted` by the rules, with an answer that does not depend on their content.
   */
  async receive(runner: SessionRunner, seatId: SeatId, upload: Upload): Promise<UploadAnswer> {
    this.heard(runner, seatId);
    const { state } = runner;
    const round = currentRound(state);
    const seat = state.seats.find((other) => other.seatId === seatId && !other.isRemoved);
    const teamId = seat?.teamId ?? null;
    if (round === null || teamId === null) return { ok: false, refusal: "not-in-this-round" };
    if (round.roundIndex !== upload.roundIndex || round.attempt !== upload.attempt) {
      return { ok: false, refusal: "wrong-attempt" };
    }
    if (state.phase !== "racing" && state.phase !== "scoring") return { ok: false, refusal: "wrong-phase" };
    const deck = findDeck(round.deckId);
    const predictions = upload.predictions === null ? null : decodeBase64(upload.predictions);
    if (deck === null || !isComplete(upload, predictions, deck))
      return { ok: false, refusal: "prediction-invalid" };
    if (this.#seenUploads.isCopy(upload, teamId)) return { ok: false, refusal: "not-allowed" };

    const key = await this.#trainer.answerKey(state, round);
    const testError = testErrorOf(predictions, key, deck);
    const {
      roundIndex,
      attempt,
      reopenCount,
      replicaIndex,
      uploadKey,
      step,
      trainingError,
      summary: measures,
    } = upload;
    const place = { roundIndex, attempt, teamId, replicaIndex, seatId };
    const stored: StoredPrediction = {
      ...place,
      uploadKey,
      bits: predictions ?? new Uint8Array(),
      testError,
      counted: true,
      atMs: this.#now(),
    };
    const team = findTeamRound(state, teamId);
    const result = await runner.submit(
      {
        type: "replica:tallied",
        ...place,
        reopenCount,
        outcome: predictions === null ? "diverged" : "trained",
        step,
        trainingError,
        testError,
      },
      {
        predictions: [stored],
        summaries: team === null ? [] : raceSummaryRows(round, team, { replicaIndex, measures }),
      },
    );
    if (result.ok) return { ok: true, counted: true };
    if (result.refusal !== "already-counted") return result;
    await this.#keepUpload(state.sessionId, { ...stored, counted: false });
    return { ok: true, counted: false };
  }

  /** Trains what teams lack whose devices are silent, and looks again when the next lease would end. */
  #watchLeases(runner: SessionRunner, round: Round): void {
    const { state } = runner;
    // A race of a thousand teams has fifty commits a second; leases are counted in seconds.
    const isWatched =
      this.#leaseTimers.has(state.sessionId) && this.#now() < (this.#watchAgainMs.get(state.sessionId) ?? 0);
    if (state.phase === "racing" && isWatched) return;
    this.#watchAgainMs.set(state.sessionId, this.#now() + watchEveryMs);
    clearTimeout(this.#leaseTimers.get(state.sessionId));
    this.#leaseTimers.delete(state.sessionId);
    if (state.phase !== "racing") return;
    const now = this.#now();
    if (state.pausedAtMs === null) {
      // Nobody else trains for a bot, so its lease is never waited for.
      const lost = new Set([...this.#leases.lost(state, now), ...botTeamIdsOf(state)]);
      for (const team of round.teams) if (lost.has(team.teamId)) this.#rescues.start(runner, round, team);
    }
    const nextEndInMs = this.#leases.nextEndInMs(state, now);
    if (nextEndInMs === null) return;
    const timer = setTimeout(() => this.attend(runner), nextEndInMs).unref();
    this.#leaseTimers.set(state.sessionId, timer);
  }

  #finishScoring(runner: SessionRunner, round: Round): void {
    const houseIsIn = openSecret(round.houseErrors).every((error) => error !== null);
    if (!houseIsIn || round.teams.some((team) => missingReplicas(team).length > 0)) return;
    void runner.submit({ type: "round:scored", phaseSequence: runner.state.phaseSequence });
  }

  #forget({ sessionId }: SessionState): void {
    this.#trainer.forget(sessionId);
    this.#houseRuns.forget(sessionId);
    this.#rescues.forget(sessionId);
    this.leaseDesk.forget(sessionId);
    this.weightsDesk.forget(sessionId);
    this.#claimAudits.forget(sessionId);
    this.clueDesk.forget(sessionId);
    this.#botDesk.forget(sessionId);
    this.#leases.forget(sessionId);
    this.#watchAgainMs.delete(sessionId);
    this.#seenUploads.forget(sessionId);
  }
}

function isComplete(upload: Upload, predictions: Uint8Array | null, deck: Deck): boolean {
  if (upload.predictions === null) return true;
  return predictions?.length === truthByteCount(deck, deck.testSampleCount);
}
