import { expect, test } from "vitest";
import { readAhead } from "../../src/sources/read-ahead.ts";

/** Opens items by hand: each waits until it is answered. */
function createDesk() {
  const opened: number[] = [];
  const answers = new Map<number, (elements: readonly string[] | Error) => void>();
  let closed = 0;
  async function* open(item: number): AsyncGenerator<string> {
    opened.push(item);
    try {
      const answer = await new Promise<readonly string[] | Error>((resolve) => {
        answers.set(item, resolve);
      });
      if (answer instanceof Error) throw answer;
      yield* answer;
    } finally {
      closed += 1;
    }
  }
  return {
    opened,
    answer: (item: number, elements: readonly string[] | Error) => answers.get(item)?.(elements),
    open,
    closed: () => closed,
  };
}

test("opens as many items as allowed at once, and hands them over in order", async () => {
  const desk = createDesk();
  const read: [number, string][] = [];
  const reading = (async () => {
    for await (const { item, elements } of readAhead([1, 2, 3], 2, desk.open)) {
      for await (const element of elements) read.push([item, element]);
    }
  })();
  while (desk.opened.length < 2) await Promise.resolve();

  expect(desk.opened).toEqual([1, 2]);
  desk.answer(2, ["c"]);
  desk.answer(1, ["a", "b"]);
  while (desk.opened.length < 3) await Promise.resolve();
  desk.answer(3, []);
  await reading;

  expect(read).toEqual([
    [1, "a"],
    [1, "b"],
    [2, "c"],
  ]);
});

test("an item that fails ahead of its turn fails in its turn, and the others go on", async () => {
  const desk = createDesk();
  const outcomes: string[] = [];
  const reading = (async () => {
    for await (const { item, elements } of readAhead([1, 2], 2, desk.open)) {
      try {
        for await (const element of elements) outcomes.push(element);
      } catch (error) {
        outcomes.push(`${item}: ${(error as Error).message}`);
      }
    }
  })();
  while (desk.opened.length < 2) await Promise.resolve();

  desk.answer(2, ["fine"]);
  desk.answer(1, new Error("gone"));
  await reading;

  expect(outcomes).toEqual(["1: gone", "fine"]);
});

test("takes items as they come, and opens those that are there", async () => {
  const desk = createDesk();
  async function* items() {
    yield 1;
    yield 2;
    throw new Error("the list broke off");
  }
  const read: string[] = [];
  const reading = (async () => {
    for await (const { elements } of readAhead(items(), 2, desk.open)) {
      for await (const element of elements) read.push(element);
    }
  })();
  while (desk.opened.length < 2) await Promise.resolve();
  desk.answer(1, ["a"]);
  desk.answer(2, ["b"]);

  await expect(reading).rejects.toThrow("the list broke off");
  expect(read).toEqual(["a"]);
  expect(desk.closed()).toBe(2);
});

test("items that were opened ahead are closed when the reader stops", async () => {
  const desk = createDesk();
  const items = readAhead([1, 2, 3], 3, desk.open);
  const first = items.next();
  await first;

  const stopped = items.return(undefined);
  desk.answer(2, []);
  desk.answer(3, []);
  await stopped;

  expect(desk.closed()).toBe(2);
});
