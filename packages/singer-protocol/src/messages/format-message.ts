import { stringify } from "lossless-json";
import {
  format_message,
  type Message as NodeMessage,
  StateMessage as NodeStateMessage,
} from "singer-node";
import type { Message } from "./message.ts";
import {
  StandardActivateVersionMessage,
  StandardRecordMessage,
  StandardSchemaMessage,
} from "./standard-messages.ts";

/**
 * Writes a message as the one line of JSON that the specification asks for, without its line end.
 * A record may hold numbers that a double cannot: bigints, and lossless-json's numbers with a `toJSON`
 * that throws a TypeError, as `JSON.stringify` does for a bigint.
 */
export function formatMessage(message: Message): string {
  switch (message.type) {
    case "RECORD":
      return toLine(new StandardRecordMessage(message));
    case "SCHEMA":
      return toLine(new StandardSchemaMessage(message));
    case "STATE":
      // The base gives the value the shape of Singer's bookmarks; on the wire it is opaque.
      return toLine(
        new NodeStateMessage(message.value as ConstructorParameters<typeof NodeStateMessage>[0]),
      );
    case "ACTIVATE_VERSION":
      return toLine(new StandardActivateVersionMessage(message));
    case "BATCH":
      return JSON.stringify(message);
  }
}

function toLine(message: NodeMessage): string {
  try {
    return format_message(message);
  } catch (error) {
    // JSON.stringify refuses a bigint; what prints it is slower, so only such records pay for it.
    if (!(error instanceof TypeError)) throw error;
    return stringify(message.asObject()) ?? "";
  }
}
