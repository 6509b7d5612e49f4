import { describe, expect, it } from "vitest";
import { largestTeam, mostSeats, mostTeams } from "@/core/game/lesson";
import { mostPlayerTeams, mostScreenTeams } from "@/core/game/shown-teams";
import { OwnViewSchema, SharedViewSchema, type Viewer } from "@/core/game/view";
import { viewFor } from "@/core/game/view-for";
import { act, aSessionIn, type Played } from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";
import { surroundings } from "@/tests/core/support/surroundings";

const size = { classSize: mostSeats, teams: mostTeams, seatsPerTeam: 1 };
const lobby = aSessionIn("lobby", size);
const reveal = aSessionIn("reveal", size);
const unlocked = act(reveal, { type: "figure:unlocked", phaseSequence: reveal.state.phaseSequence });

const bytesOf = (part: unknown) => Buffer.byteLength(JSON.stringify(part));
const see = ({ state }: Played, viewer: Viewer) => viewFor(state, viewer, surroundings());
const last: Viewer = { role: "player", seatId: seatId(`s${mostSeats}`) };

function ownOfPlayer(played: Played, viewer: Viewer) {
  const { own } = see(played, viewer);
  if (own.role !== "player") throw new Error("no player");
  return own;
}

describe("a class of a thousand teams of one", () => {
  it("holds a thousand seats, each in a team of its own", () => {
    expect(new Set(lobby.state.seats.map((seat) => seat.teamId)).size).toBe(mostTeams);
    expect(see(lobby, { role: "host" }).shared.counts).toMatchObject({ seats: 1000, teams: 1000 });
  });

  it("shows players the first twenty teams and sixty to projectors, in every list", () => {
    for (const [viewer, most] of [
      [last, mostPlayerTeams],
      [{ role: "projector" }, mostScreenTeams],
      [{ role: "host" }, mostTeams],
    ] as const) {
      const { shared } = see(unlocked, viewer);
      const shown = new Set(shared.teams.map((team) => team.teamId));
      expect(shown.size).toBe(most);
      expect(shared.totals).toHaveLength(most);
      expect(shared.reveal?.scores).toHaveLength(most);
      expect(new Set(shared.figure?.runs.map((run) => run.teamId))).toEqual(shown);
      expect(SharedViewSchema.safeParse(shared).success).toBe(true);
    }
  });

  it("gives each player the own row of every list", () => {
    const own = ownOfPlayer(unlocked, last);
    expect(own.team?.teamId).toBe("t1000");
    expect(own.total?.teamId).toBe("t1000");
    expect(own.score?.teamId).toBe("t1000");
    expect(own.figure?.runs.some((run) => run.teamId === "t1000")).toBe(true);
    expect(OwnViewSchema.safeParse(own).success).toBe(true);
    const first = ownOfPlayer(unlocked, { role: "player", seatId: seatId("s1") });
    expect(first).toMatchObject({ total: null, figure: null, team: { teamId: "t1" } });
  });

  it("keeps the figure locked in the own view too until the viewer has predicted", () => {
    expect(ownOfPlayer(reveal, last).figure).toBeNull();
    expect(see(reveal, last).shared.figure).toBeNull();
  });

  it("sends a player a few kilobytes in each phase, and a projector a few tens", () => {
    for (const played of [lobby, reveal, unlocked]) {
      expect(bytesOf(see(played, last).shared)).toBeLessThan(20_000);
      expect(bytesOf(see(played, last).own)).toBeLessThan(12_000);
      expect(bytesOf(see(played, { role: "projector" }).shared)).toBeLessThan(50_000);
    }
  });
});

describe("a class of a thousand seats in teams of four", () => {
  it("sends a player a few kilobytes", () => {
    const played = aSessionIn("exploring", { ...size, teams: mostTeams / largestTeam, seatsPerTeam: 4 });
    expect(see(played, { role: "host" }).shared.counts.teams).toBe(250);
    expect(bytesOf(see(played, last).shared)).toBeLessThan(20_000);
    expect(bytesOf(see(played, last).own)).toBeLessThan(5_000);
  });
});
