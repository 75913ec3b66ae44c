import fc from "fast-check";
import type { TestSettings } from "../../harness/load.ts";

/** The streams of every scenario, with their keys. */
export const STREAMS = [
  { name: "one", keys: ["id"] },
  { name: "pair", keys: ["id", "part"] },
  { name: "log", keys: [] },
] as const;

/** A record of the stream at this index of {@link STREAMS}. */
export interface RecordStep {
  readonly kind: "record";
  readonly stream: number;
  readonly id: number;
  readonly part: string;
  readonly value: number;
  readonly extra: number | null;
  /** Whether it says that the row was deleted. */
  readonly isDeleted: boolean;
  /** Whether it is of the version before the present one, where such may come. */
  readonly isLate: boolean;
}

/** What a tap does next. */
export type Step =
  | RecordStep
  | {
      readonly kind: "schema";
      readonly stream: number;
      /** Type of the values, the wider the higher. */
      readonly width: number;
      readonly hasExtra: boolean;
    }
  | {
      readonly kind: "activate";
      readonly stream: number;
      /** Whether it is for a version whose time is over. */
      readonly isOutdated: boolean;
    }
  | { readonly kind: "state" };

/** Something that happens to a run. */
export interface Stop {
  readonly kind: "SIGKILL" | "SIGTERM" | "cut" | "disconnect";
  /** After how many of its lines, modulo those that there are. */
  readonly place: number;
  /** How many of these, modulo, are loaded before the rest of them is sent. */
  readonly settled: number;
  /**
   * What is waited for, then: nothing, the state of the place, or a session that runs a statement
   * which begins like this.
   */
  readonly moment: "sent" | "state" | "begin" | "copy" | "merge" | "commit";
}

/** One run of a tap, which begins where the one before ended. */
export interface Run {
  readonly steps: readonly Step[];
  /** For each stream, whether it begins a new version. */
  readonly renews: readonly boolean[];
  /** One for each attempt, until one comes through. */
  readonly stops: readonly Stop[];
}

/** A whole test case. */
export interface Scenario {
  readonly settings: TestSettings;
  /** How many lines are written at a time. */
  readonly linesAtOnce: number;
  /** Bytes that fill every record up. */
  readonly padding: number;
  readonly runs: readonly Run[];
}

const stream = fc.nat({ max: STREAMS.length - 1 });

const record = fc.record({
  kind: fc.constant("record" as const),
  stream,
  id: fc.integer({ min: 1, max: 3 }),
  part: fc.constantFrom("x", "y"),
  // So few that records often say what their row says already.
  value: fc.nat({ max: 1 }),
  extra: fc.constantFrom(null, 0, 1),
  isDeleted: rarely(),
  isLate: rarely(),
});

const schema = fc.record({
  kind: fc.constant("schema" as const),
  stream,
  width: fc.nat({ max: 3 }),
  hasExtra: fc.boolean(),
});

const activate = fc.record({
  kind: fc.constant("activate" as const),
  stream,
  isOutdated: rarely(),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: record },
  { weight: 1, arbitrary: schema },
  { weight: 2, arbitrary: activate },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("state" as const) }) },
);

const stop: fc.Arbitrary<Stop> = fc.record({
  kind: fc.constantFrom("disconnect", "cut", "SIGTERM", "SIGKILL"),
  place: fc.nat({ max: 40 }),
  settled: fc.nat({ max: 40 }),
  moment: fc.constantFrom("sent", "state", "begin", "copy", "merge", "commit"),
});

const run: fc.Arbitrary<Run> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 40, size: "max" }),
  renews: fc.tuple(...STREAMS.map(() => rarely().map((isSame) => !isSame))),
  stops: fc.array(stop, { maxLength: 2 }),
});

const settings: fc.Arbitrary<TestSettings> = fc.record({
  hard_delete: fc.boolean(),
  fast_path: fc.boolean(),
  touch_unchanged: rarely(),
  validate_records: fc.boolean(),
  load_method: fc.constantFrom(undefined, "append-only", "overwrite"),
  append_only_strict: rarely(),
  persist_empty_tables: fc.boolean(),
  parallelism: fc.constantFrom(2, 1),
  batch_size_rows: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  batch_size_bytes: fc.constantFrom(undefined, 65_536),
  batch_wait_limit_seconds: fc.constantFrom(0.05, 0.005),
});

/** Any scenario. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  settings,
  linesAtOnce: fc.constantFrom(100, 5, 1),
  padding: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(20_000) },
  ),
  runs: fc.array(run, { minLength: 1, maxLength: 3 }),
});

function rarely(): fc.Arbitrary<boolean> {
  return fc.nat({ max: 4 }).map((number) => number === 4);
}
