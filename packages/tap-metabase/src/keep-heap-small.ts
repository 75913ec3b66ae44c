import { setFlagsFromString } from "node:v8";

/**
 * Has V8 collect what is no longer used before it is several times what is. By itself it lets 25 MB that live
 * become a process of 230 MB; so it is one of 130 MB, for a tenth more of processor time. (V8's own
 * `--optimize-for-size` makes it 110 MB, for half as much again.)
 *
 * Call it when the program is loaded: the space for new objects stays as large as that has made it.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=50");
  setFlagsFromString("--semi-space-growth-factor=1");
}
