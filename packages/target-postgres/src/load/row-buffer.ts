import { type Bytes, copyBytes, viewOf } from "./copy-bytes.ts";

const FIRST_BYTES = 64 * 1024;

const TWO_TO_32 = 4_294_967_296;

/**
 * One row of COPY's binary format while it is written: the number of its fields, then each field's
 * length and bytes. It is written where it is to stay, when {@link place} names that place and there is
 * room; so most rows are never copied. Nothing here looks whether there is room, {@link begin} makes
 * enough for all.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export class RowBuffer implements Bytes {
  /** Where rows are written that find no room, or are asked for nowhere. */
  #own: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #ownView: DataView = viewOf(this.#own);
  bytes: Buffer = this.#own;
  view: DataView = this.#ownView;
  /** Where the row begins. */
  start = 0;
  /** Where the next byte goes; at last, where the row ends. */
  position = 0;
  /** The buffer of the last slice: most are of one. */
  #source: Bytes = this;

  /** Where the next row is written if there is room. */
  place(bytes: Buffer, view: DataView, start: number): void {
    this.bytes = bytes;
    this.view = view;
    this.start = start;
  }

  /** Begins a row of so many fields, with room for so many bytes. */
  begin(fields: number, capacity: number): void {
    if (this.start + capacity > this.bytes.length) this.placeAside(capacity);
    this.view.setInt16(this.start, fields);
    this.position = this.start + 2;
  }

  /** Has the next row written in a buffer of its own, with room for so many bytes. */
  placeAside(capacity = 0): void {
    if (capacity > this.#own.length) {
      // Room that is not written to costs nothing.
      this.#own = Buffer.allocUnsafeSlow(2 * capacity);
      this.#ownView = viewOf(this.#own);
    }
    this.place(this.#own, this.#ownView, 0);
  }

  writeNull(): void {
    this.view.setInt32(this.position, -1);
    this.position += 4;
  }

  /** An integer field of 2, 4 or 8 bytes. */
  writeInteger(value: number, bytes: number): void {
    const { view, position } = this;
    view.setInt32(position, bytes);
    if (bytes === 8) {
      const high = Math.floor(value / TWO_TO_32);
      view.setInt32(position + 4, high);
      view.setUint32(position + 8, value - high * TWO_TO_32);
    } else if (bytes === 4) view.setInt32(position + 4, value);
    else view.setInt16(position + 4, value);
    this.position = position + 4 + bytes;
  }

  /** A field of these bytes, after `prefix` (unless negative) as a byte of its own. */
  writeSlice(source: Buffer, start: number, end: number, prefix = -1): void {
    if (source !== this.#source.bytes) this.#source = { bytes: source, view: viewOf(source) };
    let position = this.position + 4;
    if (prefix >= 0) {
      this.bytes[position] = prefix;
      position += 1;
    }
    const length = end - start;
    copyBytes(this.#source, start, end, this, position);
    this.close(this.position, position + length);
  }

  /** Bytes of another row. */
  append(source: RowBuffer, start: number, end: number): void {
    copyBytes(source, start, end, this, this.position);
    this.position += end - start;
  }

  /** Closes a field that was written from `start` on, behind four bytes for its length. */
  close(start: number, end: number): void {
    this.view.setInt32(start, end - start - 4);
    this.position = end;
  }
}
