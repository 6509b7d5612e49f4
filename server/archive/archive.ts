import type { IncomingMessage } from "node:http";
import type { ArchivedSession, ArchiveEntry } from "@/core/contract/archive-bodies";
import { JoinCodeSchema, type SessionId, SessionIdSchema } from "@/core/game/identifiers";
import { readStoredState } from "@/core/game/read-stored";
import type { Refusal } from "@/core/game/refusal";
import type { ArchiveRow, ArchiveStore } from "@/server/persistence/archive-rows";
import type { Game } from "@/server/sessions/game";
import { hashOf } from "@/server/sessions/random-source";
import { hostTokens } from "@/server/sessions/session-cookies";
import { sessionRecord } from "./session-record";

type Opened = { ok: true; session: ArchivedSession } | { ok: false; refusal: Refusal };

/**
 * The sessions of one host: those whose host's cookie the browser carries. Of a session that is over the recovery
 * code itself may stand in the cookie, since nobody can make a new token for it any more.
 */
export class Archive {
  readonly #game: Game;
  readonly #store: ArchiveStore;

  constructor({ game, store }: { readonly game: Game; readonly store: ArchiveStore }) {
    this.#game = game;
    this.#store = store;
  }

  /** Newest first. */
  async list(request: IncomingMessage): Promise<ArchiveEntry[]> {
    const rows = await this.#store.readArchiveRows([...hostTokens(request).keys()]);
    return rows.filter((row) => this.#owns(request, row)).map((row) => this.#entry(row));
  }

  async open(request: IncomingMessage, sessionId: SessionId): Promise<Opened> {
    const row = await this.#find(request, sessionId);
    if (row === null) return { ok: false, refusal: "unknown-code" };
    const running = this.#game.findById(sessionId);
    if (running !== null) return { ok: true, session: sessionRecord(running.state, null) };
    const stored = readStoredState(await this.#store.readState(sessionId));
    if (!stored.ok || this.#game.isSetAside(sessionId)) return { ok: false, refusal: "other-version" };
    return { ok: true, session: sessionRecord(stored.value, row.closedAtMs) };
  }

  /** A session that runs is ended first, by its host; one that was set aside is ended here. */
  async delete(request: IncomingMessage, sessionId: SessionId): Promise<Refusal | null> {
    const row = await this.#find(request, sessionId);
    if (row === null) return "unknown-code";
    if (this.#game.isSetAside(sessionId)) await this.#game.giveUp(sessionId);
    else if (row.closedAtMs === null) return "wrong-phase";
    return (await this.#store.deleteClosed(sessionId)) ? null : "unknown-code";
  }

  /** The closed session that a recovery code belongs to. */
  async findByRecovery(joinCode: string, recoveryCode: string): Promise<SessionId | null> {
    const codeHash = hashOf(recoveryCode);
    const rows = await this.#store.readClosedRows(joinCode);
    const row = rows.find(({ hostRecoveryHash }) => hostRecoveryHash === codeHash);
    return row === undefined ? null : SessionIdSchema.parse(row.sessionId);
  }

  async #find(request: IncomingMessage, sessionId: SessionId): Promise<ArchiveRow | null> {
    const [row] = await this.#store.readArchiveRows([sessionId]);
    return row !== undefined && this.#owns(request, row) ? row : null;
  }

  /** The running session knows best who its host is: the stored one may be a moment old. */
  #owns(request: IncomingMessage, row: ArchiveRow): boolean {
    const token = hostTokens(request).get(row.sessionId);
    if (token === undefined) return false;
    const hash = hashOf(token);
    const running = this.#game.findById(SessionIdSchema.parse(row.sessionId));
    if (running !== null) return hash === running.state.hostTokenHash;
    const isOver = row.closedAtMs !== null || this.#game.isSetAside(row.sessionId);
    return hash === row.hostTokenHash || (isOver && hash === row.hostRecoveryHash);
  }

  #entry({ sessionId, joinCode, createdAtMs, closedAtMs, ...counts }: ArchiveRow): ArchiveEntry {
    const running = this.#game.findById(SessionIdSchema.parse(sessionId))?.state;
    return {
      sessionId: SessionIdSchema.parse(sessionId),
      joinCode: JoinCodeSchema.parse(joinCode),
      createdAtMs,
      closedAtMs,
      isOfOtherVersion: this.#game.isSetAside(sessionId),
      isRehearsal: counts.isRehearsal,
      seatCount: running?.seats.length ?? counts.seatCount,
      roundCount: running?.rounds.length ?? counts.roundCount,
    };
  }
}
