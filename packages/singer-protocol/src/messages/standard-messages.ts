// singer-node 0.1.1 is the base of what goes out: its message classes and its `format_message`.
// Left alone, because they do not hold:
// - write_message, write_record, write_schema, write_state print Node's inspection of an object,
//   which is not JSON, and ignore backpressure (see lines/create-line-writer.ts);
// - parse_message knows neither ACTIVATE_VERSION nor a SCHEMA without key_properties, and its
//   errors name no line (see parse-message.ts);
// - SchemaMessage adds `cleanFirst`, which no specification has, and RecordMessage types `version`
//   as text and drops 0: the classes below put the standard's fields in their place;
// - the metrics spread over several lines, and parse_args reads process.argv by itself.
import { List } from "immutable";
import {
  MessageType,
  Message as NodeMessage,
  RecordMessage as NodeRecordMessage,
  SchemaMessage as NodeSchemaMessage,
} from "singer-node";
import type { ActivateVersionMessage, RecordMessage, SchemaMessage } from "./message.ts";

type Content = ReturnType<NodeMessage["asObject"]>;
type SchemaContent = ReturnType<NodeSchemaMessage["asObject"]>;
type RecordContent = ReturnType<NodeRecordMessage["asObject"]>;

/** SCHEMA with the fields of the specification and no others. */
export class StandardSchemaMessage extends NodeSchemaMessage {
  constructor(message: SchemaMessage) {
    const { stream, schema, key_properties, bookmark_properties } = message;
    super(
      stream,
      // Ours is the same thing, readonly.
      schema as unknown as ConstructorParameters<typeof NodeSchemaMessage>[1],
      List(key_properties),
      bookmark_properties && List(bookmark_properties),
    );
  }

  override asObject(): SchemaContent {
    const { type, stream, schema, key_properties, bookmark_properties } = super.asObject();
    // The base's type demands `cleanFirst`; leaving it out is the point.
    return { type, stream, schema, key_properties, bookmark_properties } as SchemaContent;
  }
}

/** RECORD with an integer `version` and an RFC 3339 `time_extracted`. */
export class StandardRecordMessage extends NodeRecordMessage {
  readonly #message: RecordMessage;

  constructor(message: RecordMessage) {
    super(message.stream, message.record);
    this.#message = message;
  }

  override asObject(): RecordContent {
    const { version, time_extracted } = this.#message;
    // Once per row: one object, where the base spreads three. JSON leaves undefined fields out.
    const content = {
      type: MessageType.record as const,
      stream: this.stream,
      record: this.record,
      version,
      time_extracted,
    };
    return content;
  }
}

/** ACTIVATE_VERSION, which singer-node does not have. */
export class StandardActivateVersionMessage extends NodeMessage {
  readonly #message: ActivateVersionMessage;

  constructor(message: ActivateVersionMessage) {
    super();
    this.#message = message;
  }

  override asObject(): Content {
    const { type, stream, version } = this.#message;
    // The base lists its three message types as a closed union.
    return { type, stream, version } as unknown as Content;
  }
}
