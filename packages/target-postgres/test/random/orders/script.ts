import { activateLine, stateLine } from "../../harness/lines.ts";
import { type RecordStep, type Run, type Scenario, STREAMS, type Step } from "./scenario.ts";
import { nameOf, type Shape, writeRecord, writeSchema } from "./stream-lines.ts";
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
  shape: Shape;
  version: number;
  /** The newest version that was activated. */
  activated: number;
  /** Whether there was a SCHEMA in this run. */
  isOpen: boolean;
  /** The rows of this run, which are to replace the table's. */
  gathered: Table;
}

/** Whether rows of a stream replace each other. */
export function isKeyed(stream: number, { settings }: Scenario): boolean {
  const isStrict = settings["load_method"] === "append-only" && settings["append_only_strict"];
  return !isStrict && STREAMS[stream]?.keys.length !== 0;
}

/** Whether the rows of a run replace those of their tables. */
export function overwrites({ settings }: Scenario): boolean {
  return settings["load_method"] === "overwrite";
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
  readonly #streams: readonly StreamSoFar[];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#streams = STREAMS.map(() => ({
      shape: { width: 0, hasExtra: false, padding: scenario.padding },
      version: 0,
      activated: 0,
      isOpen: false,
      gathered: new Map(),
    }));
  }

  addRun({ steps, renews }: Run): void {
    const isOverwriting = overwrites(this.#scenario);
    for (const [index, stream] of this.#streams.entries()) {
      stream.isOpen = false;
      stream.gathered = new Map();
      // Without a version nothing could tell that all rows are there.
      if (renews[index] || isOverwriting) stream.version += 1;
    }
    for (const [index, step] of steps.entries()) {
      if (step.kind === "state") this.#addState();
      else if (step.kind === "schema") this.#addSchema(step.stream, step);
      else if (step.kind === "record") this.#addRecord(step);
      else if (!isOverwriting) this.#addActivation(step);
      if (isOverwriting && isLastRecord(step, steps.slice(index + 1))) this.#addSwap(step.stream);
    }
    this.#addState();
    this.ends.push(this.messages.length);
  }

  #addState(): void {
    const line = stateLine({ at: this.messages.length + 1 });
    this.#add({ line, stream: undefined, isSchema: false });
  }

  #addSchema(stream: number, change: Partial<Shape>): void {
    const soFar = this.#at(stream);
    const { width = soFar.shape.width, hasExtra = soFar.shape.hasExtra } = change;
    soFar.shape = { ...soFar.shape, width, hasExtra };
    soFar.isOpen = true;
    this.#add({ line: writeSchema(stream, soFar.shape), stream, isSchema: true });
  }

  #addActivation({ stream, isOutdated }: Step & { kind: "activate" }): void {
    const soFar = this.#at(stream);
    const version = isOutdated ? soFar.activated : soFar.version;
    // A stream without versions has nothing to activate.
    if (version === 0) return;
    const line = activateLine(nameOf(stream), version);
    // Before its SCHEMA it is about no table.
    if (!soFar.isOpen) this.#add({ line, stream, isSchema: false });
    else {
      soFar.activated = Math.max(soFar.activated, version);
      this.#add({ line, stream, isSchema: false, change: { type: "ACTIVATE_VERSION", version } });
    }
  }

  #addSwap(stream: number): void {
    const { version, gathered } = this.#at(stream);
    const line = activateLine(nameOf(stream), version);
    // Late ones stay behind.
    const rows = new Map([...gathered].filter(([, row]) => row.version === version));
    this.#add({ line, stream, isSchema: false, change: { type: "SWAP", rows } });
  }

  #addRecord(step: RecordStep): void {
    const { stream, id, part } = step;
    const soFar = this.#at(stream);
    if (!soFar.isOpen) this.#addSchema(stream, {});
    // Unchanged rows keep an older version. Only where they do not is a late record sure to lose.
    const mayBeLate = this.#scenario.settings["touch_unchanged"] === true && soFar.version > 1;
    const version = mayBeLate && step.isLate ? soFar.version - 1 : soFar.version;
    const extra = step.extra === null ? null : String(step.extra);
    const key = STREAMS[stream]?.keys.map((name) => ({ id, part })[name]).join() ?? "";
    const change: Change = {
      type: "RECORD",
      key: isKeyed(stream, this.#scenario) ? key : String(this.messages.length),
      value: String(step.value),
      extra: soFar.shape.hasExtra ? extra : undefined,
      isDeleted: step.isDeleted,
      version: version > 0 ? version : NO_VERSION,
    };
    const line = writeRecord(step, soFar.shape, version);
    if (overwrites(this.#scenario)) {
      soFar.gathered = this.#change(soFar.gathered, change);
      this.#add({ line, stream, isSchema: false });
    } else this.#add({ line, stream, isSchema: false, change });
  }

  #add(message: Message): void {
    const { stream, change } = message;
    const tables = this.tables.at(-1) ?? [];
    this.messages.push(message);
    this.tables.push(
      tables.map((table, index) =>
        index === stream && change ? this.#change(table, change) : table,
      ),
    );
  }

  #change(table: Table, change: Change): Table {
    return changeTable(table, change, this.#scenario.settings["hard_delete"] === true);
  }

  #at(stream: number): StreamSoFar {
    return this.#streams[stream] as StreamSoFar;
  }
}

/** Whether a step is a record, and none of its stream is among the later steps. */
function isLastRecord(step: Step, later: readonly Step[]): step is RecordStep {
  return (
    step.kind === "record" &&
    later.every((other) => other.kind !== "record" || other.stream !== step.stream)
  );
}
