import { expect, test } from "vitest";
import { MessageError } from "../../src/errors.ts";
import { type ReceivedMessage, readMessages } from "../../src/messages/read-messages.ts";

async function* inOneChunk(text: string) {
  yield Buffer.from(text);
}

test("each message comes with the line it stood in, digits and all", async () => {
  const line = '{"type":"RECORD","stream":"a","record":{"x":9007199254740993}}';

  for await (const [received] of readMessages(inOneChunk(`\n${line}\n`))) {
    expect(received?.message).toMatchObject({ stream: "a" });
    expect(received?.line).toEqual({ number: 2, bytes: Buffer.from(line) });
  }
  expect.assertions(2);
});

test("the messages before a broken line are delivered before its error", async () => {
  const received: ReceivedMessage[] = [];
  const reading = (async () => {
    const text =
      '{"type":"STATE","value":1}\n{"type":"STATE","value":2}\noops\n{"type":"STATE","value":3}\n';
    for await (const group of readMessages(inOneChunk(text))) received.push(...group);
  })();

  await expect(reading).rejects.toThrow(MessageError);
  await expect(reading).rejects.toMatchObject({ line: 3 });
  expect(received.map(({ message }) => message)).toEqual([
    { type: "STATE", value: 1 },
    { type: "STATE", value: 2 },
  ]);
});
