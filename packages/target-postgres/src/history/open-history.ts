import type { Logger } from "@singer-metabase/singer-protocol";
import type { Connection } from "../postgres.ts";
import type { Settings } from "../settings.ts";
import type { ReadyTable } from "../table/ensure-table.ts";
import { prepareTable } from "../table/prepare-table.ts";
import type { SchemaPlace, TableClaims } from "../table/table-claims.ts";
import { instantType } from "../types/column-rules.ts";
import { historyRelation } from "./plan-history.ts";
import { TableHistory } from "./table-history.ts";

/** What the history of a stream's table needs. */
export interface StreamHistoryOptions {
  readonly place: SchemaPlace;
  readonly table: ReadyTable;
  readonly readers: readonly string[];
  readonly claims: TableClaims;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly logger: Pick<Logger, "info" | "warn">;
}

/**
 * Makes the history of a stream's table ready; gives undefined where none is wanted or possible.
 *
 * @throws {SchemaError} for a table of its name that is something else.
 * @throws {DatabaseError} when the server refuses it.
 */
export async function openHistory(
  connection: Connection,
  settings: Settings,
  { place, claims, ...options }: StreamHistoryOptions,
): Promise<TableHistory | undefined> {
  const { stream } = place;
  if (!isWanted(settings, stream)) return undefined;
  const { relation, keys } = options.table;
  if (keys.length === 0) {
    options.logger.warn(
      `no history of stream "${stream}": it has no key that would tell its rows apart; take it out of history`,
    );
    return undefined;
  }
  const history = historyRelation(relation);
  claims.claim(history, place);
  const instant = instantType({ timestampType: settings.timestamp_type });
  return prepareTable(history, place, () => TableHistory.open(connection, { ...options, instant }));
}

function isWanted({ history }: Settings, stream: string): boolean {
  return typeof history === "boolean" ? history : history.includes(stream);
}
