// `npm run test:peers -- FOLDER`: compares what our target and others leave in PostgreSQL. FOLDER has a Python virtual
// environment for each of the others; what follows it goes to vitest.

import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { root, setUp } from "./set-up.mjs";

const [folder, ...filters] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("usage: npm run test:peers -- FOLDER\n");
  process.exit(1);
}

setUp();
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--config", "vitest.peers.config.ts", ...filters],
  {
    cwd: join(root, "tests"),
    env: { ...process.env, PEERS: resolve(folder) },
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
