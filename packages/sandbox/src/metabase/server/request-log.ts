import type { IncomingHttpHeaders } from "node:http";

/** A request that arrived. */
export interface LoggedRequest {
  readonly method: string;
  /** Below the base path, without the query: `/api/user`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Whether all places were taken when it came, so that it stood in line. */
  readonly waited: boolean;
  /** Undefined until the answer begins, and for good when none was given. */
  readonly status: number | undefined;
  /** Bytes of the answer's body so far, before compression. */
  readonly bytes: number;
}

/** Takes down how a logged request is answered. */
interface AnswerLog {
  begins(status: number): void;
  sends(bytes: number): void;
}

/** Requests in the order in which work on them began. */
export interface RequestLog {
  readonly requests: readonly LoggedRequest[];
  add(request: Omit<LoggedRequest, "status" | "bytes">): AnswerLog;
  clear(): void;
}

/** A log without requests. */
export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    get requests() {
      return requests;
    },
    add(request) {
      const entry: { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] } = {
        ...request,
        status: undefined,
        bytes: 0,
      };
      requests.push(entry);
      return {
        begins(status) {
          entry.status = status;
        },
        sends(bytes) {
          entry.bytes += bytes;
        },
      };
    },
    clear() {
      requests = [];
    },
  };
}
