import type { Flags, ProgramDescription } from "@singer-metabase/singer-protocol";
import { settingsSchema } from "./settings.ts";

/** The program's name, as in its command and its environment variables. */
export const programName = "tap-metabase";

/** The flags of the tap's own, beside those that every Singer program has. */
export const flags = {
  discover: {
    kind: "switch",
    description:
      "Write the catalog of all streams; with settings, which of them the server offers.",
  },
  offline: { kind: "switch", description: "Let --discover ask no server." },
  catalog: {
    kind: "value",
    placeholder: "FILE",
    description: "Which streams and properties to read. Default: all of them.",
  },
  properties: {
    kind: "value",
    placeholder: "FILE",
    description: "The catalog by its old name.",
  },
  state: {
    kind: "value",
    placeholder: "FILE",
    description: "What the last run left; of several lines the last counts.",
  },
  record: {
    kind: "value",
    placeholder: "DIR",
    description:
      "Keep the server's answers in a new folder for a bug report, with names, texts and queries replaced.",
  },
  test: {
    kind: "optional-value",
    placeholder: "all",
    bare: "all",
    description: "Check the connection, the account and what it may read, on one page.",
  },
} as const satisfies Flags;

/** What the program says of itself. */
export function describeProgram(version: string): ProgramDescription {
  return {
    name: programName,
    description: "Singer tap that reads everything a Metabase instance knows about itself.",
    version,
    capabilities: [
      "about",
      "catalog",
      "discover",
      "properties",
      "state",
      "test",
      "activate-version",
      "structured-logging",
    ],
    settings: settingsSchema,
  };
}
