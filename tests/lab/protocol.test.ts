import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLab } from "@/lab/run-lab";

const folder = mkdtempSync(join(tmpdir(), "protocol-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function lab(commandLine: string): Promise<{ exitCode: number; text: string; complaints: string }> {
  const lines: string[] = [];
  const said: string[] = [];
  const exitCode = await runLab(`${commandLine} --out ${folder}`.split(" "), {
    print: (line) => lines.push(line),
    say: (line) => said.push(line),
  });
  return { exitCode, text: lines.join("\n"), complaints: said.join("\n") };
}

const quick = (order: string, depth: number) =>
  `protocol --quick --preset warm-up-${order} --depth ${depth} --width 8 --epochs 20`;
const fileOf = (order: string, depth: number) => join(folder, `warm-up-${order}-depth-${depth}-width-8.json`);

describe("protocol", () => {
  beforeAll(async () => {
    for (const order of ["2-local", "2-global"]) {
      for (const depth of [1, 2]) expect((await lab(quick(order, depth))).exitCode).toBe(0);
    }
  }, 60_000);

  it("says how far it is, and prints the rate and the errors", async () => {
    rmSync(fileOf("2-local", 1));
    const { text, complaints } = await lab(quick("2-local", 1));

    expect(complaints.split("\n")).toHaveLength(15);
    expect(complaints).toMatch(
      /rate 0.01, fold 1 of 3: validation error 0\.\d{4}; 1 of 15 runs, about \d+ min/,
    );
    expect(text).toMatch(/chosen rate \d/);
    expect(text).toMatch(/test error 0\.\d{4} \+- 0\.\d{4} \(mean and standard deviation of 3 repeats\)/);
  });

  it("goes on where it was stopped and ends at the same numbers", async () => {
    const file = fileOf("2-local", 1);
    const whole = readFileSync(file, "utf8");
    const record = JSON.parse(whole);
    writeFileSync(file, JSON.stringify({ ...record, folds: record.folds.slice(0, 8), repeats: [] }));
    const { complaints } = await lab(quick("2-local", 1));

    expect(complaints.split("\n")).toHaveLength(7);
    expect(readFileSync(file, "utf8")).toBe(whole);
  });

  it("trains nothing when all is done", async () => {
    const { text, complaints } = await lab(`${quick("2-global", 2)} --json`);

    expect(complaints).toBe("");
    const { testErrors, trials, learningRate } = JSON.parse(text);
    expect(testErrors).toHaveLength(3);
    expect(trials).toHaveLength(4);
    expect(trials.map((trial: { learningRate: number }) => trial.learningRate)).toContain(learningRate);
    // Each repeat has data of its own.
    const { repeats } = JSON.parse(readFileSync(fileOf("2-global", 2), "utf8"));
    expect(new Set(repeats.map(({ testError }: { testError: number }) => testError)).size).toBeGreaterThan(1);
  });

  it("compares depths and tests the interplay", async () => {
    const command =
      "protocol compare --local warm-up-2-local --global warm-up-2-global --shallow 1 --deep 2 --width 8";
    const { exitCode, text } = await lab(command);
    const data = JSON.parse((await lab(`${command} --json`)).text);

    expect(exitCode).toBe(0);
    expect(text).toMatch(/^local: {2}depth 2 minus depth 1: -?0\.\d{4} \+- 0\.\d{4} \(95 % bootstrap/);
    expect(text).toMatch(/interaction, global minus local/);
    expect(data.unfinishedCount).toBeGreaterThan(0);
    expect(text).toContain(`${data.unfinishedCount} of the repeats never had zero training error`);
    expect(data.interaction.difference).toBeCloseTo(data.global.difference - data.local.difference, 12);
  });

  it.each([
    ["protocol --depth 1", /--preset is one of/],
    ["protocol --preset warm-up-2-local", /--depth is needed/],
    ["protocol --preset pictures-disc --depth 1", /regression/],
    ["protocol again --depth 1", /compare or nothing, not "again"/],
    ["protocol --preset warm-up-2-local --depth 1 --lowest 1 --highest 0.5", /--lowest is below/],
    ["protocol --preset warm-up-2-local --depth 1 --deep 3", /--deep does not go with protocol without/],
    ["protocol --quick --preset warm-up-2-local --depth 1 --width 8 --epochs 21", /has other settings/],
    ["protocol compare --local warm-up-2-local --shallow 2 --deep 1", /--shallow is below --deep/],
    ["protocol compare --shallow 1 --deep 2", /--local is needed/],
    [
      "protocol compare --local warm-up-2-local --shallow 1 --deep 3 --width 8",
      /depth-3-width-8.json does not exist/,
    ],
    ["protocol compare --local a --shallow 1 --deep 2 --quick", /--quick does not go with/],
  ])("says what is allowed instead of: %s", async (commandLine, words) => {
    const { exitCode, complaints } = await lab(commandLine);

    expect(complaints).toMatch(words);
    expect(exitCode).toBe(2);
  });

  it("refuses a file that is none of its own", async () => {
    writeFileSync(fileOf("3-local", 1), "{");
    expect((await lab(quick("3-local", 1))).complaints).toMatch(/is not JSON/);
    writeFileSync(fileOf("3-local", 1), '{"settings":{}}');
    expect((await lab(quick("3-local", 1))).complaints).toMatch(/holds no protocol/);
  });
});
