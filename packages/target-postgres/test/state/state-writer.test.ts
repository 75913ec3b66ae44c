import { expect, test } from "vitest";
import { StateWriter } from "../../src/state/state-writer.ts";

/** A clock that stands still until it is moved. */
function createClock() {
  let time = 0;
  let timer: { readonly at: number; readonly act: () => void } | undefined;
  return {
    now: () => time,
    setTimeout(act: () => void, ms: number) {
      timer = { at: time + ms, act };
      return undefined as unknown as NodeJS.Timeout;
    },
    advance(ms: number) {
      time += ms;
      if (timer === undefined || timer.at > time) return;
      const { act } = timer;
      timer = undefined;
      act();
    },
  };
}

function createWriter() {
  const lines: string[] = [];
  const clock = createClock();
  const output = { write: (line: string) => void lines.push(line), flush: async () => {} };
  return { lines, clock, states: new StateWriter(output, clock) };
}

test("the first state goes out at once, the newest of the next ones a second later", async () => {
  const { lines, clock, states } = createWriter();

  await states.offer("1");
  await states.offer("2");
  clock.advance(999);
  await states.offer("3");
  expect(lines).toEqual(["1"]);

  clock.advance(1);
  expect(lines).toEqual(["1", "3"]);
});

test("the last state goes out at the end, however soon", async () => {
  const { lines, states } = createWriter();

  await states.offer("1");
  await states.offer("2");
  await states.flush();

  expect(lines).toEqual(["1", "2"]);
});

test("a state that is out already is not repeated", async () => {
  const { lines, clock, states } = createWriter();

  await states.offer("1");
  clock.advance(2_000);
  await states.offer("1");
  await states.flush();

  expect(lines).toEqual(["1"]);
});
