import { describe, expect, it } from "vitest";
import { countChecks, countPlaywright, countVitest, formatTotal, sumSuites } from "@/scripts/sum-results.mjs";

const vitestReport = {
  testResults: [
    {
      name: "/project/tests/core/a.test.ts",
      status: "failed",
      assertionResults: [
        { status: "passed", fullName: "a works" },
        { status: "failed", fullName: "a breaks" },
        { status: "skipped", fullName: "a waits" },
      ],
    },
    { name: "/project/tests/core/unloadable.test.ts", status: "failed", assertionResults: [] },
    {
      name: "/project/tests/server/b.test.ts",
      status: "passed",
      assertionResults: [{ status: "passed", fullName: "b works" }],
    },
  ],
};

describe("countVitest", () => {
  it("counts the files that belong to the suite, and a file that cannot load as a failure", () => {
    const count = countVitest(vitestReport, "/project", (path: string) => path.startsWith("tests/core/"));

    expect(count).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: ["tests/core/a.test.ts: a breaks", "tests/core/unloadable.test.ts could not run"],
    });
  });
});

describe("countPlaywright", () => {
  it("counts nested suites and errors outside tests", () => {
    const spec = (title: string, status: string) => ({ title, file: "round.spec.ts", tests: [{ status }] });
    const report = {
      suites: [
        {
          specs: [spec("plays", "expected")],
          suites: [{ specs: [spec("breaks", "unexpected"), spec("waits", "skipped")] }],
        },
      ],
      errors: [{ message: "no browser" }],
    };

    const count = countPlaywright(report);

    expect(count).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(count.failures).toEqual(["round.spec.ts: breaks", "no browser"]);
  });
});

describe("sumSuites", () => {
  const passing = countChecks([
    { name: "types", passed: true },
    { name: "lint", passed: true },
  ]);

  it("adds up all suites", () => {
    const failing = countChecks([{ name: "keys", passed: false }]);

    const total = sumSuites([
      { name: "one", count: passing, exitCode: 0 },
      { name: "two", count: failing, exitCode: 1 },
    ]);

    expect(formatTotal(total)).toBe("2 passed, 1 failed, 0 skipped");
    expect(total.failures).toEqual(["two: keys"]);
  });

  it("fails a suite that ran no test", () => {
    const total = sumSuites([{ name: "empty", count: countChecks([]), exitCode: 0 }]);

    expect(formatTotal(total)).toBe("0 passed, 1 failed, 0 skipped");
  });

  it("fails a suite whose program failed although every test passed", () => {
    const total = sumSuites([{ name: "leaky", count: passing, exitCode: 1 }]);

    expect(formatTotal(total)).toBe("2 passed, 1 failed, 0 skipped");
  });
});
