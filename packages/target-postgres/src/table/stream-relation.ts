import type { Compatibility } from "../settings/run-settings.ts";
import type { SchemaMapping } from "../settings/table-settings.ts";
import { fitIdentifier, hashIdentifier, type Relation } from "../sql/identifier.ts";

/** Where a stream goes, by the rule of the target whose tables are kept. */
export interface StreamRelation {
  readonly relation: Relation;
  /** Part of the stream's name that is in neither name of the relation. */
  readonly lost: string;
  /** What the settings say of the stream's schema. */
  readonly mapping: SchemaMapping | undefined;
}

/** Settings that say where streams go. */
export interface PlacementChoices {
  /** Empty for the schema in each stream's name. */
  readonly defaultSchema: string;
  /** By the schema in a stream's name, or by the stream's name. */
  readonly schemaMapping: Readonly<Record<string, SchemaMapping>>;
  readonly compatibility: Compatibility;
}

/** The parts of a stream's name. */
interface StreamName {
  readonly schema: string | undefined;
  readonly table: string;
  /** What stands before both. */
  readonly catalog: string;
}

/** Gives the table of a stream; undefined when no setting and no name says which schema it is in. */
export function locateStream(
  stream: string,
  choices: PlacementChoices,
): StreamRelation | undefined {
  const { schemaMapping, defaultSchema, compatibility } = choices;
  const { schema: named, table, catalog } = PARSERS[compatibility](stream);
  const mapping = find(schemaMapping, stream) ?? find(schemaMapping, named);
  const mayUseName = compatibility === "meltanolabs";
  const asked = mapping?.target_schema ?? (defaultSchema || (mayUseName ? named : undefined));
  if (!asked) return undefined;
  const schema = compatibility === "pipelinewise" ? foldName(asked) : asked;
  const isNameUsed = mapping !== undefined || schema === named;
  const lost = [catalog, isNameUsed ? "" : (named ?? "")].filter(Boolean).join("-");
  return {
    relation: { schema: fitIdentifier(schema), table: nameTable(table) },
    lost,
    mapping,
  };
}

/** What PostgreSQL makes of a name without quotes: so pipelinewise's target writes that of its schema. */
function foldName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Tables of our own, such as the keys that were seen, begin so: a stream's gets a hash. */
function nameTable(table: string): string {
  return table.startsWith("_sdc_") ? hashIdentifier(table, table) : fitIdentifier(table);
}

const PARSERS: Readonly<Record<Compatibility, (stream: string) => StreamName>> = {
  /** The table is what follows the last dash; a name of two or three parts has the schema before it. */
  meltanolabs(stream) {
    const parts = stream.split("-");
    const table = parts.at(-1) ?? stream;
    const hasSchema = parts.length === 2 || parts.length === 3;
    return {
      schema: hasSchema ? parts.at(-2) : undefined,
      table,
      catalog: parts.slice(0, hasSchema ? -2 : -1).join("-"),
    };
  },
  /** `schema-table` or `catalog-schema-table`; further dashes, and dots, are the table's. */
  pipelinewise(stream) {
    const parts = stream.split("-");
    const [catalog, schema, ...rest] = parts.length > 2 ? parts : ["", ...parts];
    const table = parts.length === 1 ? [stream] : rest;
    return {
      schema: parts.length === 1 ? undefined : schema,
      table: table.join("_").replaceAll(".", "_").toLowerCase(),
      catalog: catalog ?? "",
    };
  },
  /** The whole name is the table's. */
  datamill(stream) {
    const table = stream.toLowerCase().replaceAll(/[^\p{L}\p{N}_]/gu, "_");
    return { schema: undefined, table, catalog: "" };
  },
};

function find<Value>(
  record: Readonly<Record<string, Value>>,
  name: string | undefined,
): Value | undefined {
  return name !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
