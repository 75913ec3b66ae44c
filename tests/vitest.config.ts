import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../vitest.shared.ts";

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      name: "tests",
      // Whole runs of both programs, several in a row.
      testTimeout: 120_000,
      globalSetup: [
        "harness/build-programs.ts",
        "../packages/sandbox/src/vitest/postgres-server.ts",
      ],
    },
  }),
);
