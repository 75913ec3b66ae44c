/** Base of everything this package throws on purpose: bad records, bad settings, a server that refuses. */
export abstract class TargetError extends Error {
  /** Stable name of the failure, for programs. */
  abstract readonly code: string;
}

/** A setting that cannot be used as it stands. The way out is in the configuration. */
export class ConfigurationError extends TargetError {
  override readonly name = "ConfigurationError";
  readonly code = "TARGET_CONFIGURATION";
}

/** A value that its column cannot hold exactly. Thrown by encoders, which know neither line nor column. */
export class ValueError extends TargetError {
  override readonly name = "ValueError";
  readonly code = "TARGET_VALUE";
  /** The type that would hold the value, where a wider column is all it takes. */
  readonly neededType: string | undefined;

  constructor(problem: string, neededType?: string) {
    super(problem);
    this.neededType = neededType;
  }
}

/** A table that cannot be changed into what a SCHEMA needs. Becomes a {@link SchemaError}, which has the place. */
export class TableChangeError extends TargetError {
  override readonly name = "TableChangeError";
  readonly code = "TARGET_TABLE_CHANGE";
}

/** A SCHEMA that cannot become a table. */
export class SchemaError extends TargetError {
  override readonly name = "SchemaError";
  readonly code = "TARGET_SCHEMA";
  readonly line: number;
  readonly stream: string;

  constructor(place: { line: number; stream: string }, problem: string, options?: ErrorOptions) {
    // A record of a batch file lies between two lines of the input.
    const line = Math.floor(place.line);
    super(`line ${line} (stream "${place.stream}"): ${problem}`, options);
    this.line = line;
    this.stream = place.stream;
  }
}

/** Where a record that cannot be loaded stands. */
export interface RecordPlace {
  readonly stream: string;
  /** Number of the line in the input, from 1. */
  readonly line: number;
  /** The property, where one is to blame. */
  readonly column?: string | undefined;
  /** The file, and its line from 1, where the line of the input stands for files. */
  readonly file?: { readonly url: string; readonly line: number } | undefined;
}

/** What else is known of a bad record. */
export interface RecordFacts extends ErrorOptions {
  /** PostgreSQL's condition, where the server refused the record. */
  readonly sqlState?: string | undefined;
  /** What to do, where that is not the same for all records. */
  readonly wayOut?: string | undefined;
  /** The value that is to blame, as JSON. May be personal: it is in no message, see {@link RecordError.quoted}. */
  readonly value?: string | undefined;
}

/** The way out of all bad records. */
export const DIVERT = "set on_bad_record to divert to put such records aside";

const LONGEST_QUOTE = 200;

/** A record that cannot be loaded as it is. Everything before its line is committed. */
export class RecordError extends TargetError {
  override readonly name = "RecordError";
  readonly code = "TARGET_RECORD";
  readonly line: number;
  readonly stream: string;
  readonly column: string | undefined;
  readonly file: RecordPlace["file"];
  /** The message without the place and the way out. */
  readonly problem: string;
  readonly sqlState: string | undefined;
  readonly #facts: RecordFacts;

  constructor(place: RecordPlace, problem: string, facts: RecordFacts = {}) {
    const { line, stream, column, file } = place;
    const { sqlState, wayOut = `mend the tap or its SCHEMA, or ${DIVERT}` } = facts;
    const parts = [
      `stream "${stream}"`,
      ...(column === undefined ? [] : [`column "${column}"`]),
      ...(file === undefined ? [] : [`line ${file.line} of ${file.url}`]),
    ];
    super(`line ${line} (${parts.join(", ")}): ${problem}; ${wayOut}`, facts);
    this.line = line;
    this.stream = stream;
    this.column = column;
    this.file = file;
    this.problem = problem;
    this.sqlState = sqlState;
    this.#facts = facts;
  }

  /** The same error, with some of it changed. */
  with({
    problem = this.problem,
    wayOut = this.#facts.wayOut,
    ...place
  }: Partial<RecordPlace> & Pick<RecordFacts, "wayOut"> & { problem?: string }): RecordError {
    return new RecordError({ ...this, ...place }, problem, { ...this.#facts, wayOut });
  }

  /** The same error with the value in its message. */
  quoted(): RecordError {
    const { value } = this.#facts;
    if (value === undefined) return this;
    const isLong = value.length > LONGEST_QUOTE;
    const quote = isLong ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
    return this.with({ problem: `${this.problem}, got ${quote}` });
  }
}

/** A file of a BATCH message that is missing or broken. Everything before the message is committed. */
export class BatchFileError extends TargetError {
  override readonly name = "BatchFileError";
  readonly code = "TARGET_BATCH_FILE";
  readonly line: number;
  readonly stream: string;
  /** As the manifest has it. */
  readonly file: string;

  constructor(
    { line, stream, file }: { line: number; stream: string; file: string },
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`line ${line} (stream "${stream}"): cannot read batch file ${file}: ${problem}`, options);
    this.line = line;
    this.stream = stream;
    this.file = file;
  }
}

/** Rows that were to replace those of their tables, and that the tap has not activated. */
export class OverwriteError extends TargetError {
  override readonly name = "OverwriteError";
  readonly code = "TARGET_OVERWRITE";
  readonly streams: readonly string[];

  constructor(streams: readonly string[]) {
    const names = streams.map((stream) => `"${stream}"`).join(", ");
    super(
      `nothing is overwritten for lack of an ACTIVATE_VERSION, or for bad records: the tables of ${names} keep their old rows, and the new ones are dropped; set overwrite_at_end for a tap that does not send this message, or load_method to upsert`,
    );
    this.streams = streams;
  }
}

/** The server refused something that is no record's fault. */
export class DatabaseError extends TargetError {
  override readonly name = "DatabaseError";
  readonly code = "TARGET_DATABASE";
  /** PostgreSQL's condition, where the server was reached. */
  readonly sqlState: string | undefined;

  constructor(problem: string, options: ErrorOptions & { sqlState?: string | undefined }) {
    super(problem, options);
    this.sqlState = options.sqlState;
  }
}
