import { describe, expect, it } from "vitest";
import { citationIds } from "@/core/theory/citations";
import { runLab } from "@/lab/run-lab";
import { theoryTopics } from "@/lab/theory-command";

async function lab(commandLine: string): Promise<{ exitCode: number; text: string; complaints: string }> {
  const lines: string[] = [];
  const said: string[] = [];
  const exitCode = await runLab(commandLine.split(" "), {
    print: (line) => lines.push(line),
    say: (line) => said.push(line),
  });
  return { exitCode, text: lines.join("\n"), complaints: said.join("\n") };
}

async function json(commandLine: string) {
  const { exitCode, text } = await lab(`theory ${commandLine} --json`);
  expect(exitCode).toBe(0);
  return JSON.parse(text);
}

describe("theory", () => {
  it("has every topic on the help page", async () => {
    const { text } = await lab("help");

    for (const name of [...Object.keys(theoryTopics), "citations"])
      expect(text).toContain(`\n  theory ${name}: `);
  });

  it.each([
    ["theory", /one of ntk, eigenvalues/],
    ["theory nonsense", /one of ntk, eigenvalues/],
    ["theory toString", /one of ntk/],
    ["theory ntk", /--depth is needed/],
    ["theory ntk --depth 1", /either --preset or --task/],
    ["theory ntk --depth -1 --cosine 0", /--depth is a whole number from 0/],
    ["theory ntk --depth 1 --cosine 1.1", /--cosine is a number from -1/],
    ["theory ntk --depth 1 --cosine 0 --rows 5", /--rows does not go with --cosine/],
    ["theory ntk --depth 1 --weight-variance 0 --cosine 0", /--weight-variance is a number from 0.01/],
    ["theory ntk --depth 1 --preset no-such", /--preset is one of/],
    ["theory ntk --depth 1 --task k-local --order 2 --dimension 5", /--count is needed/],
    ["theory ntk --depth 1 --task ball --dimension 5 --count 9 --kernel rbf", /ntk, nngp, not "rbf"/],
    ["theory ntk --depth 1 --task ball --dimension 5 --count 9 --rows 7000", /--rows is a whole number/],
    ["theory eigenvalues --depth 1", /--dimension is needed/],
    ["theory eigenvalues --depth 1 --dimension 1", /--dimension is a whole number from 2/],
    ["theory finite-width --depth 1", /--width is needed/],
    ["theory boundary", /--dimension is needed/],
    ["theory boundary --dimension 5 --alpha 0", /--alpha is a number from 0.01/],
    ["theory boundary --dimension 5 --depth 3", /--depth does not go with theory boundary/],
    ["theory bayes --beta-low 0.3 --beta-high 0.1 --dimension 8", /--beta-low is below/],
    ["theory bayes --beta-low 0", /--beta-high is needed/],
    ["theory bayes --preset warm-up-2-local --dimension 8", /full recipe/],
    ["theory sensitivity --task ball --dimension 9", /k-local and k-global/],
    ["theory width --width 4", /--order is needed/],
    ["theory citations --depth 1", /--depth does not go with theory citations/],
    ["theory boundary twice --dimension 5", /nothing called "twice"/],
  ])("says what is allowed instead of: %s", async (commandLine, words) => {
    const { exitCode, text, complaints } = await lab(commandLine);

    expect(exitCode).toBe(2);
    expect(text).toBe("");
    expect(complaints).toMatch(words);
  });

  it("prints the kernels of a pair of inputs", async () => {
    const { nngp, ntk, sources } = await json("ntk --depth 2 --cosine -0.5");

    expect(nngp).toBeCloseTo(0.749403, 6);
    expect(ntk).toBeCloseTo(0.687724, 6);
    expect(sources.map((source: { status: string }) => source.status)).toEqual(["proved", "proved"]);
    expect((await lab("theory ntk --depth 2 --cosine -0.5")).text).toContain("NTK 0.687724");
  });

  it("regresses with a kernel on a task and on a preset", async () => {
    const task = await json(
      "ntk --depth 1 --task k-global --order 1 --dimension 10 --count 200 --replicas 2",
    );
    const preset = await json("ntk --depth 2 --preset warm-up-2-local --rows 150 --replicas 1 --kernel nngp");

    expect(task.errors).toHaveLength(2);
    expect(task.error).toBeLessThan(0.2);
    expect(task.standardError).toBeCloseTo(Math.abs(task.errors[0] - task.errors[1]) / 2, 12);
    expect(preset).toMatchObject({ sampleCount: 150, depth: 2, kernel: "nngp", inputDimension: 10 });
    expect(preset.error).toBeLessThan(0.5);
    expect(preset.standardError).toBeNull();
  });

  it("prints eigenvalues and their decay", async () => {
    const { eigenvalues, exponent } = await json("eigenvalues --depth 1 --dimension 3 --degrees 60");

    expect(eigenvalues).toHaveLength(61);
    expect(Math.abs(exponent + 3)).toBeLessThan(0.1);
    expect((await lab("theory eigenvalues --depth 1 --dimension 3")).text).toMatch(/fall like degree\^-/);
  });

  it("measures how far a finite network is from the limit", async () => {
    const narrow = await json("finite-width --depth 1 --width 16 --replicas 20");
    const wide = await json("finite-width --depth 1 --width 1600 --replicas 20");

    expect(narrow.distance / wide.distance).toBeGreaterThan(5);
    expect(narrow.distance / wide.distance).toBeLessThan(20);
  });

  it("prints the boundary, without an infinity in the JSON", async () => {
    const { boundaryAlphas, boundaryBetas } = await json("boundary --dimension 5");
    const rates = await json("boundary --dimension 5 --alpha 1 --beta 1");

    expect(boundaryAlphas).toContainEqual({ beta: 2, alpha: 16 });
    expect(boundaryAlphas).toContainEqual({ beta: 3, alpha: null });
    expect(boundaryBetas).toContainEqual({ alpha: 4, beta: 1.25 });
    expect(rates).toMatchObject({ deepExponent: 0.2, isDeepFaster: true });
    expect((await lab("theory boundary --dimension 5 --beta 3")).text).toContain("for every alpha");
    expect((await lab("theory boundary --dimension 5 --alpha 3 --beta 1")).text).toContain("no difference");
  });

  it("knows floors", async () => {
    const { error, errorBound } = await json("bayes --beta-low 0 --beta-high 0.3 --dimension 20");

    expect(error).toBeCloseTo(0.2288, 3);
    expect(errorBound).toBeLessThan(1e-8);
    expect((await json("bayes --preset warm-up-2-local")).error).toBe(0);
  });

  it("prints sensitivities beside a check, also where the table ends", async () => {
    const { used, measured } = await json("sensitivity --task k-global --order 2 --dimension 20");

    expect(Math.abs(used - measured.value)).toBeLessThan(4 * measured.standardError + 0.002);
    expect((await json("sensitivity --task k-global --order 2 --dimension 6")).used).toBeNull();
    expect((await json("sensitivity --task k-local --order 2 --dimension 9")).used).toBe(0.5);
  });

  it("trains small networks on fresh data", async () => {
    const { errors, best } = await json("width --order 1 --width 2 --steps 300 --replicas 2");

    expect(errors).toHaveLength(2);
    expect(best).toBe(Math.min(...errors));
    expect(best).toBeLessThan(0.2);
  });

  it("lists all citations", async () => {
    const list = await json("citations");

    expect(list.map(({ id }: { id: string }) => id)).toEqual(citationIds);
    expect((await lab("theory citations")).text.split("\n")).toHaveLength(citationIds.length);
  });
});
