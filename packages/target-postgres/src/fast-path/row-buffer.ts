import { copyBytes } from "../load/copy-bytes.ts";

const FIRST_BYTES = 64 * 1024;

const TWO_TO_32 = 4_294_967_296;

/**
 * One row of COPY's binary format while it is written: the number of its fields, then each field's
 * length and bytes. Nothing here looks whether there is room, {@link begin} makes enough for all.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export class RowBuffer {
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  view: DataView = viewOf(this.bytes);
  /** Where the next byte goes, and how long the row is. */
  position = 0;

  /** Begins a row of so many fields, with room for so many bytes. */
  begin(fields: number, capacity: number): void {
    if (capacity > this.bytes.length) {
      // Room that is not written to costs nothing.
      this.bytes = Buffer.allocUnsafeSlow(2 * capacity);
      this.view = viewOf(this.bytes);
    }
    this.view.setInt16(0, fields);
    this.position = 2;
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
    const { bytes, view } = this;
    let position = this.position + 4;
    if (prefix >= 0) {
      bytes[position] = prefix;
      position += 1;
    }
    const length = end - start;
    copyBytes(source, start, end, bytes, position);
    view.setInt32(this.position, position + length - this.position - 4);
    this.position = position + length;
  }

  /** Bytes as they are. */
  append(source: Buffer, start: number, end: number): void {
    copyBytes(source, start, end, this.bytes, this.position);
    this.position += end - start;
  }

  /** Closes a field that was written from `start` on, behind four bytes for its length. */
  close(start: number, end: number): void {
    this.view.setInt32(start, end - start - 4);
    this.position = end;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
