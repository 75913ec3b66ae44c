import { activateLine, recordLine, schemaLine, stateLine } from "../../harness/lines.ts";
import { type Run, type Scenario, STREAMS, type Step } from "./scenario.ts";
import { type Change, changeTable, NO_VERSION, type Table } from "./table-model.ts";

/** A line of the input, and what it does. */
export interface Message {
  readonly line: string;
  /** Index of its stream; undefined for a STATE. */
  readonly stream: number | undefined;
  readonly isSchema: boolean;
  readonly change?: Change;
}

/** All lines that a tap has to send, without anything going wrong. */
export interface Script {
  readonly messages: readonly Message[];
  /** The message after the last one of each run. */
  readonly ends: readonly number[];
  /** The tables, by stream, before the message at each index and after the last. */
  readonly tables: readonly (readonly Table[])[];
}

/** What is known of a stream while its messages are written. */
interface StreamSoFar {
  version: number;
  activated: number;
  width: number;
  hasExtra: boolean;
  /** Whether there was a SCHEMA in this run. */
  isOpen: boolean;
}

const DELETED_AT = "2024-05-06T07:08:09Z";

const WIDTHS = [
  { type: ["integer", "null"], minimum: -100, maximum: 100 },
  { type: ["integer", "null"] },
  { type: ["number", "null"] },
  { type: ["string", "null"] },
];
const TEXT = 3;

/** Whether rows of a stream replace each other. */
export function isKeyed(stream: number, { settings }: Scenario): boolean {
  const isStrict = settings["load_method"] === "append-only" && settings["append_only_strict"];
  return !isStrict && STREAMS[stream]?.keys.length !== 0;
}

/** Writes the messages of a scenario, each run of which ends with a STATE. */
export function writeScript(scenario: Scenario): Script {
  const writer = new ScriptWriter(scenario);
  for (const run of scenario.runs) writer.addRun(run);
  return writer;
}

class ScriptWriter implements Script {
  readonly messages: Message[] = [];
  readonly ends: number[] = [];
  readonly tables: (readonly Table[])[] = [STREAMS.map(() => new Map())];
  readonly #scenario: Scenario;
  readonly #streams: readonly StreamSoFar[] = STREAMS.map(() => ({
    version: 0,
    activated: 0,
    width: 0,
    hasExtra: false,
    isOpen: false,
  }));

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  addRun({ steps, renews }: Run): void {
    for (const [index, stream] of this.#streams.entries()) {
      stream.isOpen = false;
      if (renews[index]) stream.version += 1;
    }
    for (const step of steps) this.#addStep(step);
    this.#addStep({ kind: "state" });
    this.ends.push(this.messages.length);
  }

  #addStep(step: Step): void {
    if (step.kind === "state") {
      const line = stateLine({ at: this.messages.length + 1 });
      this.#add({ line, stream: undefined, isSchema: false });
      return;
    }
    const stream = this.#streams[step.stream] as StreamSoFar;
    if (step.kind === "schema") {
      Object.assign(stream, { width: step.width, hasExtra: step.hasExtra });
      this.#addSchema(step.stream, stream);
    } else if (step.kind === "activate") this.#addActivation(step, stream);
    else this.#addRecord(step, stream);
  }

  #addSchema(index: number, stream: StreamSoFar): void {
    const { name, keys } = STREAMS[index] as (typeof STREAMS)[number];
    const value = WIDTHS[stream.width];
    const properties = {
      id: { type: "integer" },
      part: { type: "string" },
      value,
      ...(stream.hasExtra && { extra: value }),
      ...(this.#scenario.padding > 0 && { padding: { type: "string" } }),
    };
    stream.isOpen = true;
    this.#add({ line: schemaLine(name, properties, keys), stream: index, isSchema: true });
  }

  #addActivation(step: Step & { kind: "activate" }, stream: StreamSoFar): void {
    const version = step.isOutdated ? stream.activated : stream.version;
    // A stream without versions has nothing to activate.
    if (version === 0) return;
    if (stream.isOpen) stream.activated = Math.max(stream.activated, version);
    this.#add({
      line: activateLine(STREAMS[step.stream]?.name ?? "", version),
      stream: step.stream,
      isSchema: false,
      // Before its SCHEMA it is about no table.
      ...(stream.isOpen && { change: { type: "ACTIVATE_VERSION", version } }),
    });
  }

  #addRecord(step: Step & { kind: "record" }, stream: StreamSoFar): void {
    if (!stream.isOpen) this.#addSchema(step.stream, stream);
    const { settings, padding } = this.#scenario;
    // Unchanged rows keep an older version; only where they do not, a late record is sure to lose.
    const mayBeLate = settings["touch_unchanged"] === true && stream.version > 1;
    const version = mayBeLate && step.isLate ? stream.version - 1 : stream.version;
    const { id, part, isDeleted } = step;
    const toWire = (number: number | null) =>
      stream.width === TEXT && number !== null ? String(number) : number;
    const fields = {
      id,
      part,
      value: toWire(step.value),
      ...(stream.hasExtra && { extra: toWire(step.extra) }),
      ...(padding > 0 && { padding: "p".repeat(padding) }),
      ...(isDeleted && { _sdc_deleted_at: DELETED_AT }),
    };
    const key = isKeyed(step.stream, this.#scenario)
      ? (STREAMS[step.stream]?.keys.map((name) => fields[name]).join() ?? "")
      : String(this.messages.length);
    const extra = step.extra === null ? null : String(step.extra);
    this.#add({
      line: recordLine(STREAMS[step.stream]?.name ?? "", fields, version > 0 ? { version } : {}),
      stream: step.stream,
      isSchema: false,
      change: {
        type: "RECORD",
        key,
        value: String(step.value),
        extra: stream.hasExtra ? extra : undefined,
        isDeleted,
        version: version > 0 ? version : NO_VERSION,
      },
    });
  }

  #add(message: Message): void {
    const { stream, change } = message;
    const tables = this.tables.at(-1) ?? [];
    const isHard = this.#scenario.settings["hard_delete"] === true;
    this.messages.push(message);
    this.tables.push(
      tables.map((table, index) =>
        index === stream && change ? changeTable(table, change, isHard) : table,
      ),
    );
  }
}
