import { isServerObject, type ServerObject } from "../../records/server-object.ts";
import { KnownTables } from "../known/known-tables.ts";
import type { NativePart, QueryReferences } from "../mbql/query-references.ts";
import { queryReferences } from "../mbql/query-references.ts";
import { SqlReader, type SqlResult } from "../reader/sql-reader.ts";
import { SpilledObjects } from "../spilled-objects.ts";
import { dialectOf } from "../sql/dialect.ts";
import { expandSnippets } from "../sql/template.ts";
import type { CardReading, NativeReading } from "./card-reading.ts";
import { cardSourceRow } from "./card-source.ts";
import type { CardKind, KnownThings } from "./known-things.ts";
import { mbqlSource } from "./mbql-sources.ts";
import { nativeSources } from "./native-sources.ts";
import { tagTypesOf, tagUsesOf } from "./tag-uses.ts";

/** A question whose text has to wait for what it refers to. */
interface WaitingCard {
  readonly cardId: number;
  readonly databaseId: number | null;
  readonly query: QueryReferences;
}

/** How many texts may be with the parser at once. */
const MAX_PARSING = 16;

/**
 * Works out what every question uses, from questions, databases, tables and snippets that come in
 * any order. What it keeps per question lies on disk; tables and fields are kept as numbers.
 */
export class CardLineage {
  readonly #tables = new KnownTables();
  readonly #cardKinds = new Map<number, CardKind>();
  readonly #engines = new Map<number, string>();
  readonly #snippets = new Map<string, { readonly id: number; readonly content: string }>();
  readonly #readings = new SpilledObjects<CardReading>();
  /** Those that use a snippet, or came before their database. */
  readonly #waiting = new SpilledObjects<WaitingCard>();
  readonly #parsing = new Set<Promise<void>>();
  readonly #reader: SqlReader;
  #failure: unknown;

  constructor(reader: SqlReader = new SqlReader()) {
    this.#reader = reader;
  }

  /** Takes a database of the list of databases. */
  takeDatabase({ id, engine }: ServerObject): void {
    if (typeof id === "number" && typeof engine === "string") this.#engines.set(id, engine);
  }

  /** Takes a table with its fields. */
  takeTable(table: ServerObject): void {
    this.#tables.add(table);
  }

  /** Takes a snippet of SQL. */
  takeSnippet({ id, name, content }: ServerObject): void {
    if (typeof id === "number" && typeof name === "string" && typeof content === "string") {
      this.#snippets.set(name, { id, content });
    }
  }

  /** Takes a question, model or metric; resolves when there is room for the next. */
  async takeCard(card: ServerObject): Promise<void> {
    const { id: cardId, database_id: database } = card;
    if (typeof cardId !== "number") return;
    this.#cardKinds.set(cardId, kindOf(card));
    const query = queryReferences(card["dataset_query"]);
    const databaseId = typeof database === "number" ? database : databaseOf(card["dataset_query"]);
    const waiting = { cardId, databaseId, query };
    if (this.#mustWait(waiting)) await this.#waiting.add(waiting);
    else await this.#read(waiting);
  }

  /** The rows of `card_sources`, once everything was taken. */
  async *rows(): AsyncGenerator<ServerObject> {
    for await (const waiting of this.#waiting.all()) await this.#read(waiting);
    await Promise.all(this.#parsing);
    if (this.#failure !== undefined) throw this.#failure;
    this.#reader.close();
    const known = { tables: this.#tables, cardKinds: this.#cardKinds };
    for await (const reading of this.#readings.all()) yield* rowsOf(reading, known);
  }

  /** What is not read because the parser cannot be used: no statement about the questions themselves. */
  missing(): readonly string[] {
    const reason = this.#reader.givenUpOver;
    return reason === undefined ? [] : [`SQL was not read: ${reason}`];
  }

  /** Ends the parser and gives the disk space back. */
  async close(): Promise<void> {
    this.#reader.close();
    await Promise.all([this.#readings.close(), this.#waiting.close()]);
  }

  #mustWait({ databaseId, query }: WaitingCard): boolean {
    if (query.nativeParts.length === 0) return false;
    const isEngineKnown = databaseId !== null && this.#engines.has(databaseId);
    return !isEngineKnown || query.nativeParts.some(({ text }) => /\{\{\s*snippet:/.test(text));
  }

  async #read(card: WaitingCard): Promise<void> {
    const task: Promise<void> = this.#readCard(card)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#parsing.delete(task));
    this.#parsing.add(task);
    if (this.#parsing.size >= MAX_PARSING) await Promise.race(this.#parsing);
  }

  async #readCard({ cardId, databaseId, query }: WaitingCard): Promise<void> {
    const nativeParts = await Promise.all(
      query.nativeParts.map((part) => this.#readNative(part, databaseId)),
    );
    const { language, references } = query;
    await this.#readings.add({ cardId, databaseId, language, references, nativeParts });
  }

  async #readNative(part: NativePart, databaseId: number | null): Promise<NativeReading> {
    const sql = expandSnippets(part.text, (name) => this.#snippets.get(name)?.content);
    const tags = tagUsesOf(part, sql, (name) => this.#snippets.get(name)?.id);
    return {
      result: await this.#readSql(part, sql, databaseId),
      tags,
      collection: part.collection,
    };
  }

  async #readSql(part: NativePart, sql: string, databaseId: number | null): Promise<SqlResult> {
    const engine = databaseId === null ? undefined : this.#engines.get(databaseId);
    const dialect = engine === undefined ? "generic" : dialectOf(engine);
    if (dialect === undefined) return { reason: `questions to ${engine} are not written in SQL` };
    const result = await this.#reader.read({ sql, dialect, tagTypes: tagTypesOf(part) });
    if (engine !== undefined || "reason" in result) return result;
    // Accounts without rights on a database do not see its engine.
    const { confidence } = result.reading;
    return {
      reading: { ...result.reading, confidence: confidence === "high" ? "medium" : confidence },
    };
  }
}

function* rowsOf(reading: CardReading, known: KnownThings): Generator<ServerObject> {
  const { cardId, databaseId, language } = reading;
  const ids = new Set<unknown>();
  const sources = [
    ...reading.references.map((reference) =>
      mbqlSource(reference, { foundBy: language, databaseId, known }),
    ),
    ...reading.nativeParts.flatMap((part) => [...nativeSources(part, databaseId, known)]),
  ];
  for (const source of sources) {
    const row = cardSourceRow(cardId, source);
    if (ids.has(row["id"])) continue;
    ids.add(row["id"]);
    yield row;
  }
}

function kindOf({ type, dataset }: ServerObject): CardKind {
  if (type === "model" || dataset === true) return "model";
  return type === "metric" ? "metric" : "card";
}

function databaseOf(query: unknown): number | null {
  const database = isServerObject(query) ? query["database"] : undefined;
  return typeof database === "number" ? database : null;
}
