import { defineConfig } from "vitest/config";

const conditions = ["@singer-metabase/source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts", "conformance/**/*.test.ts", "e2e/**/*.test.ts"],
    restoreMocks: true,
    unstubEnvs: true,
    pool: "threads",
    passWithNoTests: true,
  },
});
