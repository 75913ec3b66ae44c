import type { Flags, ProgramDescription } from "@singer-metabase/singer-protocol";
import { settingsSchema } from "./settings.ts";

/** The program's name, as in its command and its environment variables. */
export const programName = "target-postgres";

/** The flags of the target's own, beside those that every Singer program has. */
export const flags = {
  input: {
    kind: "value",
    placeholder: "FILE",
    description: "Read messages from a file instead of standard input.",
  },
  test: {
    kind: "switch",
    description: "Check the connection and what the user may do, on one page.",
  },
} as const satisfies Flags;

/** What the program says of itself. */
export function describeProgram(version: string): ProgramDescription {
  return {
    name: programName,
    description: "Singer target that loads any tap into PostgreSQL, exactly and fast.",
    version,
    capabilities: [
      "about",
      "activate-version",
      "batch",
      "hard-delete",
      "schema-flattening",
      "soft-delete",
      "stream-maps",
      "structured-logging",
      "target-schema",
      "validate-records",
    ],
    settings: settingsSchema,
  };
}
