import type { HttpBody } from "@/core/contract/http-bodies";
import type { SeatId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import { raceReplicaCount } from "@/core/game/race";
import type { Refusal } from "@/core/game/refusal";
import { currentRound, type Round, type SessionState, type TeamRound } from "@/core/game/session-state";
import { findTeamRound } from "@/core/game/update-round";
import type { Deck } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import { countDifferentBits, decodeBase64, encodeBase64, packedByteCount } from "@/core/tasks/packed-bits";
import { findPreset } from "@/core/tasks/presets";
import { dealRule } from "@/core/tasks/task-registry";
import type { Design } from "@/core/training/design";
import type { Log } from "@/server/log";
import type { StoredPrediction } from "@/server/persistence/session-store";
import type { SessionRunner } from "@/server/sessions/session-runner";
import type { AnswerKey, TrainedReplica } from "./referee-jobs";
import type { RefereePool } from "./referee-pool";

type Upload = HttpBody<"uploadPredictions">;
type UploadAnswer = { ok: true; counted: boolean } | { ok: false; refusal: Refusal };

/**
 * The only part of the server that knows the answers: labels the rounds, counts the errors of predictions, trains
 * the house run and the replicas that no device delivered, and closes the scoring when everything is in.
 */
export class Referee {
  readonly #pool: RefereePool;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #keys = new Map<string, Promise<AnswerKey>>();
  readonly #houseRuns = new Set<string>();
  readonly #houseResults = new Map<string, readonly number[]>();
  readonly #rescues = new Set<string>();

  readonly #keepUpload: (sessionId: string, upload: StoredPrediction) => Promise<void>;

  constructor(options: {
    pool: RefereePool;
    log: Log;
    now: () => number;
    /** Stores an upload that is not counted. */
    keepUpload: (sessionId: string, upload: StoredPrediction) => Promise<void>;
  }) {
    this.#keepUpload = options.keepUpload;
    this.#pool = options.pool;
    this.#log = options.log;
    this.#now = options.now;
  }

  /** Looks at a session after every commit and does what is due. Cheap when nothing is. */
  attend(runner: SessionRunner): void {
    const round = currentRound(runner.state);
    if (round === null) return;
    const { phase } = runner.state;
    const isRunning =
      phase === "briefing" || phase === "exploring" || phase === "racing" || phase === "scoring";
    if (isRunning) this.#startHouseRun(runner, round);
    if (phase === "scoring") {
      this.#tallyHouse(runner, round);
      this.#rescueReplicas(runner, round);
      this.#finishScoring(runner, round);
    }
    if (phase === "closed") this.#forget(runner.state);
  }

  /** Labels that players train on and validate with, in base64. */
  async labels(state: SessionState): Promise<{ trainingLabels: string; validationLabels: string } | null> {
    const round = currentRound(state);
    if (round === null) return null;
    const key = await this.#answerKey(state, round);
    return { trainingLabels: encodeBase64(key.training), validationLabels: encodeBase64(key.validation) };
  }

  /**
   * Counts the errors of one upload. The first upload of a replica counts; later ones are refused as
   * `already-counted` by the rules, with an answer that does not depend on their content.
   */
  async receive(runner: SessionRunner, seatId: SeatId, upload: Upload): Promise<UploadAnswer> {
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
    const bits = upload.predictions === null ? null : decodeBase64(upload.predictions);
    if (deck === null || !isComplete(upload, bits, deck)) return { ok: false, refusal: "prediction-invalid" };

    const key = await this.#answerKey(state, round);
    const errorCount = countErrors(bits, key, deck);
    const stored: StoredPrediction = {
      roundIndex: upload.roundIndex,
      attempt: upload.attempt,
      teamId,
      replicaIndex: upload.replicaIndex,
      seatId,
      uploadKey: upload.uploadKey,
      bits: bits ?? new Uint8Array(),
      errorCount,
      counted: true,
      atMs: this.#now(),
    };
    const { roundIndex, attempt, replicaIndex, step, trainingError } = upload;
    const outcome = bits === null ? "diverged" : "trained";
    const where = { roundIndex, attempt, teamId, replicaIndex, seatId };
    const result = await runner.submit(
      { type: "replica:tallied", ...where, outcome, step, trainingError, errorCount },
      stored,
    );
    if (result.ok) return { ok: true, counted: true };
    if (result.refusal !== "already-counted") return result;
    await this.#keepUpload(state.sessionId, { ...stored, counted: false });
    return { ok: true, counted: false };
  }

  #answerKey(state: SessionState, round: Round): Promise<AnswerKey> {
    const name = attemptName(state, round);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const deck = findDeck(round.deckId);
    const { presetId, secretSeed } = openSecret(round.secret);
    const preset = findPreset(presetId);
    if (deck === null || preset === null) throw new Error(`no deck or preset of ${round.deckId}`);
    const rule = dealRule(preset.task, secretSeed, deck.inputDimension);
    const key = this.#pool.run({ kind: "label", deckId: deck.deckId, publicSeed: round.publicSeed, rule });
    this.#keys.set(name, key);
    key.catch(() => this.#keys.delete(name));
    return key;
  }

  async #train(runner: SessionRunner, round: Round, design: Design, replicaIndex: number) {
    const key = await this.#answerKey(runner.state, round);
    const trained = await this.#pool.run({
      kind: "train",
      deckId: round.deckId,
      publicSeed: round.publicSeed,
      trainingLabels: key.training,
      design,
      runSeed: round.raceSeed,
      replicaIndex,
    });
    return { ...trained, key };
  }

  #startHouseRun(runner: SessionRunner, round: Round): void {
    const name = attemptName(runner.state, round);
    if (this.#houseRuns.has(name) || openSecret(round.houseErrorCounts).every((count) => count !== null))
      return;
    this.#houseRuns.add(name);
    void this.#runHouse(runner, round).catch((error) => {
      if (isCurrent(runner, round)) this.#log.error({ error }, "the house run failed");
    });
  }

  async #runHouse(runner: SessionRunner, round: Round): Promise<void> {
    const deck = findDeck(round.deckId);
    const preset = findPreset(openSecret(round.secret).presetId);
    if (deck === null || preset === null) return;
    const errorCounts: number[] = [];
    for (let replicaIndex = 0; replicaIndex < raceReplicaCount; replicaIndex += 1) {
      const trained = await this.#train(runner, round, preset.houseDesign, replicaIndex);
      if (!isCurrent(runner, round)) return;
      errorCounts.push(countErrors(trained.predictions, trained.key, deck));
    }
    this.#houseResults.set(attemptName(runner.state, round), errorCounts);
    if (runner.state.phase === "scoring") this.#tallyHouse(runner, round);
  }

  /**
   * Waits for the scoring: every view tells the log's version, and when the house run ended would tell how long it
   * took, which depends on the hidden preset.
   */
  #tallyHouse(runner: SessionRunner, round: Round): void {
    const name = attemptName(runner.state, round);
    const errorCounts = this.#houseResults.get(name);
    if (errorCounts === undefined) return;
    this.#houseResults.delete(name);
    const { roundIndex, attempt } = round;
    void runner.submit({ type: "house:tallied", roundIndex, attempt, errorCounts: [...errorCounts] });
  }

  #rescueReplicas(runner: SessionRunner, round: Round): void {
    for (const team of round.teams) {
      for (const replicaIndex of missingReplicas(team)) {
        const name = `${attemptName(runner.state, round)}/${team.teamId}/${replicaIndex}`;
        if (this.#rescues.has(name)) continue;
        this.#rescues.add(name);
        void this.#rescue(runner, round, team, replicaIndex).catch((error) => {
          if (isCurrent(runner, round)) this.#log.error({ error }, "a replica could not be trained");
        });
      }
    }
  }

  async #rescue(runner: SessionRunner, round: Round, team: TeamRound, replicaIndex: number): Promise<void> {
    const deck = findDeck(round.deckId);
    if (deck === null || team.commitment === null) return;
    const trained: TrainedReplica & { key: AnswerKey } = await this.#train(
      runner,
      round,
      team.commitment.design,
      replicaIndex,
    );
    const arrived = findTeamRound(runner.state, team.teamId)?.replicas ?? [];
    if (!isCurrent(runner, round) || arrived.some((other) => other.replicaIndex === replicaIndex)) return;
    await runner.submit({
      type: "replica:tallied",
      roundIndex: round.roundIndex,
      attempt: round.attempt,
      teamId: team.teamId,
      replicaIndex,
      seatId: null,
      outcome: trained.outcome,
      step: trained.step,
      trainingError: trained.trainingError,
      errorCount: countErrors(trained.predictions, trained.key, deck),
    });
  }

  #finishScoring(runner: SessionRunner, round: Round): void {
    const houseIsIn = openSecret(round.houseErrorCounts).every((count) => count !== null);
    if (!houseIsIn || round.teams.some((team) => missingReplicas(team).length > 0)) return;
    void runner.submit({ type: "round:scored", phaseSequence: runner.state.phaseSequence });
  }

  #forget(state: SessionState): void {
    for (const names of [this.#houseRuns, this.#rescues]) {
      for (const name of names) if (name.startsWith(`${state.sessionId}/`)) names.delete(name);
    }
    for (const known of [this.#keys, this.#houseResults]) {
      for (const name of known.keys()) if (name.startsWith(`${state.sessionId}/`)) known.delete(name);
    }
  }
}

function attemptName(state: SessionState, round: Round): string {
  return `${state.sessionId}/${round.roundIndex}/${round.attempt}`;
}

function isCurrent(runner: SessionRunner, round: Round): boolean {
  const current = currentRound(runner.state);
  return (
    runner.state.phase !== "closed" &&
    current?.roundIndex === round.roundIndex &&
    current.attempt === round.attempt
  );
}

function missingReplicas(team: TeamRound): number[] {
  const arrived = new Set(team.replicas.map((replica) => replica.replicaIndex));
  return Array.from({ length: raceReplicaCount }, (_, index) => index).filter((index) => !arrived.has(index));
}

function isComplete(upload: Upload, bits: Uint8Array | null, deck: Deck): boolean {
  if (upload.predictions === null) return true;
  return bits !== null && bits.length === packedByteCount(deck.testSampleCount);
}

/** Wrong test predictions; a diverged replica counts as chance level. */
function countErrors(bits: Uint8Array | null, key: AnswerKey, deck: Deck): number {
  const { testSampleCount } = deck;
  return bits === null
    ? Math.round(testSampleCount / 2)
    : countDifferentBits(bits, key.test, testSampleCount);
}
