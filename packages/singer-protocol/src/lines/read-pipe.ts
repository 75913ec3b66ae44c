import { fstatSync } from "node:fs";
import { type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";

/** What a pipe holds. */
const BUFFER_BYTES = 65_536;

/** Whether a descriptor is one end of a pipe or socket, which {@link readPipe} can read. */
export function isPipe(descriptor: number): boolean {
  const stats = fstatSync(descriptor);
  return stats.isFIFO() || stats.isSocket();
}

/**
 * Reads a pipe into one buffer that is used again and again: a stream makes a buffer for each chunk,
 * which costs more than to read it. A chunk is valid until the next one is asked for.
 *
 * @throws the signal's reason, once it is aborted.
 */
export async function* readPipe(
  descriptor: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  let chunk: Buffer | undefined;
  let isOver = false;
  let failure: unknown;
  let wake = (): void => {};
  const onread: OnReadOpts = {
    buffer: Buffer.allocUnsafeSlow(BUFFER_BYTES),
    callback(bytes, buffer) {
      chunk = Buffer.from(buffer.buffer, buffer.byteOffset, bytes);
      wake();
      // Nothing more until this one has been looked at.
      return false;
    },
  };
  // The types know `onread` for connections only; the constructor takes it as well.
  const options: SocketConstructorOpts & { onread: OnReadOpts } = {
    fd: descriptor,
    readable: true,
    writable: false,
    onread,
  };
  const socket = new Socket(options);
  socket.on("error", (error) => {
    failure = error;
  });
  socket.on("close", () => {
    isOver = true;
    wake();
  });
  const abort = (): void => {
    failure = signal.reason;
    socket.destroy();
  };
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });

  try {
    for (;;) {
      const awake = new Promise<void>((resolve) => {
        wake = resolve;
      });
      socket.resume();
      if (!isOver) await awake;
      if (failure !== undefined) throw failure;
      if (chunk === undefined) return;
      yield chunk;
      chunk = undefined;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    socket.destroy();
  }
}
