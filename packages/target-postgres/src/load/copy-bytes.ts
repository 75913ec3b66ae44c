/** Up to here a loop is faster than Buffer.copy, which makes an object for each call. */
const SHORT = 96;

/** Copies bytes from one buffer into another. */
export function copyBytes(
  source: Buffer,
  start: number,
  end: number,
  target: Buffer,
  targetStart: number,
): void {
  if (end - start > SHORT) {
    source.copy(target, targetStart, start, end);
    return;
  }
  for (let from = start, to = targetStart; from < end; from += 1, to += 1) {
    target[to] = source[from] as number;
  }
}
