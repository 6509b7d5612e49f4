import type { ActionOf } from "./action";
import { cleanName, nameKey } from "./clean-name";
import type { SeatId } from "./identifiers";
import { mostWaiting } from "./lesson";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import type { Refusal } from "./refusal";
import { seatIndexOf } from "./seat-index";
import type { Seat, WaitingSeat } from "./seat-state";
import { activeSeats, type SessionState } from "./session-state";
import { changeSeat, emptyTeam, putIntoTeam, seatsOf, teamWithRoom } from "./team-places";
import { visibleText } from "./visible-text";

const longestPrivateName = 60;

export function joinSeat(
  state: SessionState,
  action: ActionOf<"seat:joined">,
  { now }: ActionContext,
): Outcome {
  const { seatId, tokenHash, seatCodeHash, joinRequestHash } = action;
  const isUsed = [...state.seats, ...state.waiting].some((seat) => seat.seatId === seatId);
  if (isUsed) return refuse("malformed");
  return comeIn(state, { ...action, seatId, tokenHash, seatCodeHash, joinRequestHash }, now);
}

/** Seats a bot in a team of its own; the server holds it, so it takes no room of the class. */
export function seatBot(
  state: SessionState,
  action: ActionOf<"bot:seated">,
  { now }: ActionContext,
): Outcome {
  const { seatId, bot, tokenHash, seatCodeHash } = action;
  if (state.seats.some((seat) => seat.seatId === seatId)) return refuse("malformed");
  const seat: Seat = {
    ...{ seatId, bot, tokenHash, seatCodeHash, name: bot, privateName: null, teamId: null },
    ...{ joinedAtMs: now, peopleAtDevice: 1, isRemoved: false, isBanned: false, joinRequestHash: null },
  };
  const seated = putIntoTeam({ ...state, seats: [...state.seats, seat] }, seatId, emptyTeam(state));
  return seated === null ? refuse("too-many-teams") : accept(seated);
}

/** A removed seat's device comes back: the same seat, in its old team if that has room. */
export function rejoinSeat(
  state: SessionState,
  action: ActionOf<"seat:rejoined">,
  { now }: ActionContext,
): Outcome {
  const seat = state.seats.find((other) => other.seatId === action.seatId);
  if (seat === undefined || !seat.isRemoved) return refuse("no-such-seat");
  if (seat.isBanned) return refuse("banned");
  if (state.waiting.some((other) => other.seatId === seat.seatId)) return accept(state);
  const { name, privateName } = action;
  return comeIn(state, { ...seat, name, privateName: privateName ?? seat.privateName }, now);
}

export function removeSeat(
  state: SessionState,
  action: ActionOf<"seat:removed">,
  { now }: ActionContext,
): Outcome {
  if (!isSeated(state, action.seatId)) return refuse("no-such-seat");
  const removed = changeSeat(state, action.seatId, (seat) => ({ ...seat, isRemoved: true }));
  return accept(fillFromWaiting(removed, now));
}

export function banSeat(
  state: SessionState,
  action: ActionOf<"seat:banned">,
  { now }: ActionContext,
): Outcome {
  const seat = state.seats.find((other) => other.seatId === action.seatId);
  if (seat === undefined) return refuse("no-such-seat");
  if (seat.isBanned) return refuse("banned");
  const waiting = state.waiting.filter((other) => other.seatId !== seat.seatId);
  const banned = changeSeat({ ...state, waiting }, seat.seatId, (other) => ({
    ...other,
    isRemoved: true,
    isBanned: true,
  }));
  return accept(fillFromWaiting(banned, now));
}

export function unbanSeat(state: SessionState, action: ActionOf<"seat:unbanned">): Outcome {
  const isBanned = state.seats.some((seat) => seat.seatId === action.seatId && seat.isBanned);
  if (!isBanned) return refuse("no-such-seat");
  return accept(changeSeat(state, action.seatId, (seat) => ({ ...seat, isBanned: false })));
}

export function reopenSeat(state: SessionState, action: ActionOf<"seat:reopened">): Outcome {
  if (!isSeated(state, action.seatId)) return refuse("no-such-seat");
  return accept(changeSeat(state, action.seatId, (seat) => ({ ...seat, seatCodeHash: action.seatCodeHash })));
}

export function returnSeat(state: SessionState, action: ActionOf<"seat:returned">): Outcome {
  const { seatId, tokenHash } = action;
  const withKeys = <Place extends { readonly seatCodeHash: string }>(place: Place) => ({
    ...place,
    tokenHash,
    seatCodeHash: action.seatCodeHash ?? place.seatCodeHash,
  });
  if (state.waiting.some((other) => other.seatId === seatId)) {
    const waiting = state.waiting.map((other) => (other.seatId === seatId ? withKeys(other) : other));
    return accept({ ...state, waiting });
  }
  const seat = state.seats.find((other) => other.seatId === seatId);
  if (seat?.isBanned) return refuse("banned");
  if (seat === undefined || seat.isRemoved) return refuse("no-such-seat");
  return accept(changeSeat(state, seatId, withKeys));
}

/** The seat or the waiting join that a device made with this id; null when none has a place now. */
export function seatOfRequest(state: SessionState, joinRequestHash: string): SeatId | null {
  const places = [...activeSeats(state), ...state.waiting];
  return places.find((place) => place.joinRequestHash === joinRequestHash)?.seatId ?? null;
}

export function forgetJoins(
  state: SessionState,
  action: ActionOf<"joins:forgotten">,
  { now }: ActionContext,
): Outcome {
  const named = new Set<SeatId>(action.seatIds);
  const seats = state.seats.filter((seat) => !named.has(seat.seatId));
  const waiting = state.waiting.filter((other) => !named.has(other.seatId));
  const isNobody = seats.length === state.seats.length && waiting.length === state.waiting.length;
  return isNobody ? refuse("no-such-seat") : accept(fillFromWaiting({ ...state, seats, waiting }, now));
}

export function lockSession(
  state: SessionState,
  action: ActionOf<"session:locked">,
  { now }: ActionContext,
): Outcome {
  return accept(fillFromWaiting({ ...state, isLocked: action.isLocked }, now));
}

export function resizeClass(
  state: SessionState,
  action: ActionOf<"class:resized">,
  { now }: ActionContext,
): Outcome {
  const settings = { ...state.settings, classSize: action.classSize };
  return accept(fillFromWaiting({ ...state, settings }, now));
}

export function setJoinPolicy(
  state: SessionState,
  action: ActionOf<"join-policy:set">,
  { now }: ActionContext,
): Outcome {
  const settings = { ...state.settings, joinPolicy: action.joinPolicy };
  return accept(fillFromWaiting({ ...state, settings }, now));
}

/** Seats those who wait, in the given order, as far as there is room. */
export function admitJoins(
  state: SessionState,
  action: ActionOf<"joins:admitted">,
  { now }: ActionContext,
): Outcome {
  const named = action.seatIds.flatMap((id) => state.waiting.filter((other) => other.seatId === id));
  if (named.length === 0) return refuse("not-waiting");
  let admitted = state;
  for (const waiting of named) {
    const seated = seatWaiting(admitted, waiting, now);
    if (typeof seated !== "string") admitted = seated;
    else if (admitted === state) return refuse(seated);
    else break;
  }
  return accept(admitted);
}

export function turnAwayJoins(state: SessionState, action: ActionOf<"joins:turned-away">): Outcome {
  const named = new Set<SeatId>(action.seatIds);
  const waiting = state.waiting.filter((other) => !named.has(other.seatId));
  return waiting.length === state.waiting.length ? refuse("not-waiting") : accept({ ...state, waiting });
}

type Newcomer = Omit<WaitingSeat, "askedAtMs">;

/** Takes a seat, or waits where the host wants to be asked or the class has no room. */
function comeIn(state: SessionState, newcomer: Newcomer, now: number): Outcome {
  const name = cleanName(newcomer.name);
  if (name === null) return refuse("name-empty");
  if (state.isLocked) return refuse("session-locked");
  const key = nameKey(name);
  const present = [...activeSeats(state), ...state.waiting];
  if (present.some((seat) => knownNameKey(seat) === key)) return refuse("name-taken");
  const { seatId, tokenHash, seatCodeHash, joinRequestHash } = newcomer;
  const privateName = cleanPrivateName(newcomer.privateName);
  const keys = { tokenHash, seatCodeHash, joinRequestHash };
  const waiting: WaitingSeat = { seatId, name, privateName, askedAtMs: now, ...keys };
  const isSeatedAtOnce = state.settings.joinPolicy === "open" && hasRoom(state);
  if (!isSeatedAtOnce && state.waiting.length >= mostWaiting) return refuse("waiting-full");
  const queued = { ...state, waiting: [...state.waiting, waiting] };
  if (!isSeatedAtOnce) return accept(queued);
  const seated = seatWaiting(queued, waiting, now);
  return typeof seated === "string" ? refuse(seated) : accept(seated);
}

/** Where joining is open, those who wait for room get it in their order. */
function fillFromWaiting(state: SessionState, now: number): SessionState {
  let filled = state;
  while (!filled.isLocked && filled.settings.joinPolicy === "open") {
    const [first] = filled.waiting;
    const seated = first === undefined ? null : seatWaiting(filled, first, now);
    if (seated === null || typeof seated === "string") break;
    filled = seated;
  }
  return filled;
}

function seatWaiting(
  state: SessionState,
  { askedAtMs: _askedAtMs, ...newcomer }: WaitingSeat,
  now: number,
): SessionState | Refusal {
  if (!hasRoom(state)) return "class-full";
  const waiting = state.waiting.filter((other) => other.seatId !== newcomer.seatId);
  const former = state.seats.find((seat) => seat.seatId === newcomer.seatId);
  const seat: Seat =
    former === undefined
      ? {
          ...newcomer,
          teamId: null,
          joinedAtMs: now,
          peopleAtDevice: 1,
          bot: null,
          isRemoved: false,
          isBanned: false,
        }
      : { ...former, ...newcomer, isRemoved: false };
  const isBackInTeam =
    former?.teamId != null && seatsOf(state, former.teamId).length < state.settings.seatsPerTeam;
  const teamId = isBackInTeam ? former.teamId : teamWithRoom(state);
  const others = state.seats.filter((other) => other.seatId !== seat.seatId);
  const seats =
    former === undefined
      ? [...others, seat]
      : state.seats.map((other) => (other.seatId === seat.seatId ? seat : other));
  return putIntoTeam({ ...state, waiting, seats }, seat.seatId, teamId) ?? "too-many-teams";
}

function hasRoom(state: SessionState): boolean {
  return activeSeats(state).filter((seat) => seat.bot === null).length < state.settings.classSize;
}

function isSeated(state: SessionState, seatId: SeatId): boolean {
  return seatIndexOf(state.seats).byId.has(seatId);
}

const nameKeys = new WeakMap<object, string>();

/** The key of somebody's name, made once per person: a join is compared with everybody who is there. */
function knownNameKey(person: { readonly name: string }): string {
  const known = nameKeys.get(person);
  if (known !== undefined) return known;
  const key = nameKey(person.name);
  nameKeys.set(person, key);
  return key;
}

/** Null when nothing visible was typed; the host reads it, so nothing may turn the writing direction. */
function cleanPrivateName(typed: string | null): string | null {
  const visible = typed === null ? "" : visibleText(typed).normalize("NFC");
  return visible === "" ? null : [...visible].slice(0, longestPrivateName).join("");
}
