/** Base of everything that the tap itself throws. */
export abstract class TapError extends Error {
  /** Stable identifier for programs. */
  abstract readonly code: string;
}

/** A record's key is missing or of another type: without it no row can be told from another. */
export class KeyTypeError extends TapError {
  override readonly name = "KeyTypeError";
  readonly code = "TAP_KEY_TYPE";
  readonly stream: string;
  readonly property: string;

  constructor(stream: string, property: string, value: unknown) {
    const found = value === undefined ? "is missing" : `is ${value === null ? null : typeof value}`;
    super(
      `stream ${stream}: the key property ${property} of a record ${found}, which its schema does not allow; please report this with the Metabase version`,
    );
    this.stream = stream;
    this.property = property;
  }
}

/** An element of a list is not the object that the server's interface promises. */
export class UnreadableObjectError extends TapError {
  override readonly name = "UnreadableObjectError";
  readonly code = "TAP_UNREADABLE_OBJECT";

  constructor(found: unknown) {
    super(
      `the server sent a list with ${found === null ? "null" : typeof found} in it instead of objects`,
    );
  }
}

/** The parts of a list do not add up to what the server itself counts. */
export class IncompleteReadError extends TapError {
  override readonly name = "IncompleteReadError";
  readonly code = "TAP_INCOMPLETE_READ";
}

/** The instance has no users yet, so nobody can read it. */
export class InstanceNotSetUpError extends TapError {
  override readonly name = "InstanceNotSetUpError";
  readonly code = "TAP_INSTANCE_NOT_SET_UP";

  constructor() {
    super("Metabase is not set up yet: open it in a browser and create the first account");
  }
}

/** The folder for temporary files cannot be used, or is full. */
export class TemporaryFileError extends TapError {
  override readonly name = "TemporaryFileError";
  readonly code = "TAP_TEMPORARY_FILE";

  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `the temporary folder ${folder} cannot be used: ${why}; set TMPDIR to one with more room`,
      { cause },
    );
  }
}

/** The state given belongs to another instance or to another version of this program. */
export class StateError extends TapError {
  override readonly name = "StateError";
  readonly code = "TAP_STATE";
}

/** The run ended, but not everything that was asked for arrived. */
export class IncompleteRunError extends TapError {
  override readonly name = "IncompleteRunError";
  readonly code = "TAP_INCOMPLETE_RUN";
  readonly streams: readonly string[];

  constructor(problems: readonly { readonly stream: string; readonly reason: string }[]) {
    const reasons = [...new Set(problems.map(({ reason }) => reason))];
    const listed = reasons
      .map((reason) => {
        const streams = problems.filter((problem) => problem.reason === reason);
        return `${streams.map(({ stream }) => stream).join(", ")}: ${reason}`;
      })
      .join("; ");
    super(`${problems.length} of the streams did not arrive as asked: ${listed}`);
    this.streams = problems.map(({ stream }) => stream);
  }
}

/** The folder given by `--record` cannot take a recording. */
export class RecordingError extends TapError {
  override readonly name = "RecordingError";
  readonly code = "TAP_RECORDING";

  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`--record cannot write to ${folder}: ${why}; name a new or empty folder`, { cause });
  }
}
