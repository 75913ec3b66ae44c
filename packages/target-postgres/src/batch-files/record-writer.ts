import { isUtf8 } from "node:buffer";
import type { BatchMessage, Line, LineBlock } from "@singer-metabase/singer-protocol";
import { skipBlanks, skipValue } from "../fast-path/skip-json.ts";

const OPENING_BRACE = 0x7b;

/** Writes the records of a BATCH message as RECORD lines, in the form that taps write. */
export class RecordWriter {
  readonly #before: Buffer;
  readonly #after: Buffer;

  constructor({ stream, version, time_extracted }: BatchMessage) {
    const origin = JSON.stringify({ time_extracted, version }).slice(1);
    this.#before = Buffer.from(`{"type":"RECORD","stream":${JSON.stringify(stream)},"record":`);
    this.#after = Buffer.from(origin === "}" ? origin : `,${origin}`);
  }

  /**
   * Puts a message around each line.
   *
   * @throws for a line that is no object of JSON in UTF-8.
   */
  write(lines: readonly Line[], numberOf: (line: number) => number): LineBlock[] {
    const around = this.#before.length + this.#after.length;
    const total = lines.reduce((sum, { bytes }) => sum + bytes.length + around, 0);
    const buffer = Buffer.allocUnsafe(total);
    let end = 0;
    return lines.map(({ number, bytes }) => {
      if (!isUtf8(bytes)) throw new Error(`line ${number} is not UTF-8`);
      if (!isObject(bytes)) throw new Error(`line ${number} is no JSON object`);
      const start = end;
      end += this.#before.copy(buffer, end);
      end += bytes.copy(buffer, end);
      end += this.#after.copy(buffer, end);
      const message = buffer.subarray(start, end);
      return { number: numberOf(number), bytes: message, ends: [message.length] };
    });
  }
}

/** Whether the bytes are one object and nothing else: two would pass for a member beside the record. */
function isObject(bytes: Buffer): boolean {
  const start = skipBlanks(bytes, 0);
  if (bytes[start] !== OPENING_BRACE) return false;
  const end = skipValue(bytes, start);
  return end > 0 ? skipBlanks(bytes, end) === bytes.length : isParsed(bytes);
}

/** For what is nested too deeply to be looked at otherwise. */
function isParsed(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
}
