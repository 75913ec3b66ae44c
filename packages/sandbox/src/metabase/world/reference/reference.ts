import type { Collections } from "../collections.ts";
import type { Fields } from "../fields.ts";
import type { LazyList } from "../lazy-list.ts";
import type { Table } from "../tables.ts";
import { type Action, createActions } from "./actions.ts";
import { type Comment, createDocuments, type Document } from "./documents.ts";
import { createGlossary, type GlossaryEntry } from "./glossary.ts";
import { createMeasures, type Measure } from "./measures.ts";
import { createSegments, type Segment } from "./segments.ts";
import { createTimelines, type Timeline, type TimelineEvent } from "./timelines.ts";

/** What explains the data and the questions. */
export interface Reference {
  readonly segments: LazyList<Segment>;
  readonly measures: LazyList<Measure>;
  readonly timelines: LazyList<Timeline>;
  readonly events: LazyList<TimelineEvent>;
  readonly actions: LazyList<Action>;
  readonly documents: LazyList<Document>;
  readonly comments: LazyList<Comment>;
  readonly glossary: LazyList<GlossaryEntry>;
}

/** What it depends on. */
export interface ReferenceOptions {
  readonly seed: number;
  readonly cards: number;
  readonly collections: Collections;
  readonly tables: LazyList<Table>;
  readonly fields: Fields;
}

/** Makes all of it; a fixed number of each, whatever the size of the world. */
export function createReference(options: ReferenceOptions): Reference {
  return {
    segments: createSegments(options),
    measures: createMeasures(options),
    actions: createActions(options),
    glossary: createGlossary(options.seed),
    ...createTimelines(options),
    ...createDocuments(options),
  };
}
