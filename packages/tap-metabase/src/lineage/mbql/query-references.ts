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
    readStages(query["stages"], OUTERMOST, found);
    return { language: "mbql5", ...found };
  }
  if (isServerObject(query["native"])) noteNative(query["native"], found);
  if (isServerObject(query["query"])) readStage(query["query"], OUTERMOST, found);
  return { language: "mbql4", ...found };
}

interface Found {
  readonly references: MbqlReference[];
  readonly nativeParts: NativePart[];
}

/** What a stage is for the query around it. */
interface StageUse {
  readonly place: Place;
  /** False for a join that takes none of its columns, or some by name. */
  readonly showsAll: boolean;
}

const OUTERMOST: StageUse = { place: "source", showsAll: true };

/** Reads the stages of a query in MBQL 5; returns the question that the first one starts from. */
function readStages(stages: unknown, use: StageUse, found: Found): number | undefined {
  return membersOf(stages)
    .map((stage) => readStage(stage, use, found))
    .at(-1);
}

/** Reads one stage; returns the question whose columns it goes by, if it starts from one. */
function readStage(stage: ServerObject, use: StageUse, found: Found): number | undefined {
  if (typeof stage["native"] === "string") {
    noteNative({ ...stage, query: stage["native"] }, found);
    return undefined;
  }
  const card = noteSource(stage, use, found);
  const joined = new Map<unknown, number>();
  for (const join of membersOf(stage["joins"])) {
    const joinUse: StageUse = { place: "join", showsAll: join["fields"] === "all" };
    const joinedCard = join["stages"]
      ? readStages(join["stages"], joinUse, found)
      : readStage({ ...join, fields: undefined, condition: undefined }, joinUse, found);
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

/** Where a stage says which columns it shows; one that says nothing shows all of its table. */
const CHOOSING_MEMBERS = ["fields", "breakout", "aggregation"] as const;

function noteSource(stage: ServerObject, use: StageUse, found: Found): number | undefined {
  const { place, showsAll } = use;
  const table = stage["source-table"];
  const card = stage["source-card"] ?? cardOfVirtualTable(table);
  if (typeof card === "number") {
    found.references.push({ kind: "card", id: card, place });
    return card;
  }
  if (typeof table === "number") {
    found.references.push({ kind: "table", id: table, place });
    if (showsAll && !CHOOSING_MEMBERS.some((member) => hasClauses(stage[member]))) {
      found.references.push({ kind: "all fields", tableId: table, place: "field" });
    }
  }
  const inner = stage["source-query"];
  if (!isServerObject(inner)) return undefined;
  if (inner["native"] === undefined) return readStage(inner, use, found);
  noteNative(isServerObject(inner["native"]) ? inner["native"] : { query: inner["native"] }, found);
  return undefined;
}

function hasClauses(member: unknown): boolean {
  return Array.isArray(member) && member.length > 0;
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
