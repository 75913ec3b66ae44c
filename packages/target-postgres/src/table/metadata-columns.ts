import type { Compatibility } from "../settings/run-settings.ts";
import { instantType, type TypeChoices } from "../types/column-rules.ts";

/** What the metadata of one record is made of. */
export interface RecordFacts {
  /** When the tap read the record, as it said. */
  readonly timeExtracted: string | undefined;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Epoch milliseconds of the batch's first record. */
  readonly batchedAt: number;
  readonly version: number | undefined;
  /** Epoch milliseconds of the program's start. */
  readonly syncStartedAt: number;
  /** The record's own mark of deletion, as log-based taps send it. */
  readonly deletedAt: unknown;
}

/** A column that the target adds, and what it holds. */
export interface MetadataColumn {
  readonly name: string;
  readonly type: "instant" | "bigint";
  readonly read: (facts: RecordFacts) => unknown;
}

export const EXTRACTED_AT = "_sdc_extracted_at";
export const RECEIVED_AT = "_sdc_received_at";
export const DELETED_AT = "_sdc_deleted_at";
export const TABLE_VERSION = "_sdc_table_version";

/** The columns of the Singer SDK's targets. https://sdk.meltano.com/en/latest/implementation/record_metadata.html */
export const METADATA_COLUMNS: readonly MetadataColumn[] = [
  { name: EXTRACTED_AT, type: "instant", read: (facts) => facts.timeExtracted },
  { name: RECEIVED_AT, type: "instant", read: (facts) => toInstant(facts.receivedAt) },
  { name: "_sdc_batched_at", type: "instant", read: (facts) => toInstant(facts.batchedAt) },
  { name: DELETED_AT, type: "instant", read: (facts) => facts.deletedAt },
  { name: "_sdc_sequence", type: "bigint", read: (facts) => facts.receivedAt },
  { name: TABLE_VERSION, type: "bigint", read: (facts) => facts.version },
  { name: "_sdc_sync_started_at", type: "bigint", read: (facts) => facts.syncStartedAt },
];

/** What pipelinewise's target adds; it knows no versions, so the fourth is there only for those. */
const PIPELINEWISE: ReadonlySet<string> = new Set([EXTRACTED_AT, "_sdc_batched_at", DELETED_AT]);

/** What decides which metadata columns a table gets. */
export interface MetadataChoices {
  readonly compatibility: Compatibility;
  readonly addsMetadata: boolean;
  readonly activatesVersions: boolean;
  /** The stream's properties. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The metadata columns that a table gets, under a target's name. Where none are added, pipelinewise's
 * target still loads the mark of deletion that log-based taps send.
 */
export function chooseMetadata(choices: MetadataChoices): readonly MetadataColumn[] {
  const { compatibility, addsMetadata, activatesVersions, properties } = choices;
  if (!addsMetadata) {
    const hasMark = compatibility === "pipelinewise" && Object.hasOwn(properties, DELETED_AT);
    return METADATA_COLUMNS.filter(({ name }) => hasMark && name === DELETED_AT);
  }
  if (compatibility !== "pipelinewise") return METADATA_COLUMNS;
  return METADATA_COLUMNS.filter(
    ({ name }) => PIPELINEWISE.has(name) || (activatesVersions && name === TABLE_VERSION),
  );
}

const NAMES: ReadonlySet<string> = new Set(METADATA_COLUMNS.map(({ name }) => name));

/** Whether a property has the name of a metadata column, and so is none of the stream's own. */
export function isMetadataName(property: string): boolean {
  return NAMES.has(property);
}

/** The SQL type that a metadata column is created with. */
export function metadataType(
  { type }: MetadataColumn,
  choices: Pick<TypeChoices, "timestampType">,
): string {
  return type === "bigint" ? "bigint" : instantType(choices);
}

/** Our own clock's instants, in the form of a date-time. */
export function toInstant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
