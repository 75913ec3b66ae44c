import type { HistoryPlan } from "../sql/history.ts";
import { fitIdentifier, type Relation } from "../sql/identifier.ts";
import type { ReadyTable } from "../table/ensure-table.ts";
import { DELETED_AT, EXTRACTED_AT, RECEIVED_AT, TABLE_VERSION } from "../table/metadata-columns.ts";

/** The table of a table's versions. */
export function historyRelation({ schema, table }: Relation): Relation {
  return { schema, table: fitIdentifier(`${table}_history`) };
}

/** Decides how the history of a table is kept. */
export function planHistory(
  { relation, own, metadata, keys, hasKeyIndex }: ReadyTable,
  instant: string,
): HistoryPlan {
  const ownNames = own.map(({ identifier }) => identifier);
  const metadataNames = metadata.map(({ identifier }) => identifier);
  const isTaken = ownNames.some((name) => name === "valid_from" || name === "valid_to");
  const prefix = isTaken ? "_sdc_" : "";
  return {
    relation,
    history: historyRelation(relation),
    keys,
    compared: ownNames.filter((name) => !keys.includes(name)),
    cameAt: [EXTRACTED_AT, RECEIVED_AT].filter((name) => metadataNames.includes(name)),
    deletedAt: metadataNames.find((name) => name === DELETED_AT),
    versionColumn: metadataNames.find((name) => name === TABLE_VERSION),
    validFrom: `${prefix}valid_from`,
    validTo: `${prefix}valid_to`,
    instant,
    hasKeyIndex,
  };
}
