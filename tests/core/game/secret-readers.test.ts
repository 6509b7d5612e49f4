import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** The scoring, the reveal and the referee: nothing else may open a secret. */
const readers = [/^core\/game\/score-round\.ts$/, /^core\/game\/reveal-view\.ts$/, /^server\/referee\//];

const sources = ["core", "trainer", "server", "app", "lab"]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  )
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes("/generated/"));

const pathsWith = (pattern: RegExp) => sources.filter((path) => pattern.test(readFileSync(path, "utf8")));

describe("secrets", () => {
  it("are opened by the scoring, the reveal and the referee alone", () => {
    const opening = pathsWith(/from\s+"[^"]*open-secret"|import\("[^"]*open-secret"\)/);

    expect(opening).toContain("core/game/reveal-view.ts");
    expect(opening.filter((path) => !readers.some((reader) => reader.test(path)))).toEqual([]);
  });

  it("are cast open in one place alone", () => {
    expect(pathsWith(/\b(secret|testError|houseErrors)\s+as\s/)).toEqual(["core/game/open-secret.ts"]);
  });
});
