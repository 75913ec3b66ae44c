import { format_message, StateMessage as NodeStateMessage } from "singer-node";
import type { Message } from "./message.ts";
import {
  StandardActivateVersionMessage,
  StandardRecordMessage,
  StandardSchemaMessage,
} from "./standard-messages.ts";

/** Writes a message as the one line of JSON that the specification asks for, without its line end. */
export function formatMessage(message: Message): string {
  switch (message.type) {
    case "RECORD":
      return format_message(new StandardRecordMessage(message));
    case "SCHEMA":
      return format_message(new StandardSchemaMessage(message));
    case "STATE":
      // The base gives the value the shape of Singer's bookmarks; on the wire it is opaque.
      return format_message(
        new NodeStateMessage(message.value as ConstructorParameters<typeof NodeStateMessage>[0]),
      );
    case "ACTIVATE_VERSION":
      return format_message(new StandardActivateVersionMessage(message));
  }
}
