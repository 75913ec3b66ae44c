import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The sum of vitest's JSON reports in a folder, as `{ passed, failed }`. */
export function countTests(reports) {
  return readdirSync(reports)
    .map((name) => count(JSON.parse(readFileSync(join(reports, name), "utf8"))))
    .reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
      passed: 0,
      failed: 0,
    });
}

/** A file that fails without a failed test (it did not load, or its clean-up threw) counts as one failure. */
function count(report) {
  const silent = report.testResults.filter(
    (file) =>
      file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + silent.length };
}
