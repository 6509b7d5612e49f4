import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleHolders, roles } from "@/core/game/roles";
import { seatId } from "@/tests/core/support/identifiers";

const team = (...people: number[]) =>
  people.map((peopleAtDevice, index) => ({ seatId: seatId(`s${index + 1}`), peopleAtDevice }));
const rolesIn = (people: readonly number[], roundIndex: number) =>
  roleHolders(team(...people), roundIndex).map((holder) => holder.roles);

const anyTeam = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });

describe("the roles of a team", () => {
  it("are one for each of three, and go round by one place a round", () => {
    expect(rolesIn([1, 1, 1], 0)).toEqual([["surveyor"], ["engineer"], ["sceptic"]]);
    expect(rolesIn([1, 1, 1], 1)).toEqual([["engineer"], ["sceptic"], ["surveyor"]]);
    expect(rolesIn([1, 1, 1], 2)).toEqual([["sceptic"], ["surveyor"], ["engineer"]]);
    expect(rolesIn([1, 1, 1], 3)).toEqual(rolesIn([1, 1, 1], 0));
  });

  it("are all with one person, and shared by two", () => {
    expect(rolesIn([1], 4)).toEqual([[...roles]]);
    expect(rolesIn([1, 1], 0)).toEqual([["surveyor", "sceptic"], ["engineer"]]);
    expect(rolesIn([1, 1], 1)).toEqual([["engineer"], ["surveyor", "sceptic"]]);
  });

  it("are one for each of four, of whom two share one", () => {
    expect(rolesIn([1, 1, 1, 1], 0)).toEqual([["surveyor"], ["engineer"], ["sceptic"], ["surveyor"]]);
  });

  it("are the same whether three people have three phones or one", () => {
    const holders = roleHolders(team(3), 1);
    expect(holders.map(({ roles: held }) => held)).toEqual(rolesIn([1, 1, 1], 1));
    expect(holders.map(({ seatId: seat, person }) => [seat, person])).toEqual([
      ["s1", 0],
      ["s1", 1],
      ["s1", 2],
    ]);
  });

  it("are all held by somebody, nobody has none, and in six rounds everybody has had each", () => {
    fc.assert(
      fc.property(anyTeam, fc.nat(100), (people, firstRound) => {
        const rounds = [0, 1, 2, 3, 4, 5].map((step) => rolesIn(people, firstRound + step));
        for (const held of rounds) {
          expect(new Set(held.flat())).toEqual(new Set(roles));
          for (const own of held) expect(own.length).toBeGreaterThan(0);
        }
        for (const place of rounds[0]?.keys() ?? []) {
          expect(new Set(rounds.flatMap((held) => held[place] ?? []))).toEqual(new Set(roles));
        }
      }),
    );
  });
});
