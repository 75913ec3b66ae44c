import type { Evaluate } from "./python/compile-expression.ts";

/** One property of a stream map. */
export interface FieldMap {
  readonly name: string;
  /** Undefined for a property that is taken out. */
  readonly expression: FieldExpression | undefined;
}

/** An expression and the text it was made of. */
export interface FieldExpression {
  readonly text: string;
  readonly evaluate: Evaluate;
  /** The field whose value is only passed on, where that is all. */
  readonly passedField: string | undefined;
}

/** One entry of the setting stream_maps, ready for use. */
export interface StreamMap {
  /** Name or pattern of the streams that it reads. */
  readonly source: string;
  /** Name of what it writes; undefined for that of the stream. */
  readonly alias: ((stream: string) => string) | undefined;
  /** Whether it adds a stream; otherwise it takes the place of the one that it reads. */
  readonly isCopy: boolean;
  /** Undefined for a stream that is not loaded. */
  readonly content: StreamMapContent | undefined;
}

/** What becomes of the records. */
export interface StreamMapContent {
  readonly filter: FieldExpression | undefined;
  readonly fields: readonly FieldMap[];
  /** Undefined for the key that the stream has. */
  readonly keyProperties: readonly string[] | undefined;
  /** Whether properties that are not named stay. */
  readonly keepsOthers: boolean;
}

/** The setting stream_maps, ready for use. */
export interface StreamMaps {
  readonly maps: readonly StreamMap[];
  /** Whether streams that no entry names are loaded. */
  readonly keepsOthers: boolean;
}
