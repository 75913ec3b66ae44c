import type { ColumnPlan } from "./column-plans.ts";
import { FIRST_DAY_MS, LAST_DAY_MS, printInstant } from "./instants.ts";
import { createRandom } from "./random.ts";

/** Statistics of a column, as the server's analysis leaves them. */
export interface Fingerprint {
  readonly global: { readonly "distinct-count": number; readonly "nil%": number };
  readonly type?: Readonly<Record<string, Readonly<Record<string, number | string | null>>>>;
}

const NUMBERS = new Set(["type/Integer", "type/BigInteger", "type/Float", "type/Decimal"]);
const INSTANTS = new Set(["type/Date", "type/DateTime", "type/DateTimeWithLocalTZ"]);

/** Invents the statistics of a column; numbers have as many digits as the server's. */
export function createFingerprint(options: {
  readonly seed: number;
  readonly id: number;
  readonly plan: Pick<ColumnPlan, "base_type" | "semantic_type">;
  readonly rows: number;
}): Fingerprint {
  const { plan, rows } = options;
  const random = createRandom(options.seed, "fingerprint", options.id);
  const sample = Math.min(rows, 10_000);
  const distinct =
    plan.semantic_type === "type/PK" ? sample : random.between(1, Math.max(1, sample));
  const global = {
    "distinct-count": distinct,
    "nil%": plan.semantic_type === "type/PK" || random.chance(0.7) ? 0 : random.next(),
  };
  if (NUMBERS.has(plan.base_type)) {
    const least = random.between(-50, 100);
    const most = least + distinct * (1 + random.next());
    const spread = most - least;
    return {
      global,
      type: {
        "type/Number": {
          min: least,
          q1: least + spread * 0.25,
          q3: least + spread * 0.75,
          max: most,
          sd: distinct === 1 ? null : spread / 3.4641016151377544,
          avg: least + spread / 2,
        },
      },
    };
  }
  if (INSTANTS.has(plan.base_type)) {
    const earliest = printInstant(FIRST_DAY_MS + random.between(0, 3_600_000) * 24);
    return { global, type: { "type/DateTime": { earliest, latest: printInstant(LAST_DAY_MS) } } };
  }
  if (plan.base_type === "type/Text") {
    return {
      global,
      type: {
        "type/Text": {
          "percent-json": 0,
          "percent-url": plan.semantic_type === "type/URL" ? 1 : 0,
          "percent-email": plan.semantic_type === "type/Email" ? 1 : 0,
          "percent-state": 0,
          "average-length": 4 + random.next() * 20,
        },
      },
    };
  }
  return { global };
}
