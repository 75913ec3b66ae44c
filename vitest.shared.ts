import { basename, join } from "node:path";
import { defineConfig } from "vitest/config";

const conditions = ["@singer-metabase/source"];

// Where `npm test` collects each project's counts.
const reports = process.env["TEST_REPORTS"];
const outputFile = reports && join(reports, `${basename(process.cwd())}.json`);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts", "conformance/**/*.test.ts", "e2e/**/*.test.ts"],
    restoreMocks: true,
    unstubEnvs: true,
    pool: "threads",
    passWithNoTests: true,
    // A process that has to start takes its time on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: outputFile ? ["default", ["json", { outputFile }]] : ["default"],
  },
});
