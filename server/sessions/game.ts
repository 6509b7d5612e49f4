import type { Action, Deal, SessionCreated } from "@/core/game/action";
import { createSession } from "@/core/game/apply-action";
import { needsDeal, nextRoundIndex } from "@/core/game/enter-phase";
import type { JoinCode, RecoveryCode, SessionId } from "@/core/game/identifiers";
import type { Lesson, SessionSettings } from "@/core/game/lesson";
import { readStoredState } from "@/core/game/read-stored";
import type { Refusal } from "@/core/game/refusal";
import { readLog } from "@/core/game/replay-log";
import { currentRound, type SessionState } from "@/core/game/session-state";
import { lessonProblems } from "@/core/lessons/lesson-problems";
import { findDeck } from "@/core/tasks/decks";
import { dealtPresets } from "@/core/tasks/presets";
import type { Log } from "@/server/log";
import type { SessionStore, StoredSession } from "@/server/persistence/session-store";
import { hashOf, type RandomSource } from "./random-source";
import { SessionRunner } from "./session-runner";

/** Told after every commit and every change around a session. */
export interface SessionListener {
  onChange(runner: SessionRunner, change: { phaseChanged: boolean; committed: boolean }): void;
}

export interface GameOptions {
  readonly store: SessionStore;
  readonly random: RandomSource;
  readonly now: () => number;
  readonly log: Log;
}

const mostOpenSessions = 1000;
const joinCodeTries = 50;
const heartbeatIntervalMs = 2000;
const hourMs = 3_600_000;
/** A session that nobody has been in for this long is over. */
const forsakenMs = { solo: 2 * hourMs, class: 24 * hourMs } as const;
/** Closed sessions are deleted after this time, with everything that was said in them. */
const keptMs = 90 * 24 * hourMs;

/** All open sessions of this server, by id and by join code. */
export class Game {
  readonly #byId = new Map<SessionId, SessionRunner>();
  readonly #byCode = new Map<JoinCode, SessionRunner>();
  /** Open sessions that this version cannot read, with their join codes. */
  readonly #setAside = new Map<string, string>();
  readonly #listeners: SessionListener[] = [];
  readonly #options: GameOptions;
  #heartbeat: NodeJS.Timeout | null = null;
  #broom: NodeJS.Timeout | null = null;

  constructor(options: GameOptions) {
    this.#options = options;
  }

  get random(): RandomSource {
    return this.#options.random;
  }

  get now(): () => number {
    return this.#options.now;
  }

  listen(listener: SessionListener): void {
    this.#listeners.push(listener);
  }

  find(code: JoinCode): SessionRunner | null {
    return this.#byCode.get(code) ?? null;
  }

  findById(sessionId: SessionId): SessionRunner | null {
    return this.#byId.get(sessionId) ?? null;
  }

  all(): readonly SessionRunner[] {
    return [...this.#byId.values()];
  }

  /** Opens a session in its lobby. The tokens are returned once; only their hashes are kept. */
  async open(given: {
    mode: SessionState["mode"];
    lesson: Lesson;
    settings: SessionSettings;
  }): Promise<
    | { ok: true; runner: SessionRunner; hostToken: string; recoveryCode: RecoveryCode }
    | { ok: false; refusal: Refusal }
  > {
    if (!given.lesson.every((plan) => isPlayable(plan, given.mode))) return { ok: false, refusal: "no-deck" };
    if (lessonProblems(given.lesson).length > 0) return { ok: false, refusal: "lesson-one-sided" };
    const joinCode = this.#freeJoinCode();
    if (joinCode === null || this.#byId.size >= mostOpenSessions) {
      return { ok: false, refusal: "too-many-tries" };
    }
    const { random, store, now } = this.#options;
    const hostToken = random.token();
    const recoveryCode = random.recoveryCode();
    const created: SessionCreated = {
      type: "session:created",
      sessionId: random.sessionId(),
      joinCode,
      hostTokenHash: hashOf(hostToken),
      hostRecoveryHash: hashOf(recoveryCode),
      ...given,
    };
    const atMs = now();
    const state = createSession(created, { now: atMs });
    try {
      const row = { sessionId: state.sessionId, joinCode, createdAtMs: atMs };
      await store.createSession(row, [{ version: 1, atMs, action: created }], { version: 1, state });
    } catch (error) {
      this.#options.log.error({ error }, "a session could not be stored");
      return { ok: false, refusal: "storage" };
    }
    return { ok: true, runner: this.#adopt(state, 1), hostToken, recoveryCode };
  }

  /** "Next" with whatever it needs: a fresh deal when it opens a round, the drafts when it ends exploring. */
  advance(runner: SessionRunner, phaseSequence: number): ReturnType<SessionRunner["submit"]> {
    return runner.submit((state) => {
      const deal = needsDeal(state) ? this.#deal(state, nextRoundIndex(state)) : null;
      return runner.withDrafts({ type: "phase:advanced", phaseSequence, deal, drafts: [] });
    });
  }

  /** The same round on a new instance. */
  redo(runner: SessionRunner, phaseSequence: number): ReturnType<SessionRunner["submit"]> {
    return runner.submit((state): Action | Refusal => {
      const round = currentRound(state);
      const deal = round === null ? null : this.#deal(state, round.roundIndex);
      return deal === null ? "wrong-phase" : { type: "round:redone", phaseSequence, deal };
    });
  }

  /**
   * Brings back every open session after a start: snapshot, later events, then running deadlines move by the time
   * that the server was away. One that this version cannot read is set aside as it is, for the version that can.
   */
  async recover(): Promise<void> {
    const { store, log } = this.#options;
    const lastBeat = await store.readHeartbeat();
    for (const stored of await store.loadOpenSessions()) {
      const { sessionId } = stored;
      try {
        const problem = await this.#recoverSession(stored, lastBeat);
        if (problem === null) continue;
        this.#setAside.set(sessionId, stored.joinCode);
        log.error({ sessionId, problem }, "a session of another version was set aside");
      } catch (error) {
        this.#setAside.set(sessionId, stored.joinCode);
        log.error({ err: error, sessionId }, "a session could not be recovered");
      }
    }
    await this.#beat();
    this.#heartbeat = setInterval(() => void this.#beat(), heartbeatIntervalMs);
    this.#broom = setInterval(() => void this.sweep(), hourMs);
    await this.sweep();
  }

  /** True for a session that is neither over nor running, because this version cannot read it. */
  isSetAside(sessionId: string): boolean {
    return this.#setAside.has(sessionId);
  }

  /** Ends a session that was set aside: nobody can go on with it any more. */
  async giveUp(sessionId: string): Promise<void> {
    await this.#options.store.closeSession(sessionId, this.#options.now());
    this.#setAside.delete(sessionId);
  }

  /** Finishes what was submitted; everything acknowledged is in the database already. */
  async stop(): Promise<void> {
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    if (this.#broom !== null) clearInterval(this.#broom);
    await Promise.all(this.all().map((runner) => runner.stop()));
    await this.#beat();
  }

  /** Closes sessions that everybody has left and deletes those that were closed long ago. */
  async sweep(): Promise<void> {
    for (const runner of this.all()) {
      if (runner.isForsakenFor(forsakenMs[runner.state.mode]))
        await runner.submit({ type: "session:closed" });
    }
    try {
      await this.#options.store.deleteClosedBefore(this.#options.now() - keptMs);
    } catch (error) {
      this.#options.log.error({ err: error }, "old sessions could not be deleted");
    }
  }

  /** Null when the session runs again, else why it cannot. */
  async #recoverSession(stored: StoredSession, lastBeat: number | null): Promise<string | null> {
    const snapshot = readStoredState(stored.snapshot.state);
    if (!snapshot.ok) return snapshot.problem;
    const replayed = readLog(snapshot.value, stored.events);
    if (!replayed.ok) return replayed.problem;
    const last = stored.events.at(-1);
    const version = last?.version ?? stored.snapshot.version;
    const runner = this.#adopt(replayed.value, version, { isRecovered: true });
    const lastSign = Math.max(lastBeat ?? 0, last?.atMs ?? 0, runner.state.phaseStartedAtMs);
    const downtimeMs = Math.max(0, this.#options.now() - lastSign);
    await runner.submit({ type: "session:recovered", downtimeMs });
    runner.start({ isRecovered: true });
    this.#options.log.info({ sessionId: stored.sessionId, version }, "session recovered");
    return null;
  }

  async #beat(): Promise<void> {
    try {
      await this.#options.store.writeHeartbeat(this.#options.now());
    } catch (error) {
      this.#options.log.error({ error }, "the heartbeat could not be written");
    }
  }

  #adopt(state: SessionState, version: number, { isRecovered = false } = {}): SessionRunner {
    const { store, now, log } = this.#options;
    const { sessionId, joinCode } = state;
    const runner: SessionRunner = new SessionRunner(
      { state, version },
      {
        now,
        commit: (batch) => store.commit(sessionId, batch),
        onChange: (change) => {
          for (const listener of this.#listeners) listener.onChange(runner, change);
          if (change.phaseChanged && runner.state.phase === "closed") void this.#forget(runner);
        },
        onStorageError: (error) => log.error({ error, sessionId }, "a commit failed"),
      },
    );
    this.#byId.set(sessionId, runner);
    this.#byCode.set(joinCode, runner);
    if (!isRecovered) runner.start();
    return runner;
  }

  async #forget(runner: SessionRunner): Promise<void> {
    const { sessionId, joinCode } = runner.state;
    this.#byCode.delete(joinCode);
    this.#byId.delete(sessionId);
    await runner.stop();
    try {
      await this.#options.store.closeSession(sessionId, this.#options.now());
    } catch (error) {
      this.#options.log.error({ error, sessionId }, "a closed session could not be marked");
    }
  }

  #freeJoinCode(): JoinCode | null {
    const isTaken = (code: JoinCode) => this.#byCode.has(code) || [...this.#setAside.values()].includes(code);
    for (let tries = 0; tries < joinCodeTries; tries += 1) {
      const code = this.#options.random.joinCode();
      if (!isTaken(code)) return code;
    }
    return null;
  }

  #deal(state: SessionState, roundIndex: number): Deal | null {
    const plan = state.lesson[roundIndex];
    if (plan === undefined) return null;
    const { random } = this.#options;
    const candidates = dealtPresets(plan.deckId);
    const presetId = plan.presetId ?? candidates[random.pick(candidates.length)]?.presetId;
    if (presetId === undefined) return null;
    return {
      deckId: plan.deckId,
      publicSeed: random.seed("public"),
      raceSeed: random.seed("race"),
      secret: { presetId, secretSeed: random.seed("secret") },
    };
  }
}

/** Announced decks are challenges for one: a class has nothing to find out about their task. */
function isPlayable(plan: Lesson[number], mode: SessionState["mode"]): boolean {
  if (mode === "class" && findDeck(plan.deckId)?.isAnnounced === true) return false;
  const candidates = dealtPresets(plan.deckId);
  return plan.presetId === null
    ? candidates.length > 0
    : candidates.some(({ presetId }) => presetId === plan.presetId);
}
