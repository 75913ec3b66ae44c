import fc from "fast-check";
import { expect, test } from "vitest";
import { activateLine, recordLine } from "../harness/lines.ts";
import { loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import { expectSound, schema } from "./versions.ts";

const database = useDatabase();

/** How many random inputs are loaded, each by several runs. */
const RUNS = 20;

type Step =
  | {
      readonly kind: "record" | "mark";
      readonly id: number;
      readonly name: string;
      readonly day: number;
    }
  /** All rows of the version have come; or the tap gave up, and begins a newer one. */
  | { readonly kind: "activate" | "abandon" }
  /** The input ends, and another run goes on. */
  | { readonly kind: "end" };

const id = fc.integer({ min: 1, max: 3 });
const name = fc.constantFrom("a", "b");
const day = fc.integer({ min: 1, max: 28 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("record" as const), id, name, day }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("mark" as const), id, name, day }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("activate" as const, "abandon" as const) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("end" as const) }) },
);

/** What each row was, one after the other, and what it is now. */
class Model {
  readonly versions = new Map<number, string[]>();
  readonly alive = new Map<number, string>();
  readonly #seen = new Set<number>();

  take(step: Step): void {
    if (step.kind === "record") {
      const { id, name } = step;
      if (this.alive.get(id) !== name) {
        this.versions.set(id, [...(this.versions.get(id) ?? []), name]);
      }
      this.alive.set(id, name);
      this.#seen.add(id);
    } else if (step.kind === "mark") {
      this.alive.delete(step.id);
    } else if (step.kind !== "end") {
      const gone = [...this.alive.keys()].filter((id) => !this.#seen.has(id));
      if (step.kind === "activate") for (const id of gone) this.alive.delete(id);
      this.#seen.clear();
    }
  }
}

/** The steps as the lines of several runs. */
function toRuns(stream: string, steps: readonly Step[]): string[][] {
  const runs = [[schema(stream)]];
  let version = 1;
  for (const step of steps) {
    const lines = runs.at(-1) ?? [];
    if (step.kind === "end") runs.push([schema(stream)]);
    else if (step.kind === "activate") lines.push(activateLine(stream, version));
    if (step.kind === "activate" || step.kind === "abandon") version += 1;
    if (step.kind !== "record" && step.kind !== "mark") continue;
    const time = `2024-01-${String(step.day).padStart(2, "0")}T00:00:00Z`;
    const record = { id: step.id, name: step.name };
    lines.push(
      step.kind === "record"
        ? recordLine(stream, record, { version, time_extracted: time })
        : recordLine(stream, { ...record, _sdc_deleted_at: time }, { version }),
    );
  }
  return runs;
}

/** The same, of rows of a history. */
function readModel(rows: readonly Record<string, unknown>[]): Pick<Model, "versions" | "alive"> {
  const versions = new Map<number, string[]>();
  const alive = new Map<number, string>();
  for (const row of rows) {
    const { id, name, valid_to } = row as { id: number; name: string; valid_to: unknown };
    versions.set(id, [...(versions.get(id) ?? []), name]);
    if (valid_to === null) alive.set(id, name);
  }
  return { versions, alive };
}

test("whatever comes, in whatever runs and batches, the history is that of a simple model", async () => {
  let count = 0;
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: 25 }),
    fc.boolean(),
    fc.boolean(),
    fc.integer({ min: 1, max: 10 }),
    async (steps, hard_delete, fast_path, batch_size_rows) => {
      count += 1;
      const stream = `random_${count}`;
      const model = new Model();
      for (const each of steps) model.take(each);

      for (const lines of toRuns(stream, steps)) {
        await loadAll(database(), lines, {
          history: true,
          hard_delete,
          fast_path,
          batch_size_rows,
        });
      }

      const rows = await database().query(
        `select id::int, name, valid_to from t.${stream}_history order by id, valid_from, valid_to, ctid`,
      );
      expect(readModel(rows)).toEqual({ versions: model.versions, alive: model.alive });
      await expectSound(database(), stream);
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}, 120_000);
