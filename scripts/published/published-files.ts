import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  describeSettings,
  formatSettingsTable,
  type JsonSchema,
  type ProgramDescription,
} from "@singer-metabase/singer-protocol";
import * as tap from "@singer-metabase/tap-metabase";
import * as target from "@singer-metabase/target-postgres";
import { type MeltanoPlugin, meltanoPlugin, VARIANT } from "./meltano-plugin.ts";
import { formatStreamsTable } from "./streams-table.ts";

/** A committed file that is made from the code. */
export interface PublishedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const TAP: MeltanoPlugin = {
  type: "extractors",
  label: "Metabase",
  settingsGroups: [
    ["base_url", "api_key"],
    ["base_url", "username", "password"],
    ["base_url", "session_token"],
  ],
  values: {},
};

const TARGET: MeltanoPlugin = {
  type: "loaders",
  label: "PostgreSQL",
  settingsGroups: [["host", "user", "password", "database"], ["sqlalchemy_url"]],
  values: {
    default_target_schema: "$MELTANO_EXTRACT__LOAD_SCHEMA",
    timestamp_type: "timestamptz",
    // What Meltano hands over counts as chosen, and these are for the setting compatibility to choose.
    activate_version: undefined,
    add_record_metadata: undefined,
    column_name_style: undefined,
    hard_delete: undefined,
    persist_empty_tables: undefined,
    primary_key_required: undefined,
    validate_records: undefined,
  },
};

/** Every generated file, with the text it should have. Everything else in a README stays as it is. */
export function publishedFiles(root: string): readonly PublishedFile[] {
  const tapProgram = tap.describeProgram(tap.readVersion());
  const targetProgram = target.describeProgram(target.readVersion());
  return [
    { path: "schemas/tap-metabase/config.json", text: json(settingsSchema(tapProgram)) },
    { path: "schemas/target-postgres/config.json", text: json(settingsSchema(targetProgram)) },
    ...tap.streams.map((stream) => ({
      path: `schemas/tap-metabase/streams/${stream.name}.json`,
      text: json(streamSchema(stream)),
    })),
    lock(tapProgram, TAP),
    lock(targetProgram, TARGET),
    readme(root, "README.md", {
      streams: formatStreamsTable(tap.streams),
      "settings of tap-metabase": settingsTable(tapProgram),
      "settings of target-postgres": settingsTable(targetProgram),
    }),
  ];
}

function settingsSchema(program: ProgramDescription): JsonSchema {
  return { $schema: DIALECT, title: `Settings of ${program.name}`, ...program.settings };
}

function settingsTable(program: ProgramDescription): string {
  return formatSettingsTable(describeSettings(program.name, program.settings));
}

function streamSchema(stream: tap.Stream): JsonSchema {
  return {
    $schema: DIALECT,
    title: stream.name,
    description: stream.description,
    "x-key-properties": stream.keyProperties,
    ...stream.schema,
  };
}

function lock(program: ProgramDescription, plugin: MeltanoPlugin): PublishedFile {
  const path = `examples/meltano/plugins/${plugin.type}/${program.name}--${VARIANT}.lock`;
  return { path, text: json(meltanoPlugin(program, plugin)) };
}

/** The file with the text between `<!-- name -->` and `<!-- end of name -->` replaced, for each name. */
function readme(root: string, path: string, sections: Record<string, string>): PublishedFile {
  let text = readFileSync(join(root, path), "utf8");
  for (const [name, content] of Object.entries(sections)) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const [before, , after] = text.split(new RegExp(`(?<=${start})(.*?)(?=${end})`, "s"));
    if (after === undefined) throw new Error(`${path} has no section between ${start} and ${end}`);
    text = `${before}\n${content}\n${after}`;
  }
  return { path, text };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

const DIALECT = "http://json-schema.org/draft-07/schema#";
