/** How much may gather before it is loaded. */
export interface EpochLimits {
  /** Bytes of everything that is not committed: half of it gathers while the other half is loaded. */
  readonly maxBytes: number;
  /** Rows of a stream; undefined for as many as fit. */
  readonly maxRows: number | undefined;
}

/** What a stream has gathered. */
export interface OpenRows {
  readonly openRows: number;
  readonly openBytes: number;
}

/** The server need not wait for the first batch to be large. */
const FIRST_BYTES = 1024 * 1024;

/** How much has gathered since the last epoch, and whether that is enough for the next one. */
export class EpochSize {
  readonly #limits: EpochLimits;
  #bytes = 0;
  #records = 0;
  /** Bytes of a stream that are enough for a server with nothing to do; more each time: few are dear. */
  #enoughBytes = FIRST_BYTES;

  constructor(limits: EpochLimits) {
    this.#limits = limits;
  }

  get records(): number {
    return this.#records;
  }

  /** Whether there is more than may gather beside another epoch. */
  get isHuge(): boolean {
    return this.#bytes >= this.#limits.maxBytes;
  }

  /** Notes a record whose row takes so many bytes. */
  addRecord(bytes: number): void {
    this.#bytes += bytes;
    this.#records += 1;
  }

  /** Notes bytes of anything else. */
  addBytes(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Whether to load now that a stream has got a row. */
  isEnough(stream: OpenRows, isServerIdle: boolean): boolean {
    const { maxBytes, maxRows } = this.#limits;
    if (this.#bytes >= maxBytes / 2) return true;
    if (maxRows !== undefined && stream.openRows >= maxRows) return true;
    return isServerIdle && stream.openBytes >= this.#enoughBytes;
  }

  /** Begins the next epoch. */
  reset(): void {
    if (this.#bytes >= this.#enoughBytes) this.#enoughBytes *= 2;
    this.#bytes = 0;
    this.#records = 0;
  }
}
