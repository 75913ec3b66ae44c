import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../vitest.shared.ts";

/** `npm run test:peers -- FOLDER`: needs other targets, so it is no part of `npm test`. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      name: "peers",
      dir: "peers",
      include: ["**/peers.test.ts"],
      // Several runs of Python programs each, and a whole Metabase among them.
      testTimeout: 300_000,
      maxConcurrency: 4,
      globalSetup: ["../packages/sandbox/src/vitest/postgres-server.ts"],
    },
  }),
);
