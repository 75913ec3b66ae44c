/** A buffer and all of it as numbers. */
export interface Bytes {
  readonly bytes: Buffer;
  readonly view: DataView;
}

/** From here on Buffer.copy is faster, though it makes an object for each call. */
const LONG = 128;

/** Copies bytes: four at a time, as long as there are. */
export function copyBytes(
  source: Bytes,
  start: number,
  end: number,
  target: Bytes,
  targetStart: number,
): void {
  if (end - start >= LONG) {
    source.bytes.copy(target.bytes, targetStart, start, end);
    return;
  }
  const { view: from } = source;
  const { view: to } = target;
  const offset = targetStart - start;
  let index = start;
  for (; index + 4 <= end; index += 4) {
    to.setInt32(index + offset, from.getInt32(index, true), true);
  }
  for (; index < end; index += 1) to.setInt8(index + offset, from.getInt8(index));
}

/** The numbers of a buffer. */
export function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
