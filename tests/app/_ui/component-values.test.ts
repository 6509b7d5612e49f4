import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rebalanceShares, uniformShares } from "@/app/_ui/ballot-shares";
import { clockText, secondsLeft } from "@/app/_ui/clock-text";
import { creditMarkRow } from "@/app/_ui/credit-mark-row";
import { joinCodeText } from "@/app/_ui/join-code-text";
import { qrPath, quietZone } from "@/app/_ui/qr-path";
import { maximumTeamNumber, teamIdentity } from "@/app/_ui/team-identity";
import { themeFromCookie } from "@/app/_ui/theme";

const sum = (values: readonly number[]) => values.reduce((left, right) => left + right, 0);

describe("ballot shares", () => {
  it("start as equal as whole percentages can be", () => {
    expect(uniformShares(4)).toEqual([25, 25, 25, 25]);
    expect(uniformShares(3)).toEqual([34, 33, 33]);
  });

  it("keep the proportions of the others when one moves", () => {
    expect(rebalanceShares([25, 50, 25], 0, 40)).toEqual([40, 40, 20]);
    expect(rebalanceShares([100, 0, 0], 0, 40)).toEqual([40, 30, 30]);
  });

  it("are whole, not negative and sum to 100 after any moves", () => {
    const moves = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -20, max: 130 })), { maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), moves, (count, steps) => {
        let shares = uniformShares(count);
        for (const [index, value] of steps) {
          shares = rebalanceShares(shares, index % count, value);

          expect(sum(shares)).toBe(100);
          expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
          expect(shares[index % count]).toBe(Math.min(100, Math.max(0, value)));
        }
      }),
    );
  });
});

describe("joinCodeText", () => {
  it("forgives case, spaces, hyphens and full-width letters", () => {
    expect(joinCodeText("k7m q4x")).toBe("K7MQ4X");
    expect(joinCodeText("ｋ７ｍ－ｑ４ｘ")).toBe("K7MQ4X");
    expect(joinCodeText(" K7MQ4X and more")).toBe("K7MQ4X");
  });
});

describe("clock", () => {
  it("shows a second until it is over and stops at zero", () => {
    expect(secondsLeft(108_000, 0)).toBe(108);
    expect(secondsLeft(108_000, 107_999)).toBe(1);
    expect(secondsLeft(108_000, 200_000)).toBe(0);
    expect(clockText(108)).toBe("1:48");
    expect(clockText(0)).toBe("0:00");
    expect(clockText(600)).toBe("10:00");
  });
});

describe("credit marks", () => {
  it("are one mark per credit while they can be counted", () => {
    const { fills, creditsPerMark } = creditMarkRow(40, 23);

    expect(creditsPerMark).toBe(1);
    expect(fills).toHaveLength(40);
    expect(sum(fills)).toBe(23);
  });

  it("stand for round amounts beyond that, and always add up to what is left", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, share) => {
          const left = total * share;
          const { fills, creditsPerMark } = creditMarkRow(total, left);

          expect(fills.length).toBeLessThanOrEqual(60);
          expect(sum(fills) * creditsPerMark).toBeCloseTo(left, 6);
        },
      ),
    );
  });
});

describe("teamIdentity", () => {
  it("gives each of the first six teams its own shape, colour, dash and kanji", () => {
    const teams = [1, 2, 3, 4, 5, 6].map(teamIdentity);

    for (const key of ["shape", "colour", "dash", "kanji", "stampKanji", "key"] as const) {
      expect(new Set(teams.map((team) => team[key])).size, key).toBe(6);
    }
  });

  it("tells all teams apart by key and generation", () => {
    const names = Array.from({ length: maximumTeamNumber }, (_, index) => {
      const team = teamIdentity(index + 1);
      return `${team.key} ${team.generation}`;
    });

    expect(new Set(names).size).toBe(maximumTeamNumber);
    expect(names[6]).toBe("sumi 2");
    expect(names[23]).toBe("oribe 4");
  });
});

describe("qrPath", () => {
  it("leaves a quiet zone of four modules and draws the three finder patterns", () => {
    const { path, size } = qrPath("http://192.168.0.10:3000/?code=K7MQ4X");
    const dark = new Set<string>();
    for (const run of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
      const [x, y, length] = [Number(run[1]), Number(run[2]), Number(run[3])];
      expect(Number(run[4])).toBe(length);
      for (let offset = 0; offset < length; offset += 1) dark.add(`${x + offset},${y}`);
    }
    const last = size - quietZone - 1;

    for (const module of dark) {
      for (const place of module.split(",").map(Number)) {
        expect(place).toBeGreaterThanOrEqual(quietZone);
        expect(place).toBeLessThanOrEqual(last);
      }
    }
    for (const [x, y] of [
      [quietZone, quietZone],
      [last - 6, quietZone],
      [quietZone, last - 6],
    ] as const) {
      for (let offset = 0; offset < 7; offset += 1) expect(dark.has(`${x + offset},${y}`)).toBe(true);
      expect(dark.has(`${x + 1},${y + 1}`)).toBe(false);
      expect(dark.has(`${x + 3},${y + 3}`)).toBe(true);
    }
  });
});

describe("themeFromCookie", () => {
  it("is paper unless the dark room was chosen", () => {
    expect(themeFromCookie("dark")).toBe("dark");
    expect(themeFromCookie(undefined)).toBe("paper");
    expect(themeFromCookie("<script>")).toBe("paper");
  });
});
