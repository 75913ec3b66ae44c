import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { type SignalReceived, watchSignals } from "../../src/program/watch-signals.ts";

function createWatch() {
  const source = new EventEmitter();
  const clock = { time: 0, timers: [] as { at: number; act: () => void }[] };
  const told: string[] = [];
  const { signal } = watchSignals(source, {
    onFirst: (reason: SignalReceived) => told.push(`first ${reason.signal}`),
    endAtOnce: (reason: SignalReceived) => told.push(`end ${reason.exitCode}`),
    now: () => clock.time,
    afterMs: (ms, act) => clock.timers.push({ at: clock.time + ms, act }),
  });
  const send = (name: "SIGINT" | "SIGTERM", at: number): void => {
    clock.time = at;
    source.emit(name, name);
  };
  return { signal, send, told, timers: clock.timers };
}

test("the first signal aborts, with the signal as the reason", () => {
  const { signal, send, told } = createWatch();
  expect(signal.aborted).toBe(false);

  send("SIGTERM", 0);

  expect(signal.aborted).toBe(true);
  expect(signal.reason).toMatchObject({
    signal: "SIGTERM",
    exitCode: 143,
    message: "stopped by SIGTERM",
  });
  expect(told).toEqual(["first SIGTERM"]);
});

test("signals within two seconds are one", () => {
  const { signal, send, told } = createWatch();

  send("SIGINT", 0);
  send("SIGTERM", 10);
  send("SIGTERM", 1_999);

  expect(signal.reason).toMatchObject({ signal: "SIGINT", exitCode: 130 });
  expect(told).toEqual(["first SIGINT"]);
});

test("a signal later than that ends at once, as the first one", () => {
  const { send, told } = createWatch();

  send("SIGINT", 0);
  send("SIGTERM", 2_000);

  expect(told).toEqual(["first SIGINT", "end 130"]);
});

test("a program that does not end within ten seconds is ended", () => {
  const { send, told, timers } = createWatch();

  send("SIGTERM", 500);

  expect(timers.map(({ at }) => at)).toEqual([10_500]);
  timers[0]?.act();
  expect(told).toEqual(["first SIGTERM", "end 143"]);
});
