/**
 * One suite's count from vitest's JSON report, over the test files that `isIncluded` accepts (paths relative to the
 * project, with slashes). A file that could not be loaded counts as one failure.
 */
export function countVitest(report, projectDirectory, isIncluded) {
  const count = emptyCount();
  for (const file of report.testResults) {
    const path = file.name.replaceAll("\\", "/").slice(projectDirectory.replaceAll("\\", "/").length + 1);
    if (!isIncluded(path)) continue;
    const failedBefore = count.failed;
    for (const test of file.assertionResults) {
      if (test.status === "passed") count.passed += 1;
      else if (test.status === "failed") addFailure(count, `${path}: ${test.fullName}`);
      else count.skipped += 1;
    }
    if (file.status === "failed" && count.failed === failedBefore) addFailure(count, `${path} could not run`);
  }
  return count;
}

/** The count of Playwright's JSON report. Errors outside tests count as failures. */
export function countPlaywright(report) {
  const count = emptyCount();
  for (const suite of report.suites) countPlaywrightSuite(count, suite);
  for (const error of report.errors) addFailure(count, error.message ?? "an error outside the tests");
  return count;
}

function countPlaywrightSuite(count, suite) {
  for (const spec of suite.specs) {
    for (const test of spec.tests) {
      if (test.status === "skipped") count.skipped += 1;
      else if (test.status === "unexpected") addFailure(count, `${spec.file}: ${spec.title}`);
      else count.passed += 1;
    }
  }
  for (const inner of suite.suites ?? []) countPlaywrightSuite(count, inner);
}

/** The count of static checks: one test each. */
export function countChecks(checks) {
  const count = emptyCount();
  for (const check of checks) {
    if (check.passed) count.passed += 1;
    else addFailure(count, check.name);
  }
  return count;
}

/**
 * Adds up the suites, given by name. A suite that ran no test, or whose program failed without a failed test, counts
 * as one failure, so that silence never passes.
 */
export function sumSuites(suites) {
  const total = emptyCount();
  for (const { name, count, exitCode } of suites) {
    total.passed += count.passed;
    total.skipped += count.skipped;
    for (const failure of count.failures) addFailure(total, `${name}: ${failure}`);
    if (count.passed + count.failed === 0) addFailure(total, `${name}: no test ran`);
    else if (exitCode !== 0 && count.failed === 0) addFailure(total, `${name}: ended with code ${exitCode}`);
  }
  return total;
}

/** The last line of `npm test`. */
export function formatTotal({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export function emptyCount() {
  return { passed: 0, failed: 0, skipped: 0, failures: [] };
}

function addFailure(count, description) {
  count.failed += 1;
  count.failures.push(description);
}
