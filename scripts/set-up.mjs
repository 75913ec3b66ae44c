// Makes a clone ready to run: dependencies as the lock file says, and both programs built. Plain JavaScript, because it
// runs before anything is installed. Does nothing that is already done.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Nx's program, to be run with Node. */
export const nx = join(root, "node_modules/nx/dist/bin/nx.js");

/** Installs and builds what is missing; exits the process when that fails. */
export function setUp() {
  requireNode(20, 19);
  if (!isInstalled()) run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  run(process.execPath, [nx, "run-many", "-t", "build"], "quiet");
}

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  process.stderr.write(
    `Node.js ${major}.${minor} or newer is needed; this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}

/** npm keeps its own copy of the lock in node_modules: every package that is not optional must stand there in the locked version. */
function isInstalled() {
  const hidden = join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden) || !existsSync(join(root, "node_modules/.bin/tap-metabase")))
    return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => !path || optional || present[path]?.version === version,
  );
}

/** Runs a command in the root; "quiet" shows its output only when it fails. */
function run(command, argv, output = "shown") {
  const result = spawnSync(command, argv, {
    cwd: root,
    env: { ...process.env, NX_DAEMON: "false" },
    stdio: output === "quiet" ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status === 0) return;
  process.stderr.write(
    `${result.stdout ?? ""}${result.stderr ?? ""}${command} ${argv.join(" ")} failed\n`,
  );
  process.exit(result.status ?? 1);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) setUp();
