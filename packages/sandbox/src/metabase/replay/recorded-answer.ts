/** A request that a recording may know. */
interface RecordedRequest {
  readonly method: string;
  /** `/api/card/12`, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** An answer that a recording keeps. */
export interface RecordedAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Reads the body, which is not kept in memory. */
  readonly body: () => Promise<Buffer | string>;
}

/** Finds the answer to a request; undefined: nobody recorded it. */
export type Recording = (request: RecordedRequest) => RecordedAnswer | undefined;
