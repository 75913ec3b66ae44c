import {
  type Line,
  type Message,
  parseMessage,
  type RecordMessage,
  type SchemaMessage,
} from "@singer-metabase/singer-protocol";
import { flattenRecord } from "../flattening/flatten-record.ts";
import type { FlatteningOptions } from "../flattening/flattening-options.ts";
import { type FlatPlan, planFlattening } from "../flattening/plan-flattening.ts";
import { mapRecord } from "./map-record.ts";
import { findTextFields, mapSchema } from "./map-schema.ts";
import { matchesName } from "./match-name.ts";
import type { Value } from "./python/value.ts";
import { type RecordMembers, readRecordMembers, writeMembers } from "./record-members.ts";
import { RecordNames } from "./record-names.ts";
import type { StreamMapContent, StreamMaps } from "./stream-map.ts";

/** A message and the line that it could have come from. */
export interface MappedMessage {
  readonly message: Message;
  readonly line: Line;
}

/** What a mapper is made of. */
export interface MapperOptions {
  readonly maps: StreamMaps;
  /** The setting stream_map_config, for expressions. */
  readonly config: Value;
  /** Undefined to leave nested objects as they are. */
  readonly flattening: FlatteningOptions | undefined;
  /** Whether records are validated, so that a value of another type than its field's is an error. */
  readonly isValidated: boolean;
}

/** One stream that is made of a stream. */
interface Output {
  readonly name: string;
  /** Undefined for one that is only flattened, or nothing. */
  readonly content: StreamMapContent | undefined;
}

/** An output whose SCHEMA came. */
interface OpenOutput extends Output {
  readonly keys: readonly string[];
  readonly textFields: ReadonlySet<string>;
  readonly flat: FlatPlan | undefined;
}

interface SourceRecord {
  readonly members: RecordMembers;
  readonly names: RecordNames;
  readonly stream: string;
  readonly line: number;
}

/** Applies stream maps and flattening to messages before they reach their sinks. */
export class MessageMapper {
  readonly #options: MapperOptions;
  readonly #outputs = new Map<string, readonly Output[]>();
  readonly #open = new Map<string, readonly OpenOutput[]>();

  constructor(options: MapperOptions) {
    this.#options = options;
  }

  /** The streams that came, by the names that the tap gives them. */
  get streams(): readonly string[] {
    return [...this.#outputs.keys()];
  }

  /** Whether the lines of a stream are loaded as they come. */
  leavesAlone(stream: string): boolean {
    const [first, ...others] = this.#findOutputs(stream);
    return (
      this.#options.flattening === undefined &&
      others.length === 0 &&
      first?.name === stream &&
      first.content === undefined
    );
  }

  /**
   * What becomes of a message: none, one or several.
   *
   * @throws {SchemaError} for a stream that its map does not fit.
   * @throws {RecordError} for a record on which an expression fails.
   */
  map(message: Message, line: Line): readonly MappedMessage[] {
    if (!("stream" in message) || this.leavesAlone(message.stream)) return [{ message, line }];
    switch (message.type) {
      case "SCHEMA":
        return this.#mapSchema(message, line);
      case "RECORD":
        return this.#mapRecord(message, line);
      case "ACTIVATE_VERSION":
        return this.#findOutputs(message.stream).map(({ name }) => ({
          message: { ...message, stream: name },
          line,
        }));
      default:
        // The records in the files of a BATCH come as RECORDs.
        return [{ message, line }];
    }
  }

  /** As in the SDK, the last entry that matches takes the stream's own place; copies come after it. */
  #findOutputs(stream: string): readonly Output[] {
    const known = this.#outputs.get(stream);
    if (known !== undefined) return known;
    const { maps, keepsOthers } = this.#options.maps;
    let own: Output | undefined = keepsOthers ? { name: stream, content: undefined } : undefined;
    const copies: Output[] = [];
    for (const { source, alias, isCopy, content } of maps) {
      if (!matchesName(stream, source)) continue;
      const output = content && { name: alias?.(stream) ?? stream, content };
      if (!isCopy) own = output;
      else if (output !== undefined) copies.push(output);
    }
    const outputs = own === undefined ? copies : [own, ...copies];
    this.#outputs.set(stream, outputs);
    return outputs;
  }

  #mapSchema(message: SchemaMessage, line: Line): readonly MappedMessage[] {
    const { flattening, isValidated } = this.#options;
    const open = this.#findOutputs(message.stream).map(({ name, content }) => {
      const mapped = content === undefined ? message : mapSchema(message, content, line.number);
      const flat = flattening && planFlattening(mapped.schema, flattening);
      const schema = flat?.schema ?? mapped.schema;
      const textFields = new Set(isValidated && content ? findTextFields(content, mapped) : []);
      return { name, content, flat, textFields, message: { ...mapped, schema, stream: name } };
    });
    this.#open.set(
      message.stream,
      open.map(({ message: { key_properties: keys }, ...output }) => ({ ...output, keys })),
    );
    return open.map(({ message: mapped }) => ({ message: mapped, line }));
  }

  #mapRecord(message: RecordMessage, line: Line): readonly MappedMessage[] {
    const open = this.#open.get(message.stream);
    // Whoever takes it next says that the SCHEMA is missing.
    if (open === undefined) return [{ message, line }];
    const members = readRecordMembers(line.bytes);
    const record = {
      members,
      names: new RecordNames(members),
      stream: message.stream,
      line: line.number,
    };
    return open.flatMap((output) => {
      const mapped = this.#mapMembers(record, output);
      return mapped === undefined ? [] : [toRecord(message, output.name, mapped, line.number)];
    });
  }

  #mapMembers(
    record: SourceRecord,
    { name, content, keys, textFields, flat }: OpenOutput,
  ): RecordMembers | undefined {
    const { config, flattening } = this.#options;
    const fixed = { config, streamName: name, originalStreamName: record.stream };
    const mapped =
      content === undefined
        ? record.members
        : mapRecord({ ...record, fixed, keys, textFields }, content);
    if (mapped === undefined || flat === undefined || flattening === undefined) return mapped;
    return flattenRecord(mapped, flat, flattening);
  }
}

/** Written and read again, so that a mapped record is a record like any other. */
function toRecord(
  { version, time_extracted }: RecordMessage,
  stream: string,
  members: RecordMembers,
  number: number,
): MappedMessage {
  const rest = JSON.stringify({ type: "RECORD", stream, version, time_extracted }).slice(0, -1);
  const line = { number, bytes: Buffer.from(`${rest},"record":${writeMembers(members)}}`) };
  return { message: parseMessage(line), line };
}
