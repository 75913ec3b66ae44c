import type { MetabaseClient } from "@singer-metabase/metabase-client";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import { type ResultColumn, resultColumns } from "./result-column.ts";

/** A question whose answer is a stream. */
export interface Question {
  readonly id: number;
  readonly name: string;
  readonly columns: readonly ResultColumn[];
  readonly visualizationSettings: unknown;
  /** The numbers of rows at which its export may be cut short. */
  readonly exportLimits: ReadonlySet<number>;
}

/**
 * Describes a question by its columns. One that never ran knows none, so it is run once.
 *
 * @throws {NotAvailableError} when it is gone, archived, or not for this account
 */
export async function describeQuestion(
  client: MetabaseClient,
  id: number,
  exportLimits: ReadonlySet<number>,
): Promise<Question> {
  const card = await client.getObject(`/api/card/${id}`, { ignore_view: true });
  const known = resultColumns(card["result_metadata"]);
  return {
    id,
    name: String(card["name"]),
    columns: known.length > 0 ? known : resultColumns(await askForColumns(client, id)),
    visualizationSettings: card["visualization_settings"],
    exportLimits,
  };
}

async function askForColumns(client: MetabaseClient, id: number): Promise<unknown> {
  const answer: ServerObject = await client.postObject(`/api/card/${id}/query`, {
    json: { parameters: [], ignore_cache: false },
  });
  return isServerObject(answer["data"]) ? answer["data"]["cols"] : undefined;
}
