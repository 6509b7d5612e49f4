import { botNames } from "@/core/bots/bot";
import type { ActionOf } from "@/core/game/action";
import type { ClassActionType } from "@/core/game/class-action";
import type { SeatId } from "@/core/game/identifiers";
import type { SessionState } from "@/core/game/session-state";
import { seatsOf } from "@/core/game/team-places";
import { joinAction } from "./a-session";
import { coHostId, hash, seatId } from "./identifiers";
import { anySeat, anyTeam, type Draw } from "./random-draw";

const names = [
  "Aiko",
  "Ben",
  "Chi",
  "aiko",
  " \u202e\u200b ",
  "田中",
  "\u0007Dan\u200d",
  "a name that is far too long for it",
];

const waitingSeats = (draw: Draw, state: SessionState): SeatId[] => {
  const waiting = state.waiting.map((other) => other.seatId);
  const some = waiting.slice(0, 1 + draw.below(3));
  return draw.isPlausible && some.length > 0 ? some : [seatId("nobody")];
};

const anyCoHost = (draw: Draw, state: SessionState) =>
  draw.oneOf(
    state.coHosts.map((other) => other.coHostId),
    coHostId("nobody"),
  );

const removedSeat = (draw: Draw, state: SessionState) =>
  draw.oneOf(
    state.seats.filter((seat) => seat.isRemoved).map((seat) => seat.seatId),
    anySeat(draw, state),
  );

/** How each action about seats, teams and hosts is made up; a new one has no line here and does not compile. */
export const classMakers: {
  readonly [Type in ClassActionType]: (draw: Draw, state: SessionState) => ActionOf<Type>;
} = {
  "seat:joined": (draw, state) => ({
    ...joinAction(draw.serial),
    ...(draw.isPlausible
      ? {}
      : { seatId: anySeat(draw, state), name: names[draw.below(names.length)] ?? "" }),
  }),
  "bot:seated": (draw) => ({
    type: "bot:seated",
    seatId: seatId(`bot-${draw.below(20)}`),
    bot: draw.oneOf(botNames, "greedy"),
    tokenHash: hash("ffff", draw.serial),
    seatCodeHash: hash("eeee", draw.serial),
  }),
  "joins:forgotten": (draw, state) => ({
    type: "joins:forgotten",
    seatIds: Array.from({ length: 1 + draw.below(3) }, () => anySeat(draw, state)),
  }),
  "seat:removed": (draw, state) => ({ type: "seat:removed", seatId: anySeat(draw, state) }),
  "seat:reopened": (draw, state) => ({
    type: "seat:reopened",
    seatId: anySeat(draw, state),
    seatCodeHash: hash("7777", draw.serial),
  }),
  "seat:returned": (draw, state) => ({
    type: "seat:returned",
    seatId: anySeat(draw, state),
    tokenHash: hash("6666", draw.serial),
    seatCodeHash: draw.below(2) === 0 ? null : hash("7777", draw.serial),
  }),
  "host:recovered": (draw) => ({ type: "host:recovered", hostTokenHash: hash("5555", draw.serial) }),
  "team:chosen": (draw, state) => ({
    type: "team:chosen",
    seatId: anySeat(draw, state),
    teamId: draw.below(3) === 0 ? null : anyTeam(draw, state),
  }),
  "session:locked": (draw) => ({ type: "session:locked", isLocked: draw.below(3) === 0 }),
  "class:resized": (draw) => ({ type: "class:resized", classSize: 1 + draw.below(400) }),
  "seat:rejoined": (draw, state) => ({
    type: "seat:rejoined",
    seatId: removedSeat(draw, state),
    name: draw.isPlausible ? `Back ${draw.serial}` : (names[draw.below(names.length)] ?? ""),
    privateName: draw.below(2) === 0 ? null : `Number ${draw.serial}`,
  }),
  "seat:banned": (draw, state) => ({ type: "seat:banned", seatId: anySeat(draw, state) }),
  "seat:unbanned": (draw, state) => ({
    type: "seat:unbanned",
    seatId: draw.oneOf(
      state.seats.filter((seat) => seat.isBanned).map((seat) => seat.seatId),
      anySeat(draw, state),
    ),
  }),
  "join-policy:set": (draw) => ({
    type: "join-policy:set",
    joinPolicy: draw.below(2) === 0 ? "approve" : "open",
  }),
  "ballot-mode:set": (draw) => ({
    type: "ballot-mode:set",
    ballotMode: draw.below(2) === 0 ? "levels" : "probabilities",
  }),
  "people:stated": (draw, state) => ({
    type: "people:stated",
    seatId: anySeat(draw, state),
    peopleAtDevice: 1 + draw.below(3),
  }),
  "joins:admitted": (draw, state) => ({ type: "joins:admitted", seatIds: waitingSeats(draw, state) }),
  "joins:turned-away": (draw, state) => ({ type: "joins:turned-away", seatIds: waitingSeats(draw, state) }),
  "teams:arranged": (draw) => ({
    type: "teams:arranged",
    teamMode: draw.oneOf(["self-chosen", "balanced"], "by-host"),
    seatsPerTeam: 1 + draw.below(4),
    commitBy: draw.below(2) === 0 ? "two-of-team" : "captain",
  }),
  "teams:drawn": (draw, state) => {
    const seatIds = state.seats.map((seat) => seat.seatId);
    const cut = draw.below(Math.max(1, seatIds.length));
    return {
      type: "teams:drawn",
      order: [...seatIds.slice(cut), ...seatIds.slice(0, cut)].slice(draw.below(2)),
    };
  },
  "seat:moved": (draw, state) => ({
    type: "seat:moved",
    seatId: anySeat(draw, state),
    teamId: draw.below(3) === 0 ? null : anyTeam(draw, state),
  }),
  "teams:merged": (draw, state) => {
    const small = state.teams.filter((team) => seatsOf(state, team.teamId).length <= 1);
    const [from, into] = small.map((team) => team.teamId).slice(draw.below(2));
    return {
      type: "teams:merged",
      fromTeamId: from ?? anyTeam(draw, state),
      intoTeamId: into ?? anyTeam(draw, state),
    };
  },
  "team:renamed": (draw, state) => ({
    type: "team:renamed",
    teamId: anyTeam(draw, state),
    name: draw.below(4) === 0 ? null : (names[draw.below(names.length)] ?? null),
  }),
  "team:named": (draw, state) => ({
    type: "team:named",
    seatId: anySeat(draw, state),
    name: draw.below(4) === 0 ? null : (names[draw.below(names.length)] ?? null),
  }),
  "captain:named": (draw, state) => ({
    type: "captain:named",
    seatId: anySeat(draw, state),
    bySeatId: draw.below(2) === 0 ? null : anySeat(draw, state),
  }),
  "names:hidden": (draw) => ({ type: "names:hidden", areHidden: draw.below(2) === 0 }),
  "projector:blanked": (draw) => ({ type: "projector:blanked", isBlank: draw.below(2) === 0 }),
  "cohost:invited": (draw) => ({ type: "cohost:invited", codeHash: hash("4444", draw.serial) }),
  "cohost:joined": (draw, state) => ({
    type: "cohost:joined",
    coHostId: draw.isPlausible ? coHostId(`h${draw.serial}`) : anyCoHost(draw, state),
    codeHash: draw.oneOf(state.coHostInviteHash === null ? [] : [state.coHostInviteHash], hash("3333")),
    tokenHash: hash("2222", draw.serial),
  }),
  "cohost:removed": (draw, state) => ({ type: "cohost:removed", coHostId: anyCoHost(draw, state) }),
  "host:handed-over": (draw, state) => ({
    type: "host:handed-over",
    coHostId: anyCoHost(draw, state),
    formerOwnerId: coHostId(`h${draw.serial}`),
  }),
};
