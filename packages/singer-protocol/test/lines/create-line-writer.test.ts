import { PassThrough, Writable } from "node:stream";
import { expect, test } from "vitest";
import { OutputClosedError } from "../../src/errors.ts";
import { createLineWriter } from "../../src/lines/create-line-writer.ts";

/** An output that takes its time: each write waits until `release` is called. */
function createSlowOutput() {
  const chunks: string[] = [];
  const waiting: (() => void)[] = [];
  const output = new Writable({
    highWaterMark: 16_384,
    decodeStrings: false,
    write(chunk, _encoding, callback) {
      chunks.push(String(chunk));
      waiting.push(callback);
    },
  });
  return { output, chunks, release: () => waiting.shift()?.() };
}

test("small lines leave together, in order", async () => {
  const { output, chunks, release } = createSlowOutput();
  const writer = createLineWriter(output);

  for (let number = 0; number < 100; number += 1) await writer.write(`line ${number}`);
  const flushed = writer.flush();
  release();
  release();
  await flushed;

  expect(chunks[0]).toBe(Array.from({ length: 100 }, (_, number) => `line ${number}\n`).join(""));
});

test("a few lines do not wait for more", async () => {
  const output = new PassThrough();
  const writer = createLineWriter(output);

  await writer.write("one");
  const [chunk] = await output.take(1).toArray();

  expect(String(chunk)).toBe("one\n");
});

test("a full output makes the writer wait until it has drained", async () => {
  const { output, release } = createSlowOutput();
  const writer = createLineWriter(output);
  const order: string[] = [];

  expect(writer.write("short")).toBeUndefined();
  const full = writer.write("x".repeat(70_000));
  expect(full).toBeInstanceOf(Promise);
  const waited = full?.then(() => order.push("written"));
  order.push("released");
  release();
  await waited;

  expect(order).toEqual(["released", "written"]);
});

test("every line that follows while the output is full waits for the same drain", async () => {
  const { output, release } = createSlowOutput();
  const writer = createLineWriter(output);

  const waits = Array.from({ length: 50 }, () => writer.write("x".repeat(70_000)));
  expect(output.listenerCount("drain")).toBe(1);
  for (const _ of waits) release();

  await expect(Promise.all(waits)).resolves.toHaveLength(50);
});

test("flush resolves only when the output has taken all", async () => {
  const { output, chunks, release } = createSlowOutput();
  const writer = createLineWriter(output);
  let isFlushed = false;

  await writer.write("one");
  const flushed = writer.flush().then(() => {
    isFlushed = true;
  });
  expect(chunks).toEqual(["one\n"]);
  expect(isFlushed).toBe(false);
  release();
  release();
  await flushed;

  expect(isFlushed).toBe(true);
});

test("when the reader is gone, the write that waits and all later ones say so", async () => {
  const { output } = createSlowOutput();
  const writer = createLineWriter(output);

  const waiting = writer.write("x".repeat(70_000));
  output.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));

  await expect(waiting).rejects.toThrow(OutputClosedError);
  await expect(writer.write("more")).rejects.toThrow(OutputClosedError);
  await expect(writer.flush()).rejects.toThrow(OutputClosedError);
});

test("an output that is closed without an error has lost its reader, too", async () => {
  const { output } = createSlowOutput();
  const writer = createLineWriter(output);

  const waiting = writer.write("x".repeat(70_000));
  output.destroy();

  await expect(waiting).rejects.toThrow(OutputClosedError);
});

test("any other failure of the output is passed on as it is", async () => {
  const { output } = createSlowOutput();
  const writer = createLineWriter(output);
  const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });

  const waiting = writer.write("x".repeat(70_000));
  output.destroy(full);

  await expect(waiting).rejects.toBe(full);
});

test("a line that others may choke on is told of, by its bytes", async () => {
  const lengths: number[] = [];
  const output = new PassThrough().resume();
  const onLongLine = ({ bytes }: { bytes: number }) => lengths.push(bytes);
  const writer = createLineWriter(output, { longLineBytes: 10, onLongLine });

  for (const line of ["0123456789", "ééééé", "éééééé", "0123456789a"]) {
    await writer.write(line);
  }

  expect(lengths).toEqual([12, 11]);
});
