import fc from "fast-check";
import { test } from "vitest";
import { useDatabase } from "../harness/use-database.ts";
import { describeScenario } from "./orders/describe-scenario.ts";
import "./orders/hurried-clock.ts";
import { runScenario } from "./orders/run-scenario.ts";
import { scenario } from "./orders/scenario.ts";

const database = useDatabase();

/** How many scenarios are played; each is some runs of the target. */
const RUNS = Number(process.env["RANDOM_ORDERS"] ?? 15);

const readable = scenario.map((each) =>
  Object.assign(each, { [fc.toStringMethod]: () => describeScenario(each) }),
);

let count = 0;

test(
  "whatever comes, and whatever stops the target, its tables are those of a simple model",
  async () => {
    const property = fc.asyncProperty(readable, async (each) => {
      count += 1;
      await runScenario(each, { database: database(), schema: `orders_${count}` });
    });
    await fc.assert(property, { numRuns: RUNS });
  },
  // A counterexample takes many more until it is short.
  300_000 + RUNS * 10_000,
);
