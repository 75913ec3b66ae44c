import { Writable } from "node:stream";
import { createLogger, createRedactor } from "@singer-metabase/singer-protocol";
import { expect, test } from "vitest";
import { Progress } from "../../src/sync/progress.ts";

function createDesk(isTTY: boolean) {
  let written = "";
  let clock = 0;
  const stderr = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    }),
    { isTTY },
  );
  const logger = createLogger({
    output: stderr,
    format: isTTY ? "text" : "json",
    level: "info",
    appName: "tap-metabase",
    redactor: createRedactor(),
  });
  const progress = new Progress({
    streamCount: 2,
    stderr,
    logger,
    requestCount: () => 7,
    now: () => clock,
  });
  return {
    progress,
    written: () => written,
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
  };
}

test("at a terminal one line is drawn over and over, and taken away", () => {
  const desk = createDesk(true);
  desk.progress.startStream("cards");

  desk.pass(1000);
  desk.progress.addRecords(500);
  expect(desk.written()).toBe(
    "\u001B[2Kcards: 0 of 2 streams, 500 records, 7 requests, 500 records/s\r",
  );
  desk.progress.finishStream();

  expect(desk.written().endsWith("\u001B[2K")).toBe(true);
});

test("elsewhere there is a log line now and then", () => {
  const desk = createDesk(false);
  desk.progress.startStream("cards");

  desk.pass(1000);
  desk.progress.addRecords(500);
  expect(desk.written()).toBe("");
  desk.pass(30_000);
  desk.progress.addRecords(500);

  expect(desk.written()).toMatch(/cards: 0 of 2 streams, 1000 records, 7 requests/);
  expect(desk.written()).not.toContain("\u001B");
});

test("the end tells streams, records, requests and seconds, and the metrics of the requests", () => {
  const desk = createDesk(false);
  desk.progress.startStream("cards");
  desk.progress.addRecords(10);
  desk.progress.finishStream();
  desk.pass(2000);

  desk.progress.end(1.5);

  expect(desk.written()).toMatch(/1 of 2 streams, 10 records, 7 requests, 5 records\/s in 2 s/);
  expect(desk.written()).toMatch(/http_request_count.*7/);
  expect(desk.written()).toMatch(/http_request_duration.*1\.5/);
});

test("a stream that was left out is not counted among those that came", () => {
  const desk = createDesk(false);

  desk.progress.leaveOutStream();

  expect(desk.progress.describe()).toMatch(/^0 of 2 streams, 1 left out, /);
});
