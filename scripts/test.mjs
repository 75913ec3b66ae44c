// `npm test`: sets the clone up, runs every project's tests through Nx, and ends with one line of counts. Nx may not answer
// from its cache here: a count is only worth printing when the tests ran.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countTests } from "./count-tests.mjs";
import { nx, root, setUp } from "./set-up.mjs";

setUp();
const reports = mkdtempSync(join(tmpdir(), "singer-metabase-tests-"));
const run = spawnSync(
  process.execPath,
  [
    nx,
    "run-many",
    "-t",
    "test",
    "--skip-nx-cache",
    "--output-style=static",
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    env: { ...process.env, NX_DAEMON: "false", TEST_REPORTS: reports },
    stdio: ["ignore", "inherit", "inherit"],
  },
);
const counts = countTests(reports);
rmSync(reports, { recursive: true });

// A project that died before it could report has failed as well.
const failed = run.status === 0 ? counts.failed : Math.max(counts.failed, 1);
process.stdout.write(`\n${counts.passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && counts.passed > 0 ? 0 : 1;
