import type { IncomingMessage } from "node:http";
import type { archiveTable } from "@/core/contract/archive-bodies";
import type { HttpBody } from "@/core/contract/http-bodies";
import { cleanName } from "@/core/game/clean-name";
import { type JoinCode, parseJoinCode, type SessionId } from "@/core/game/identifiers";
import { defaultClassRules } from "@/core/game/lesson";
import { soloLengths } from "@/core/game/phase";
import type { Refusal } from "@/core/game/refusal";
import { findDeck } from "@/core/tasks/decks";
import type { Referee } from "@/server/referee/referee";
import type { Game } from "@/server/sessions/game";
import { hashOf } from "@/server/sessions/random-source";
import { rehearsalBots, seatBots, soloRivals } from "@/server/sessions/seat-bots";
import {
  hostCookieName,
  isHost,
  isKnown,
  seatCookieName,
  seatOf,
  tokenCookie,
} from "@/server/sessions/session-cookies";
import type { ApiHandlers, ApiResult } from "./api-handler";
import { isSamePassword } from "./is-same-password";
import type { JoinBudget } from "./join-budget";
import { joinSession, takeSeat } from "./join-session";
import type { Neighbours } from "./neighbours";
import { createTryBudget, type ReadAddress, type TryBudget } from "./try-budgets";

/** The handlers of the HTTP table. Wrong codes cost tries; right ones never do. */
export class SessionHandlers implements Omit<ApiHandlers, keyof typeof archiveTable> {
  readonly #game: Game;
  readonly #referee: Referee;
  readonly #secure: boolean;
  readonly #wrongCodes: TryBudget;
  readonly #neighbours: Neighbours;
  readonly #addressOf: ReadAddress;
  readonly #hostPassword: string | null;
  readonly #joins: JoinBudget;
  readonly #openings = createTryBudget({ perAddress: 600, total: 2000, seconds: 600 });
  readonly #wrongPasswords = createTryBudget({ perAddress: 30, total: 300, seconds: 600 });
  /** Per seat: every upload is kept, also those that do not count. */
  readonly #uploads = createTryBudget({ perAddress: 60, total: 100_000, seconds: 60 });

  constructor(options: {
    readonly game: Game;
    readonly referee: Referee;
    /** True where cookies travel through TLS only. */
    readonly secure: boolean;
    readonly wrongCodes: TryBudget;
    readonly neighbours: Neighbours;
    readonly joins: JoinBudget;
    readonly addressOf: ReadAddress;
    /** Asked of whoever opens a class session; null = everybody may. */
    readonly hostPassword: string | null;
  }) {
    this.#addressOf = options.addressOf;
    this.#hostPassword = options.hostPassword;
    this.#wrongCodes = options.wrongCodes;
    this.#neighbours = options.neighbours;
    this.#joins = options.joins;
    this.#game = options.game;
    this.#referee = options.referee;
    this.#secure = options.secure;
  }

  async createSession(
    { lesson, settings, password }: HttpBody<"createSession">,
    request: IncomingMessage,
  ): Promise<ApiResult<"createSession">> {
    const barred = await this.#checkPassword(password ?? "", request);
    if (barred !== null) return refused(barred);
    if (!(await this.#openings.hasRoom(this.#addressOf(request)))) return refused("too-many-tries");
    await this.#openings.take(this.#addressOf(request));
    const opened = await this.#game.open({ mode: "class", lesson, settings });
    if (!opened.ok) return opened;
    if (settings.isRehearsal) await seatBots(this.#game, opened.runner, rehearsalBots);
    const { sessionId, joinCode } = opened.runner.state;
    this.#neighbours.note(sessionId, this.#addressOf(request));
    return {
      ok: true,
      reply: { joinCode, recoveryCode: opened.recoveryCode },
      cookies: [tokenCookie(hostCookieName(sessionId), opened.hostToken, this.#secure)],
    };
  }

  async playAlone(
    { deckId, name }: HttpBody<"playAlone">,
    request: IncomingMessage,
  ): Promise<ApiResult<"playAlone">> {
    // Before anything is opened: a refused name must not leave a session without a seat.
    if (cleanName(name) === null) return refused("name-empty");
    if (!(await this.#openings.hasRoom(this.#addressOf(request)))) return refused("too-many-tries");
    await this.#openings.take(this.#addressOf(request));
    const settings = { ...defaultClassRules, seatsPerTeam: 1, classSize: 1, lengths: soloLengths };
    const opened = await this.#game.open({ mode: "solo", lesson: [{ deckId, presetId: null }], settings });
    if (!opened.ok) return opened;
    const { runner } = opened;
    const seated = await takeSeat(this.#game, runner, { name });
    if (!seated.ok) return seated;
    // An announced deck has nothing to find out but the design, and no bank of pilots.
    if (findDeck(deckId)?.isAnnounced === false) await seatBots(this.#game, runner, soloRivals);
    const started = await this.#game.advance(runner, runner.state.phaseSequence);
    if (!started.ok) return started;
    const { sessionId, joinCode } = runner.state;
    return {
      ok: true,
      reply: { joinCode },
      cookies: [tokenCookie(seatCookieName(sessionId), seated.token, this.#secure)],
    };
  }

  async join(body: HttpBody<"join">, request: IncomingMessage): Promise<ApiResult<"join">> {
    const found = await this.#findRunner(body.joinCode, request);
    if (!found.ok) return found;
    const address = this.#addressOf(request);
    const parts = { game: this.#game, budget: this.#joins, secure: this.#secure };
    return joinSession({ ...parts, runner: found.runner, body, address }, request);
  }

  async returnToSeat(
    { joinCode, seatCode }: HttpBody<"returnToSeat">,
    request: IncomingMessage,
  ): Promise<ApiResult<"returnToSeat">> {
    const found = await this.#findRunner(joinCode, request);
    if (!found.ok) return found;
    const { runner } = found;
    const codeHash = hashOf(seatCode.toUpperCase().replace(/[\s-]/g, ""));
    const seat = runner.state.seats.find((other) => other.seatCodeHash === codeHash);
    if (seat?.isBanned) return refused("banned");
    if (seat === undefined || seat.isRemoved) {
      await this.#wrongCodes.take(this.#addressOf(request));
      return refused("unknown-code");
    }
    const token = this.#game.random.token();
    const result = await runner.submit({
      type: "seat:returned",
      seatId: seat.seatId,
      tokenHash: hashOf(token),
      seatCodeHash: null,
    });
    if (!result.ok) return result;
    const { sessionId, joinCode: code } = runner.state;
    return {
      ok: true,
      reply: { joinCode: code },
      cookies: [tokenCookie(seatCookieName(sessionId), token, this.#secure)],
    };
  }

  async recoverHost(
    { joinCode, recoveryCode }: HttpBody<"recoverHost">,
    request: IncomingMessage,
  ): Promise<ApiResult<"recoverHost">> {
    const found = await this.#findRunner(joinCode, request);
    if (!found.ok) return found;
    const { runner } = found;
    if (isHost(request, runner.state)) return { ok: true, reply: { joinCode: runner.state.joinCode } };
    const codeHash = hashOf(recoveryCode.toUpperCase().replace(/[\s-]/g, ""));
    if (codeHash !== runner.state.hostRecoveryHash) {
      await this.#wrongCodes.take(this.#addressOf(request));
      return refused("unknown-code");
    }
    const token = this.#game.random.token();
    const result = await runner.submit({ type: "host:recovered", hostTokenHash: hashOf(token) });
    if (!result.ok) return result;
    const { sessionId, joinCode: code } = runner.state;
    return {
      ok: true,
      reply: { joinCode: code },
      cookies: [tokenCookie(hostCookieName(sessionId), token, this.#secure)],
    };
  }

  async joinAsCoHost(
    { joinCode, coHostCode }: HttpBody<"joinAsCoHost">,
    request: IncomingMessage,
  ): Promise<ApiResult<"joinAsCoHost">> {
    const found = await this.#findRunner(joinCode, request);
    if (!found.ok) return found;
    const { runner } = found;
    const { sessionId, joinCode: code } = runner.state;
    if (isHost(request, runner.state)) return { ok: true, reply: { joinCode: code } };
    const codeHash = hashOf(coHostCode.toUpperCase().replace(/[\s-]/g, ""));
    const token = this.#game.random.token();
    const coHostId = this.#game.random.coHostId();
    const result = await runner.submit({
      type: "cohost:joined",
      coHostId,
      codeHash,
      tokenHash: hashOf(token),
    });
    if (!result.ok) {
      if (result.refusal === "unknown-code") await this.#wrongCodes.take(this.#addressOf(request));
      return result;
    }
    return {
      ok: true,
      reply: { joinCode: code },
      cookies: [tokenCookie(hostCookieName(sessionId), token, this.#secure)],
    };
  }

  async uploadPredictions(
    body: HttpBody<"uploadPredictions">,
    request: IncomingMessage,
  ): Promise<ApiResult<"uploadPredictions">> {
    const found = await this.#findUploader(body.sessionId, request);
    if (!found.ok) return found;
    const answer = await this.#referee.receive(found.runner, found.seatId, body);
    return answer.ok ? { ok: true, reply: { counted: answer.counted } } : answer;
  }

  async uploadLease(
    body: HttpBody<"uploadLease">,
    request: IncomingMessage,
  ): Promise<ApiResult<"uploadLease">> {
    const found = await this.#findUploader(body.sessionId, request);
    if (!found.ok) return found;
    const answer = await this.#referee.leaseDesk.receive(found.runner, found.seatId, body);
    return answer.ok ? { ok: true, reply: { counted: answer.counted } } : answer;
  }

  async #findUploader(sessionId: SessionId, request: IncomingMessage) {
    const runner = this.#game.findById(sessionId);
    if (runner === null) return refused("unknown-code");
    const seat = seatOf(request, runner.state);
    if (seat === null) return refused("not-seated");
    const uploader = `${sessionId}/${seat.seatId}`;
    if (!(await this.#uploads.hasRoom(uploader))) return refused("too-fast");
    await this.#uploads.take(uploader);
    return { ok: true as const, runner, seatId: seat.seatId };
  }

  /** Why this person may not open a session; null = may. */
  async #checkPassword(given: string, request: IncomingMessage): Promise<Refusal | null> {
    if (this.#hostPassword === null) return null;
    const address = this.#addressOf(request);
    if (!(await this.#wrongPasswords.hasRoom(address))) return "too-many-tries";
    if (isSamePassword(given, this.#hostPassword)) return null;
    // The editor learns from a first refusal that there is a password: only guesses cost a try.
    if (given !== "") await this.#wrongPasswords.take(address);
    return "wrong-password";
  }

  async #findRunner(typed: string, request: IncomingMessage) {
    const code: JoinCode | null = parseJoinCode(typed);
    const runner = code === null ? null : this.#game.find(code);
    const address = this.#addressOf(request);
    const isWelcome =
      runner !== null &&
      (isKnown(request, runner.state) || this.#neighbours.has(runner.state.sessionId, address));
    if (!isWelcome && !(await this.#wrongCodes.hasRoom(address))) return refused("too-many-tries");
    if (runner !== null) return { ok: true as const, runner };
    await this.#wrongCodes.take(address);
    return refused("unknown-code");
  }
}

function refused(refusal: Refusal) {
  return { ok: false as const, refusal };
}
