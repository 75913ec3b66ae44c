/** A flag of a command line. */
export interface Flag {
  /** `switch` stands alone; `value` needs one; `optional-value` may have one, as `--flag=value`. */
  readonly kind: "switch" | "value" | "optional-value";
  readonly description: string;
  /** One letter, for `-c` beside `--config`. */
  readonly short?: string;
  /** What the help shows for the value, for example `FILE`. */
  readonly placeholder?: string;
  /** What an `optional-value` flag means without a value. */
  readonly bare?: string;
}

/** Flags by their long names. */
export type Flags = Readonly<Record<string, Flag>>;

/** The flags that every Singer program has. */
export const COMMON_FLAGS: Flags = {
  config: {
    kind: "value",
    short: "c",
    placeholder: "FILE",
    description: "Settings as JSON; may be repeated, later files win. ENV reads the environment.",
  },
  about: { kind: "switch", description: "Say what the program can do and which settings it has." },
  format: {
    kind: "value",
    placeholder: "json|markdown|text",
    description: "Form of --about (default: text).",
  },
  version: { kind: "switch", description: "Print the version." },
  help: { kind: "switch", short: "h", description: "Print this text." },
};
