import type { Scope } from "./python/compile-expression.ts";
import { Dictionary } from "./python/dictionary.ts";
import { asDecimal, parseValue } from "./python/json-values.ts";
import type { Value } from "./python/value.ts";
import type { RecordMembers } from "./record-members.ts";

/** What names mean beside the fields of the record. */
export interface FixedNames {
  readonly config: Value;
  /** The stream's name as it is written. */
  readonly streamName: string;
  /** The stream's name as it came. */
  readonly originalStreamName: string;
}

/** The values of one record, read from its JSON when they are asked for. */
export class RecordNames {
  readonly #members: RecordMembers;
  readonly #values = new Map<string, Value>();
  #record: Dictionary | undefined;

  constructor(members: RecordMembers) {
    this.#members = members;
  }

  /** The names as the expression of a field sees them; only there `self` is the field's old value. */
  scopeOf(field: string | undefined, fixed: FixedNames): Scope {
    return {
      get: (name) => {
        switch (name) {
          case "_":
          case "record":
            return this.#readRecord();
          case "config":
            return fixed.config;
          case "__stream_name__":
            return fixed.streamName;
          case "__original_stream_name__":
            return fixed.originalStreamName;
          case "self":
            return this.#read(field !== undefined && this.#members.has(field) ? field : name);
          default:
            return this.#read(name);
        }
      },
    };
  }

  #read(name: string): Value | undefined {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const json = this.#members.get(name);
    if (json === undefined) return undefined;
    const value = parseValue(json, asDecimal);
    this.#values.set(name, value);
    return value;
  }

  #readRecord(): Dictionary {
    this.#record ??= new Dictionary(
      Array.from(this.#members.keys(), (name) => [name, this.#read(name) as Value] as const),
    );
    return this.#record;
  }
}

/** The names that mean something else than the field of that name. */
export const FIXED_NAMES: ReadonlySet<string> = new Set([
  "_",
  "record",
  "config",
  "__stream_name__",
  "__original_stream_name__",
  "self",
]);
