import type { RowBuffer } from "../load/row-buffer.ts";
import type { FastValue } from "./fast-column.ts";
import { DECLINED, skipValue, skipWord } from "./skip-json.ts";
import type { Storage } from "./storage.ts";
import { writeBase16, writeBase64, writeUuid } from "./write-bytes.ts";
import { writeDate, writeTime, writeTimestamp } from "./write-date-time.ts";
import {
  createIntegerWriter,
  writeDouble,
  writeNumberToken,
  writeNumeric,
  writeQuotedNumeric,
} from "./write-number.ts";
import { writeText } from "./write-text.ts";

/**
 * Writes the value that starts at `start` as a field of the row. Gives where the value ends, or
 * DECLINED; what stands in the row then is of no meaning.
 */
type WriteValue = (row: RowBuffer, json: Buffer, start: number, value: FastValue) => number;

/** How one storage takes values, by how they begin. */
export interface ValueWriters {
  readonly string: WriteValue;
  readonly number: WriteValue;
  readonly boolean: WriteValue;
  /** Objects and arrays. */
  readonly nested: WriteValue;
}

/** The first byte of binary jsonb. */
const JSONB_VERSION = 1;

const TRUE = Buffer.from("true");
const FALSE = Buffer.from("false");
const LETTER_T = 0x74;

const decline: WriteValue = () => DECLINED;

/** All of one shape, or every look into them would be slow. */
function define(own: Partial<ValueWriters>): ValueWriters {
  const { string = decline, number = decline, boolean = decline, nested = decline } = own;
  return { string, number, boolean, nested };
}

const writeRaw: WriteValue = (row, json, start, { maxBytes }) => {
  const end = skipValue(json, start);
  if (end === DECLINED || end - start > maxBytes) return DECLINED;
  row.writeSlice(json, start, end);
  return end;
};

const writeJsonb: WriteValue = (row, json, start) => {
  const end = skipValue(json, start);
  if (end !== DECLINED) row.writeSlice(json, start, end, JSONB_VERSION);
  return end;
};

const writeBoolean: WriteValue = (row, json, start) => {
  const isTrue = json[start] === LETTER_T;
  const end = skipWord(json, start, isTrue ? TRUE : FALSE);
  if (end === DECLINED) return DECLINED;
  row.bytes[row.position + 4] = isTrue ? 1 : 0;
  row.close(row.position, row.position + 5);
  return end;
};

const WRITERS: Readonly<Record<Storage, ValueWriters>> = {
  text: define({
    string: writeText,
    number: writeNumberToken,
    boolean: writeRaw,
    nested: writeRaw,
  }),
  boolean: define({ boolean: writeBoolean }),
  int2: define({ number: createIntegerWriter(2) }),
  int4: define({ number: createIntegerWriter(4) }),
  int8: define({ number: createIntegerWriter(8) }),
  float8: define({ number: writeDouble }),
  numeric: define({ number: writeNumeric, string: writeQuotedNumeric }),
  timestamp: define({ string: writeTimestamp }),
  date: define({ string: writeDate }),
  time: define({ string: writeTime }),
  uuid: define({ string: writeUuid }),
  jsonb: define({
    string: writeJsonb,
    number: writeJsonb,
    boolean: writeJsonb,
    nested: writeJsonb,
  }),
  base16: define({ string: writeBase16 }),
  base64: define({ string: writeBase64 }),
  json: define({ string: writeRaw, number: writeRaw, boolean: writeRaw, nested: writeRaw }),
};

/** The writers of a storage. */
export function findWriters(storage: Storage): ValueWriters {
  return WRITERS[storage];
}
