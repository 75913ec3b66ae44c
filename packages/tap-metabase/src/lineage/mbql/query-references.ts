import { stringifyExactly } from "@singer-metabase/metabase-client";
import { isServerObject, membersOf, type ServerObject } from "../../records/server-object.ts";
import type { Place } from "../place.ts";
import { type ClauseSources, clauseReferences, type MbqlReference } from "./clause-references.ts";

/** A part of a query that is written by hand: SQL, or what else its database speaks. */
export interface NativePart {
  readonly text: string;
  /** The template tags by name, as the question keeps them. */
  readonly tags: ServerObject;
  /** What it is asked of in databases that want it said beside the query (MongoDB). */
  readonly collection: string | undefined;
}

/** What a question's query refers to, before it is compared with what is known. */
export interface QueryReferences {
  readonly language: "mbql4" | "mbql5";
  readonly references: readonly MbqlReference[];
  readonly nativeParts: readonly NativePart[];
}

/**
 * Finds what a question's `dataset_query` refers to, in MBQL 4 (up to 0.56) and MBQL 5 (0.57 and
 * newer), with the parts of it that are written by hand.
 * https://github.com/metabase/metabase/wiki/(Incomplete)-MBQL-Reference
 */
export function queryReferences(query: unknown): QueryReferences {
  const found: Found = { references: [], nativeParts: [] };
  if (!isServerObject(query)) return { language: "mbql4", ...found };
  if (Array.isArray(query["stages"])) {
    readStages(query["stages"], "source", found);
    return { language: "mbql5", ...found };
  }
  if (isServerObject(query["native"])) noteNative(query["native"], found);
  if (isServerObject(query["query"])) readStage(query["query"], "source", found);
  return { language: "mbql4", ...found };
}

interface Found {
  readonly references: MbqlReference[];
  readonly nativeParts: NativePart[];
}

/** Reads the stages of a query in MBQL 5; returns the question that the first one starts from. */
function readStages(stages: unknown, place: Place, found: Found): number | undefined {
  return membersOf(stages)
    .map((stage) => readStage(stage, place, found))
    .at(-1);
}

/** Reads one stage; returns the question whose columns it goes by, if it starts from one. */
function readStage(stage: ServerObject, place: Place, found: Found): number | undefined {
  if (typeof stage["native"] === "string") {
    noteNative({ ...stage, query: stage["native"] }, found);
    return undefined;
  }
  const card = noteSource(stage, place, found);
  const joined = new Map<unknown, number>();
  for (const join of membersOf(stage["joins"])) {
    const joinedCard = join["stages"]
      ? readStages(join["stages"], "join", found)
      : readStage({ ...join, fields: undefined, condition: undefined }, "join", found);
    if (joinedCard !== undefined) joined.set(join["alias"], joinedCard);
  }
  const sources: ClauseSources = { card, joined };
  const note = (clauses: unknown, clausePlace: Place) =>
    found.references.push(...clauseReferences(clauses, clausePlace, sources));
  for (const join of membersOf(stage["joins"])) {
    note(join["condition"] ?? join["conditions"], "join");
    note(join["fields"], "field");
  }
  for (const [member, clausePlace] of MEMBERS) note(stage[member], clausePlace);
  return card;
}

/** Where clauses stand in a stage, in both languages. */
const MEMBERS = [
  ["fields", "field"],
  ["expressions", "expression"],
  ["filter", "filter"],
  ["filters", "filter"],
  ["breakout", "breakout"],
  ["aggregation", "aggregation"],
  ["order-by", "order"],
] as const;

function noteSource(stage: ServerObject, place: Place, found: Found): number | undefined {
  const table = stage["source-table"];
  const card = stage["source-card"] ?? cardOfVirtualTable(table);
  if (typeof card === "number") {
    found.references.push({ kind: "card", id: card, place });
    return card;
  }
  if (typeof table === "number") found.references.push({ kind: "table", id: table, place });
  const inner = stage["source-query"];
  if (!isServerObject(inner)) return undefined;
  if (inner["native"] === undefined) return readStage(inner, place, found);
  noteNative(isServerObject(inner["native"]) ? inner["native"] : { query: inner["native"] }, found);
  return undefined;
}

/** `card__12` stands for question 12 where a table's id is expected. */
function cardOfVirtualTable(table: unknown): number | undefined {
  const digits = typeof table === "string" ? /^card__(\d+)$/.exec(table)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function noteNative(native: ServerObject, found: Found): void {
  const { query, collection, "template-tags": tags } = native;
  found.nativeParts.push({
    text: typeof query === "string" ? query : stringifyExactly(query ?? ""),
    tags: isServerObject(tags) ? tags : {},
    collection: typeof collection === "string" ? collection : undefined,
  });
}
