import { type MetabaseClient, NotAvailableError } from "@singer-metabase/metabase-client";
import { SettingsError } from "@singer-metabase/singer-protocol";
import { integerKey, openRecord } from "../records/properties.ts";
import type { Stream } from "../stream.ts";
import { exportLimits } from "./export-limits.ts";
import { describeQuestion, type Question } from "./question.ts";
import { readResult } from "./read-result.ts";

/** The settings that choose questions. */
export interface QuestionSettings {
  /** Each a card's id, or `collection:ID` for the cards in a collection. */
  readonly question_results: readonly (number | string)[];
  readonly stream_groups: readonly string[];
}

const COLLECTION = /^collection:(\d+|root)$/;

/**
 * The streams of the questions that the setting `question_results` chooses, each named
 * `question_ID`, so that a new title makes no new table. Asks nothing when none is chosen.
 *
 * @throws {SettingsError} for a question that this account cannot read
 */
export async function questionStreams(
  client: MetabaseClient,
  { question_results: chosen, stream_groups }: QuestionSettings,
): Promise<readonly Stream[]> {
  if (!stream_groups.includes("results")) return [];
  const ids = new Set<number>();
  for (const entry of chosen) {
    const collection = COLLECTION.exec(String(entry))?.[1];
    if (collection === undefined) ids.add(Number(entry));
    else for (const id of await cardsIn(client, collection)) ids.add(id);
  }
  if (ids.size === 0) return [];
  const limits = await exportLimits(client);
  return Promise.all([...ids].map(async (id) => toStream(await describe(client, id, limits))));
}

/** The questions that lie in a collection itself, not in those below it. */
async function cardsIn(client: MetabaseClient, collection: string): Promise<readonly number[]> {
  const ids: number[] = [];
  // Models and metrics can be run like any question.
  for await (const item of client.streamPages(`/api/collection/${collection}/items`, {
    models: ["card", "dataset", "metric"],
  })) {
    if (typeof item["id"] === "number") ids.push(item["id"]);
  }
  return ids;
}

async function describe(
  client: MetabaseClient,
  id: number,
  limits: ReadonlySet<number>,
): Promise<Question> {
  try {
    return await describeQuestion(client, id, limits);
  } catch (error) {
    if (!(error instanceof NotAvailableError)) throw error;
    throw new SettingsError([
      `setting "question_results" chooses question ${id}, which cannot be read: ${error.message}`,
    ]);
  }
}

function toStream(question: Question): Stream {
  const { id, name, columns } = question;
  return {
    name: `question_${id}`,
    group: "results",
    description: `The answer of question ${id}, ${name}.`,
    endpoint: `POST /api/card/${id}/query/json`,
    versions: "0.49 and newer",
    privilege: "any account that may run the question",
    keyProperties: ["_row_number"],
    isChosenData: true,
    schema: openRecord({
      _row_number: integerKey("The row's place in the answer, from 1."),
      ...Object.fromEntries(columns.map((column) => [column.name, column.schema])),
    }),
    source: {
      name: `answer of question ${id}`,
      isSpooled: true,
      read: (reading) => readResult(reading, question),
      probe: (client) => client.getObject(`/api/card/${id}`, { ignore_view: true }),
    },
  };
}
