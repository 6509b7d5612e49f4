import type { Action } from "@/core/game/action";
import { dueAction, nextDueAtMs } from "@/core/game/due-action";
import { dueCaptain } from "@/core/game/due-captain";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import type { Knob } from "@/core/game/knob";
import type { Refusal } from "@/core/game/refusal";
import type { SessionState } from "@/core/game/session-state";
import type { Surroundings } from "@/core/game/view-for";
import type { Design } from "@/core/training/design";
import type { StoredWeights } from "@/server/persistence/audit-rows";
import type {
  SessionBatch,
  StoredEvent,
  StoredPrediction,
  StoredRunSummary,
} from "@/server/persistence/session-store";
import { applyProposal, type Proposal } from "./apply-proposal";
import type { HostId, PresenceBoard } from "./presence-board";
import { SessionMemory } from "./session-memory";

/** A snapshot is written at every change of phase and otherwise at most this often. */
const snapshotIntervalMs = 1000;
const largestGroup = 256;
/** How long a session waits before it tries its own commands again when the database refuses. */
const storageRetryMs = 1000;

export type SubmitResult =
  | { readonly ok: true; readonly state: SessionState; readonly version: number }
  | { readonly ok: false; readonly refusal: Refusal };

/** Where a runner writes and whom it tells; everything it needs from outside. */
export interface RunnerSurroundings {
  readonly now: () => number;
  readonly commit: (batch: SessionBatch) => Promise<void>;
  /** Called after every commit and every change of presence or drafts. */
  readonly onChange: (change: { readonly phaseChanged: boolean; readonly committed: boolean }) => void;
  readonly onStorageError: (error: unknown) => void;
}

/** What is written together with a command's event, and only if that is accepted. */
export interface CommandRows {
  readonly predictions?: readonly StoredPrediction[];
  readonly summaries?: readonly StoredRunSummary[];
  readonly weights?: readonly StoredWeights[];
}

interface PendingCommand {
  readonly proposal: Proposal;
  readonly atMs: number;
  readonly rows: CommandRows;
  readonly settle: (result: SubmitResult) => void;
}

/**
 * Holds one session: applies commands one after the other, writes those that wait together in one transaction,
 * and acknowledges only what is committed. It also owns the session's single timer. State outside of the log
 * (presence, drafts) lives here and dies with the process.
 */
export class SessionRunner {
  #state: SessionState;
  #version: number;
  #snapshotAtMs = 0;
  #pending: PendingCommand[] = [];
  #isDraining = false;
  #isStarted = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | null = null;
  #dueIsSubmitted = false;
  readonly #memory: SessionMemory;
  /** When a seat was last seen to come or go; before any, when the present phase began. */
  #lastSeenMs: number;
  readonly #outside: RunnerSurroundings;

  constructor(start: { state: SessionState; version: number }, outside: RunnerSurroundings) {
    this.#state = start.state;
    this.#version = start.version;
    this.#lastSeenMs = start.state.phaseStartedAtMs;
    this.#outside = outside;
    this.#memory = new SessionMemory(outside.now());
  }

  /** Begins to watch the clock; before it, only submitted commands change the session. */
  start({ isRecovered = false } = {}): void {
    this.#isStarted = true;
    this.#memory.expectEverybody(this.#state, this.#outside.now(), isRecovered);
    this.#setTimer();
  }

  get state(): SessionState {
    return this.#state;
  }

  get version(): number {
    return this.#version;
  }

  /** Commands that are not under way yet. */
  get waitingCommandCount(): number {
    return this.#pending.length;
  }

  /** True when nobody has been connected for this long. */
  isForsakenFor(durationMs: number): boolean {
    return this.#memory.presence.isDeserted && this.#outside.now() - this.#lastSeenMs >= durationMs;
  }

  surroundings(): Surroundings {
    return this.#memory.surroundings(this.#state, this.#outside.now());
  }

  /**
   * Queues a command, stamped with the time of its arrival. Resolves after its event is committed, or with the
   * refusal; never rejects.
   */
  submit(proposal: Proposal, rows: CommandRows = {}): Promise<SubmitResult> {
    if (this.#isStopped) return Promise.resolve({ ok: false, refusal: "internal" });
    return new Promise((settle) => {
      this.#pending.push({ proposal, rows, atMs: this.#outside.now(), settle });
      void this.#drain();
    });
  }

  seatConnected(seatId: SeatId): void {
    this.#memory.presence.seatConnected(seatId);
    this.#noticeSurroundings();
  }

  seatDisconnected(seatId: SeatId): void {
    this.#memory.seatDisconnected(seatId, this.#outside.now());
    this.#noticeSurroundings();
  }

  hostConnected(hostId: HostId): void {
    this.#memory.presence.hostConnected(hostId);
    this.#noticeSurroundings();
  }

  hostDisconnected(hostId: HostId): void {
    this.#memory.presence.hostDisconnected(hostId, this.#outside.now());
    this.#noticeSurroundings();
  }

  /** Seats with an open socket. */
  get connectedSeatCount(): number {
    return this.#memory.presence.connectedSeatCount;
  }

  /** Which seats have, or ever had, a device. */
  get presence(): Pick<PresenceBoard, "isSeatConnected" | "hasSeen"> {
    return this.#memory.presence;
  }

  /** Seats that are waited for now. */
  onlineSeatIds(): ReadonlySet<SeatId> {
    return this.#memory.presence.onlineSeatIds(this.#outside.now());
  }

  /** What a device has said of itself; 0 steps per second from one that cannot train. */
  setSpeed(seatId: SeatId, stepsPerSecond: number): void {
    this.#memory.stepsPerSecond.set(seatId, stepsPerSecond);
    this.#outside.onChange({ phaseChanged: false, committed: false });
  }

  /** Which knob a seat has its hand on; null for none. */
  setTouch(seatId: SeatId, knob: Knob | null): void {
    this.#memory.touch(seatId, knob);
    this.#outside.onChange({ phaseChanged: false, committed: false });
  }

  setDraft(teamId: TeamId, design: Design): void {
    this.#memory.drafts.set(teamId, design);
    this.#outside.onChange({ phaseChanged: false, committed: false });
  }

  /** Resolves when everything that was submitted before is settled; nothing is accepted afterwards. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    while (this.#isDraining) await new Promise((resolve) => setImmediate(resolve));
  }

  #noticeSurroundings(): void {
    this.#lastSeenMs = this.#outside.now();
    this.#outside.onChange({ phaseChanged: false, committed: false });
    this.#submitDueAction();
    this.#submitDueCaptain();
    this.#setTimer();
  }

  /** The clock of presence: nothing has come in, but somebody has been gone for long enough. */
  #noticeTime(): void {
    this.#outside.onChange({ phaseChanged: false, committed: false });
    this.#submitDueCaptain();
  }

  #submitDueCaptain(): void {
    if (!this.#isStarted || this.#isStopped) return;
    const due = (state: SessionState) =>
      dueCaptain(state, this.#memory.presence.presence(this.#outside.now()));
    if (due(this.#state) !== null) void this.submit((state) => due(state) ?? "stale");
  }

  async #drain(): Promise<void> {
    if (this.#isDraining) return;
    this.#isDraining = true;
    while (this.#pending.length > 0) await this.#commitGroup(this.#pending.splice(0, largestGroup));
    this.#isDraining = false;
  }

  async #commitGroup(group: readonly PendingCommand[]): Promise<void> {
    let state = this.#state;
    const events: StoredEvent[] = [];
    const predictions: StoredPrediction[] = [];
    const summaries: StoredRunSummary[] = [];
    const weights: StoredWeights[] = [];
    const decided: { command: PendingCommand; result: SubmitResult }[] = [];
    for (const command of group) {
      const outcome = applyProposal(state, command);
      if (!outcome.ok) {
        const result = { ok: false, refusal: outcome.reason } as const;
        // A refusal because of an event that is not committed yet must not be told before that event is.
        if (events.length > 0) decided.push({ command, result });
        else command.settle(result);
        continue;
      }
      state = outcome.state;
      const version = this.#version + events.length + 1;
      events.push({ version, atMs: command.atMs, action: outcome.action });
      predictions.push(...(command.rows.predictions ?? []));
      summaries.push(...(command.rows.summaries ?? []));
      weights.push(...(command.rows.weights ?? []));
      decided.push({ command, result: { ok: true, state, version } });
    }
    if (events.length === 0) return;
    const phaseChanged = state.phaseSequence !== this.#state.phaseSequence;
    const version = this.#version + events.length;
    const snapshotIsDue = phaseChanged || this.#outside.now() - this.#snapshotAtMs >= snapshotIntervalMs;
    try {
      const snapshot = snapshotIsDue ? { version, state } : null;
      await this.#outside.commit({ events, predictions, summaries, weights, snapshot });
    } catch (error) {
      this.#outside.onStorageError(error);
      for (const { command } of decided) command.settle({ ok: false, refusal: "storage" });
      return;
    }
    if (snapshotIsDue) this.#snapshotAtMs = this.#outside.now();
    this.#state = state;
    this.#version = version;
    if (phaseChanged) this.#memory.forgetPhase();
    for (const { command, result } of decided) command.settle(result);
    this.#outside.onChange({ phaseChanged, committed: true });
    this.#setTimer();
    this.#submitDueAction();
  }

  /** Submits what is due by itself, counting those present only where there is a deadline; false when nothing is. */
  #submitDueAction(): boolean {
    if (!this.#isStarted || this.#dueIsSubmitted || this.#state.deadlineAtMs === null) return false;
    if (this.#dueAction(this.#state) === null) return false;
    this.#dueIsSubmitted = true;
    void this.submit((state) => {
      const due = this.#dueAction(state);
      return due === null ? "stale" : this.withDrafts(due);
    }).then((result) => {
      this.#dueIsSubmitted = false;
      if (result.ok || result.refusal !== "storage") this.#setTimer();
      else this.#wakeUpIn(storageRetryMs);
    });
    return true;
  }

  #dueAction(state: SessionState) {
    return dueAction(state, { now: this.#outside.now(), connectedSeatIds: this.onlineSeatIds() });
  }

  /** Adds the drafts of all teams to an action that may end `exploring`. */
  withDrafts<Given extends Action>(action: Given): Given {
    const drafts = [...this.#memory.drafts].map(([teamId, design]) => ({ teamId, design }));
    return "drafts" in action ? { ...action, drafts } : action;
  }

  #setTimer(): void {
    const now = this.#outside.now();
    const moments = [nextDueAtMs(this.#state, now), this.#memory.nextChangeAtMs(now)].flatMap((atMs) =>
      atMs === null ? [] : [atMs],
    );
    if (moments.length > 0 && this.#state.phase !== "closed")
      this.#wakeUpIn(Math.max(5, Math.min(...moments) - now));
    else if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #wakeUpIn(delayMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (!this.#isStarted || this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#noticeTime();
      if (!this.#submitDueAction() && !this.#dueIsSubmitted) this.#setTimer();
    }, delayMs);
  }
}
