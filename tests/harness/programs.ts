import { join } from "node:path";
import { root } from "./root.ts";

/** The built programs, as npm links them. */
export const programs = {
  tap: join(root, "node_modules/.bin/tap-metabase"),
  target: join(root, "node_modules/.bin/target-postgres"),
} as const;
