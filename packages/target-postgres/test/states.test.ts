import { expect, test } from "vitest";
import { recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };

test("a state is passed on as it stood in the line", async () => {
  const value = String.raw`{ "lsn": 9007199254740993, "2": 1.10, "1": "\u00e9\ud83d", "a": {} }`;

  const { states } = await loadAll(database(), [`{"value": ${value}, "type": "STATE"}`]);

  expect(states).toEqual([value]);
});

test("an empty state is not written, and does not hide the one before", async () => {
  const { states } = await loadAll(database(), [stateLine({ at: 1 }), stateLine({})]);

  expect(states).toEqual(['{"at":1}']);
});

test("many states cost few lines, and the last one is always written", async () => {
  const lines = [schemaLine("many", { id }, ["id"])];
  for (let at = 1; at <= 500; at += 1)
    lines.push(recordLine("many", { id: at }), stateLine({ at }));

  const { states } = await loadAll(database(), lines, { batch_size_rows: 50 });

  expect(states.at(-1)).toBe('{"at":500}');
  expect(states.length).toBeLessThan(20);
});

test("states that take much memory make room by themselves", async () => {
  const padding = "x".repeat(50_000);
  const lines = [schemaLine("fat", { id }, ["id"])];
  for (let at = 1; at <= 20; at += 1)
    lines.push(recordLine("fat", { id: at }), stateLine({ at, padding }));

  const { log } = await loadAll(database(), lines, { batch_size_bytes: 200_000 });

  const batches = /"metric":"batch_count","value":(\d+)/.exec(log)?.[1];
  expect(Number(batches)).toBeGreaterThan(5);
});

test("a state waits for the records of all streams before it", async () => {
  const at = { type: "string", format: "date-time" };
  const lines = [
    schemaLine("one", { id }, ["id"]),
    schemaLine("two", { id, at }, ["id"]),
    recordLine("two", { id: 1, at: "300000-01-01T00:00:00Z" }),
    recordLine("one", { id: 1 }),
    stateLine({ at: 1 }),
  ];

  const { states, error } = await load(database(), lines);

  expect(error?.message).toMatch(/^line 3 /);
  expect(states).toEqual([]);
});
