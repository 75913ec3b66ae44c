/** An error in the form of the Singer SDK's structured logs. */
export interface DescribedException {
  readonly type: string;
  readonly module: string;
  readonly message: string;
  readonly traceback: readonly TracebackFrame[];
  readonly cause?: DescribedException;
  readonly notes?: readonly string[];
}

/** One call on the way to the error, outermost first, as Python orders them. */
interface TracebackFrame {
  readonly filename: string;
  readonly function: string;
  readonly lineno: number;
  readonly line: string;
}

/** How many causes are followed; an error may be its own. */
const MAX_CAUSES = 5;

const FRAME = /^\s+at (?:(?<function>.+?) \()?(?<filename>.+?):(?<lineno>\d+):\d+\)?$/;

/** Takes an error apart for a log line; without its traceback, nor those of its causes, unless it is traced. */
export function describeException(
  error: unknown,
  origin: { readonly module: string; readonly isTraced: boolean },
  depth = MAX_CAUSES,
): DescribedException {
  const { module, isTraced } = origin;
  if (!(error instanceof Error)) {
    return { type: typeof error, module, message: String(error), traceback: [] };
  }
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    module,
    message: error.message,
    traceback: isTraced ? readFrames(error.stack ?? "") : [],
    ...(error.cause !== undefined &&
      depth > 0 && { cause: describeException(error.cause, origin, depth - 1) }),
    ...(typeof code === "string" && { notes: [`code: ${code}`] }),
  };
}

function readFrames(stack: string): TracebackFrame[] {
  return stack
    .split("\n")
    .flatMap((text) => {
      const groups = FRAME.exec(text)?.groups;
      if (groups === undefined) return [];
      return {
        filename: groups["filename"] ?? "",
        function: groups["function"] ?? "<anonymous>",
        lineno: Number(groups["lineno"]),
        line: text.trim(),
      };
    })
    .reverse();
}
