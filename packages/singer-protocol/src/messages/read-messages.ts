import type { Line } from "../lines/line.ts";
import { readLines } from "../lines/read-lines.ts";
import type { Message } from "./message.ts";
import { parseMessage } from "./parse-message.ts";

/** A message with the line it stood in, for errors and for what JSON.parse would round. */
export interface ReceivedMessage {
  readonly message: Message;
  readonly line: Line;
}

/**
 * Reads bytes as Singer messages, in groups as they arrive.
 *
 * @throws {MessageError} for the first broken line, after the messages before it were yielded.
 */
export async function* readMessages(
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly ReceivedMessage[], void, undefined> {
  for await (const lines of readLines(input)) {
    const received: ReceivedMessage[] = [];
    let failure: unknown;
    try {
      for (const line of lines) received.push({ message: parseMessage(line), line });
    } catch (error) {
      failure = error;
    }
    if (received.length > 0) yield received;
    if (failure !== undefined) throw failure;
  }
}
