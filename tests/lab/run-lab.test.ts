import { describe, expect, it } from "vitest";
import { runLab } from "@/lab/run-lab";

async function lab(commandLine: string): Promise<{ exitCode: number; text: string }> {
  const lines: string[] = [];
  const exitCode = await runLab(commandLine.split(" "), (line) => lines.push(line));
  return { exitCode, text: lines.join("\n") };
}

describe("runLab", () => {
  it("prints its commands", async () => {
    const { exitCode, text } = await lab("help");

    expect(exitCode).toBe(0);
    for (const command of ["dataset", "run", "measure"]) expect(text).toContain(`\n  ${command} --`);
  });

  it("describes the same instance each time", async () => {
    const first = await lab("dataset --preset warm-up-3-local --instance 2");

    expect(first.text).toContain("test: 10000 rows of 10");
    expect(first.text).toContain('"family":"k-local"');
    expect(await lab("dataset --preset warm-up-3-local --instance 2")).toEqual(first);
    expect(await lab("dataset --preset warm-up-3-local --instance 3")).not.toEqual(first);
  });

  it("trains a design for real", async () => {
    const commandLine = "run --preset warm-up-2-local --depth 1 --width 10 --rate 0.3 --replicas 1";
    const { exitCode, text } = await lab(commandLine);

    expect(exitCode).toBe(0);
    expect(Number(/mean test error ([\d.]+)/.exec(text)?.[1])).toBeLessThan(0.1);
  });

  it.each([
    "nonsense",
    "run --preset warm-up-2-local",
    "run --preset no-such-preset --depth 1 --width 5 --rate 1",
    "dataset --preset warm-up-2-local --instance x",
    "measure --deck no-such-deck",
    "measure --deck warm-up --replicas 0",
    "help --no-such-option 1",
  ])("explains what is wrong with: %s", async (commandLine) => {
    const { exitCode, text } = await lab(commandLine);

    expect(exitCode).toBe(1);
    expect(text).toContain("npm run lab -- <command>");
  });
});
