/** Base of everything this package throws on purpose: bad input or settings, never a bug. */
export abstract class SingerError extends Error {
  /** Stable name of the failure, for programs. */
  abstract readonly code: string;
}

/** A line of the input that is not a Singer message. The way out is at the program that wrote it. */
export class MessageError extends SingerError {
  override readonly name = "MessageError";
  readonly code = "SINGER_MESSAGE";
  /** Number of the line in the input, from 1. */
  readonly line: number;
  /** The stream that the line names, where it got that far. */
  readonly stream: string | undefined;

  constructor(line: number, problem: string, options?: { stream?: string; cause?: unknown }) {
    const stream = options?.stream;
    super(
      `line ${line}${stream === undefined ? "" : ` (stream "${stream}")`}: ${problem}`,
      options,
    );
    this.line = line;
    this.stream = stream;
  }
}

/** Whoever reads our output has gone away (EPIPE): nothing more can be delivered. */
export class OutputClosedError extends SingerError {
  override readonly name = "OutputClosedError";
  readonly code = "SINGER_OUTPUT_CLOSED";

  constructor(cause?: unknown) {
    super("the program that reads the output has gone away; look there for the reason", { cause });
  }
}

/** A catalog that does not have the shape the Singer specification gives it. */
export class CatalogError extends SingerError {
  override readonly name = "CatalogError";
  readonly code = "SINGER_CATALOG";
}

/** Settings that cannot be read or do not fit their schema. */
export class SettingsError extends SingerError {
  override readonly name = "SettingsError";
  readonly code = "SINGER_SETTINGS";
  /** One sentence for each wrong setting. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join("; "), options);
    this.problems = problems;
  }
}

/** A command line that cannot be understood. */
export class CommandLineError extends SingerError {
  override readonly name = "CommandLineError";
  readonly code = "SINGER_COMMAND_LINE";
}

/** A file named on the command line that cannot be read or is not JSON. */
export class InputFileError extends SingerError {
  override readonly name = "InputFileError";
  readonly code = "SINGER_INPUT_FILE";
}
