import { expect, test } from "vitest";
import { LoadMetrics } from "../src/load-metrics.ts";

/** Counts at a clock that can be set; `written` is what went to the log. */
function openMetrics() {
  const written: unknown[] = [];
  const clock = { ms: 0 };
  const metrics = new LoadMetrics({
    logger: {
      info: (message) => void written.push(message),
      metric: ({ metric, value, tags }) => void written.push([metric, value, tags["stream"]]),
    },
    now: () => clock.ms,
  });
  return { metrics, written, clock };
}

test("a long load tells how far it has come, a short one does not", () => {
  const { metrics, written, clock } = openMetrics();

  metrics.add("orders", 1_000, 1);
  clock.ms = 29_999;
  metrics.add("orders", 1_000, 1);
  expect(written).toEqual([]);
  clock.ms = 40_000;
  metrics.add("customers", 2_000, 1);
  clock.ms = 69_999;
  metrics.add("customers", 1_000, 1);

  expect(written).toEqual(["loaded 4000 records of 2 streams in 40 s, 100 records/s"]);
});

test("the end has the SDK's metrics of each stream, and a line for all", () => {
  const { metrics, written, clock } = openMetrics();
  metrics.add("orders", 2, 0.5);
  metrics.add("orders", 3, 0.25);
  metrics.addRejected("orders");
  clock.ms = 2_000;

  metrics.report();

  expect(written).toEqual([
    ["record_count", 5, "orders"],
    ["batch_count", 2, "orders"],
    ["batch_processing_time", 0.75, "orders"],
    ["rejected_count", 1, "orders"],
    "loaded 5 records of 1 stream in 2 s, 3 records/s",
  ]);
});

test("a run that loaded nothing says nothing of it", () => {
  const { metrics, written } = openMetrics();

  metrics.report();

  expect(written).toEqual([]);
});
