import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.ts";

/** A vitest `globalSetup`: the programs under test are the built ones, and no older than their source. */
export function setup(): void {
  const compiler = join(root, "node_modules/.bin/tsc");
  execFileSync(
    compiler,
    ["--build", "--force", "packages/tap-metabase", "packages/target-postgres"],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
}
