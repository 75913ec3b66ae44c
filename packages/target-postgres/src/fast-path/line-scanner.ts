import { RowBuffer } from "../load/row-buffer.ts";
import type { FastPath } from "./fast-path.ts";
import { DECLINED, skipBlanks, skipString, skipValue, standsAt } from "./skip-json.ts";

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Longer versions are not exact as JavaScript's numbers. */
const VERSION = /^[1-9]\d{0,14}$|^0$/;

/** What the scanner asks of a stream's sink. */
export interface ScannedStream {
  readonly fastPath: FastPath | undefined;
  /** Says where its next row is to be written. */
  place(row: RowBuffer): void;
}

/** How a line began, up to the record, and whose it was. */
interface Beginning<Stream> {
  readonly bytes: Buffer;
  readonly stream: Stream | undefined;
  /** How the line began that came after the last one like this: streams often take turns. */
  next: Beginning<Stream> | undefined;
}

/**
 * Reads lines that are RECORD messages in the form that taps write, without parsing them: what comes
 * before the record, the record itself, and what comes after it. One scanner serves all streams of a
 * run: what it found in the last line stands in its fields.
 */
export class LineScanner<Stream extends ScannedStream> {
  /** The row, as far as the record filled it. */
  readonly row = new RowBuffer();
  version: number | undefined;
  /** Where the value of `time_extracted` begins in the line, with its quote; -1 without one. */
  extractedAt = -1;
  readonly #findStream: (name: string) => Stream | undefined;
  readonly #beginnings = new Map<string, Beginning<Stream>>();
  /** How the last line began, where the next one may begin like it. Most do. */
  #beginning: Beginning<Stream> | undefined;
  #stream: Stream | undefined;
  /** How the last line ended, from the record on; and where in that the text of a time stands. */
  #tail: Buffer = Buffer.alloc(0);
  #tailVersion: number | undefined;
  #timeStart = -1;
  #timeEnd = -1;

  constructor(findStream: (name: string) => Stream | undefined) {
    this.#findStream = findStream;
  }

  /** To be called when a stream has another sink. */
  reset(): void {
    this.#beginnings.clear();
    this.#beginning = undefined;
  }

  /** Writes the line's record into {@link row}; gives its stream, or undefined to decline the line. */
  scan(json: Buffer, start: number, end: number): Stream | undefined {
    this.version = undefined;
    this.extractedAt = -1;
    const record = this.#findRecord(json, start);
    const stream = this.#stream;
    const fastPath = stream?.fastPath;
    if (record === DECLINED || fastPath === undefined) return undefined;
    stream?.place(this.row);
    const recordEnd = fastPath.writeRecord(this.row, json, record, end - start);
    if (recordEnd === DECLINED) return undefined;
    // What was noted before the record is no part of the tail.
    const isUsual = this.#beginning !== undefined;
    if (isUsual && this.#isLastTail(json, recordEnd, end)) return stream;
    if (!this.#readTail(json, recordEnd, end)) return undefined;
    if (isUsual) this.#keepTail(json, recordEnd, end);
    return stream;
  }

  /** Where the record begins, with its brace. */
  #findRecord(json: Buffer, start: number): number {
    const last = this.#beginning;
    if (last === undefined) return this.#readBeginning(json, start);
    if (standsAt(json, start, last.bytes)) return start + last.bytes.length - 1;
    const { next } = last;
    if (next === undefined || !standsAt(json, start, next.bytes)) {
      return this.#readBeginning(json, start);
    }
    this.#beginning = next;
    this.#stream = next.stream;
    return start + next.bytes.length - 1;
  }

  #readBeginning(json: Buffer, start: number): number {
    let isRecord = false;
    let isUsual = true;
    let stream: string | undefined;
    let index = json[start] === OPENING_BRACE ? skipBlanks(json, start + 1) : DECLINED;
    for (;;) {
      const nameEnd = json[index] === QUOTE ? skipString(json, index) : DECLINED;
      const value = nameEnd === DECLINED ? DECLINED : skipColon(json, nameEnd);
      if (value === DECLINED) return DECLINED;
      const name = json.toString("latin1", index + 1, nameEnd - 1);
      if (name === "record") {
        if (!isRecord || stream === undefined || json[value] !== OPENING_BRACE) return DECLINED;
        this.#stream = this.#findStream(stream);
        // Whatever else stands before the record would be different in the next line.
        this.#beginning = isUsual ? this.#keepBeginning(json, start, value) : undefined;
        return value;
      }
      const end = skipValue(json, value);
      if (end === DECLINED) return DECLINED;
      if (name === "type") isRecord = json.toString("latin1", value, end) === '"RECORD"';
      else if (name === "stream") stream = readName(json, value, end);
      else {
        isUsual = false;
        if (!this.#noteMember(json, name, value, end)) return DECLINED;
      }
      index = skipBlanks(json, end);
      if (json[index] !== COMMA) return DECLINED;
      index = skipBlanks(json, index + 1);
    }
  }

  #keepBeginning(json: Buffer, start: number, record: number): Beginning<Stream> {
    const text = json.toString("latin1", start, record);
    let beginning = this.#beginnings.get(text);
    if (beginning === undefined) {
      // With the record's brace, so that no record of another type is taken for one.
      const bytes = Buffer.from(json.subarray(start, record + 1));
      beginning = { bytes, stream: this.#stream, next: undefined };
      this.#beginnings.set(text, beginning);
    }
    if (this.#beginning !== undefined) this.#beginning.next = beginning;
    return beginning;
  }

  /** Whether a line ends like the one before, but for the time in it. */
  #isLastTail(json: Buffer, start: number, end: number): boolean {
    const tail = this.#tail;
    if (tail.length !== end - start) return false;
    for (let index = 0; index < tail.length; index += 1) {
      const byte = json[start + index] as number;
      if (byte === tail[index]) continue;
      const isOfTime = index >= this.#timeStart && index < this.#timeEnd;
      if (!isOfTime || byte < SPACE || byte === QUOTE || byte === BACKSLASH) return false;
    }
    this.version = this.#tailVersion;
    if (this.#timeStart !== -1) this.extractedAt = start + this.#timeStart - 1;
    return true;
  }

  /** Reads what comes after the record, to the end of the line. */
  #readTail(json: Buffer, start: number, end: number): boolean {
    let index = skipBlanks(json, start);
    while (json[index] === COMMA) {
      index = skipBlanks(json, index + 1);
      const nameEnd = json[index] === QUOTE ? skipString(json, index) : DECLINED;
      const value = nameEnd === DECLINED ? DECLINED : skipColon(json, nameEnd);
      const valueEnd = value === DECLINED ? DECLINED : skipValue(json, value);
      if (valueEnd === DECLINED) return false;
      const name = json.toString("latin1", index + 1, nameEnd - 1);
      if (!this.#noteMember(json, name, value, valueEnd)) return false;
      index = skipBlanks(json, valueEnd);
    }
    return json[index] === CLOSING_BRACE && skipBlanks(json, index + 1) === end;
  }

  #keepTail(json: Buffer, start: number, end: number): void {
    const tail = Buffer.from(json.subarray(start, end));
    this.#tail = tail.includes(BACKSLASH) ? Buffer.alloc(0) : tail;
    this.#tailVersion = this.version;
    const isTimed = this.extractedAt !== -1;
    this.#timeStart = isTimed ? this.extractedAt + 1 - start : -1;
    this.#timeEnd = isTimed ? tail.indexOf(QUOTE, this.#timeStart) : -1;
  }

  /** Notes a member beside the record; false for what only the slow path knows. */
  #noteMember(json: Buffer, name: string, start: number, end: number): boolean {
    switch (name) {
      case "version": {
        const text = json.toString("latin1", start, end);
        if (text === "null") this.version = undefined;
        else if (VERSION.test(text)) this.version = Number(text);
        else return false;
        return true;
      }
      case "time_extracted":
        this.extractedAt = json[start] === QUOTE ? start : -1;
        return true;
      case "type":
      case "stream":
      case "record":
        return false;
      default:
        // An escaped name may be any of the above.
        return !name.includes("\\");
    }
  }
}

function skipColon(json: Buffer, start: number): number {
  const colon = skipBlanks(json, start);
  return json[colon] === COLON ? skipBlanks(json, colon + 1) : DECLINED;
}

function readName(json: Buffer, start: number, end: number): string | undefined {
  const name = json.toString("utf8", start + 1, end - 1);
  return json[start] !== QUOTE || name === "" || name.includes("\\") ? undefined : name;
}
