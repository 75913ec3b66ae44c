import { findSimilar } from "@singer-metabase/singer-protocol";
import type { Settings } from "./settings.ts";
import { matchesName } from "./stream-maps/match-name.ts";
import { locateStream } from "./table/stream-relation.ts";
import { ALL_STREAMS, isNameOfTable } from "./table/table-wishes.ts";

/** The names of the streams of which a SCHEMA came. */
export interface ArrivedStreams {
  /** As the tap sent them. */
  readonly sent: readonly string[];
  /** As stream maps have left and named them. */
  readonly loaded: readonly string[];
}

/** A name in the settings, and whether something of that name came. */
interface Mention {
  readonly setting: string;
  readonly name: string;
  readonly kind: "stream" | "stream or schema" | "table";
  readonly hasCome: boolean;
  /** What came, for a suggestion. */
  readonly arrived: readonly string[];
}

/**
 * Finds names in settings that nothing in a whole input answers to, so that a typing error is not
 * passed over; none where no stream came at all.
 *
 * @returns one sentence for each name.
 */
export function findUnmatchedNames(settings: Settings, arrived: ArrivedStreams): readonly string[] {
  const { sent, loaded } = arrived;
  if (sent.length === 0) return [];
  const { history, table_options = {} } = settings;
  const mentions = [
    ...mentionsInMaps(settings, sent),
    ...mentionsInMapping(settings, loaded),
    ...streamMentions("table_options", Object.keys(table_options), loaded),
    ...streamMentions("history", typeof history === "boolean" ? [] : history, loaded),
  ];
  return [...new Set(mentions.filter(({ hasCome }) => !hasCome).map(describe))];
}

function mentionsInMaps({ stream_maps = {} }: Settings, sent: readonly string[]): Mention[] {
  return Object.entries(stream_maps)
    .filter(([name]) => name !== "__else__")
    .map(([name, entry]) => {
      // Checked when the maps were read.
      const { __source__: pattern = name } = Object(entry) as { readonly __source__?: string };
      const hasCome = sent.some((stream) => matchesName(stream, pattern));
      return { setting: "stream_maps", name: pattern, kind: "stream", hasCome, arrived: sent };
    });
}

function mentionsInMapping(settings: Settings, loaded: readonly string[]): Mention[] {
  const { schema_mapping = {}, default_target_schema, compatibility } = settings;
  return Object.entries(schema_mapping).flatMap(([name, mapping]) => {
    const choices = { defaultSchema: default_target_schema, compatibility };
    const tables = loaded
      .map((stream) => locateStream(stream, { ...choices, schemaMapping: { [name]: mapping } }))
      .flatMap((located) => (located?.mapping === undefined ? [] : located.relation.table));
    const hasCome = tables.length > 0;
    const indexed = hasCome ? Object.keys(mapping.indices ?? {}) : [];
    return [
      {
        setting: "schema_mapping",
        name,
        kind: "stream or schema" as const,
        hasCome,
        arrived: loaded.flatMap((stream) => [stream, ...stream.split("-")]),
      },
      ...indexed.map((table) => ({
        setting: `schema_mapping.${name}.indices`,
        name: table,
        kind: "table" as const,
        hasCome: tables.some((identifier) => isNameOfTable(table, identifier)),
        arrived: tables,
      })),
    ];
  });
}

function streamMentions(
  setting: string,
  names: readonly string[],
  loaded: readonly string[],
): Mention[] {
  return names.map((name) => {
    const hasCome = name === ALL_STREAMS || loaded.includes(name);
    return { setting, name, kind: "stream", hasCome, arrived: loaded };
  });
}

function describe({ setting, name, kind, arrived }: Mention): string {
  const meant = findSimilar(name, arrived);
  const suggestion = meant === undefined ? "" : `; did you mean "${meant}"?`;
  return `setting "${setting}" names "${name}", but no such ${kind} came${suggestion}`;
}
