import { describe, expect, test } from "vitest";
import {
  givenTeamName,
  hasPrivateNames,
  mayChangeTeams,
  mayReopen,
  privateNameOf,
  seatName,
  teamsWithRoomFor,
} from "@/app/host/_console/host-class";
import { type HostOwnView, HostOwnViewSchema } from "@/core/game/host-view-schema";
import { SeatIdSchema, TeamIdSchema } from "@/core/game/identifiers";
import { phases } from "@/core/game/phase";
import { teamViewOf } from "./shared-view";

const first = SeatIdSchema.parse("seat-1");
const second = SeatIdSchema.parse("seat-2");

function hostView(parts: Partial<HostOwnView> = {}): HostOwnView {
  return HostOwnViewSchema.parse({
    role: "host",
    isOwner: true,
    hasControl: true,
    seats: [
      { seatId: first, name: "Ken", privateName: null, standing: "seated" },
      { seatId: second, name: "Mio", privateName: null, standing: "banned" },
    ],
    waiting: [],
    teamNames: [{ teamId: TeamIdSchema.parse("t2"), name: "Otters" }],
    coHosts: [],
    isInvitationOut: false,
    warnings: [],
    ...parts,
  });
}

describe("what a host may do with teams", () => {
  test("is to change them between rounds only", () => {
    expect(phases.filter(mayChangeTeams)).toEqual(["lobby", "debrief", "podium"]);
  });

  test("is to reopen one that has committed, before its result is counted", () => {
    const committed = teamViewOf(1, { hasCommitted: true });
    expect(phases.filter((phase) => mayReopen(phase, committed))).toEqual(["exploring", "racing"]);
    expect(mayReopen("exploring", teamViewOf(1, { hasProposed: true }))).toBe(false);
    expect(mayReopen("racing", teamViewOf(1, null))).toBe(false);
  });

  test("is to put seats where there is room for all of them", () => {
    const teams = [teamViewOf(1, null), teamViewOf(2, null), teamViewOf(3, null)];
    const room = (count: number, seatsPerTeam: number) =>
      teamsWithRoomFor({ teams, seatsPerTeam }, count, TeamIdSchema.parse("t1")).map((team) => team.teamId);
    expect(room(1, 2)).toEqual(["t2", "t3"]);
    expect(room(2, 2)).toEqual([]);
    expect(room(1, 1)).toEqual([]);
  });
});

describe("names on the console", () => {
  test("come from the host's own view, so that hiding them from the class hides none here", () => {
    expect(seatName(hostView(), first)).toBe("Ken");
    expect(givenTeamName(hostView(), TeamIdSchema.parse("t2"))).toBe("Otters");
    expect(givenTeamName(hostView(), TeamIdSchema.parse("t1"))).toBeNull();
  });

  test("have no private part unless somebody gave one, seated, waiting or sent away", () => {
    expect(hasPrivateNames(hostView())).toBe(false);
    const waiting = [{ seatId: second, name: "Aoi", privateName: "S-2231" }];
    expect(hasPrivateNames(hostView({ waiting }))).toBe(true);
    const seats: HostOwnView["seats"] = [
      { seatId: second, name: "Mio", privateName: "Mio Sato", standing: "banned" },
    ];
    expect(hasPrivateNames(hostView({ seats }))).toBe(true);
    expect(privateNameOf(hostView({ seats }), second)).toBe("Mio Sato");
  });
});
