import { EventEmitter, once } from "node:events";
import type { TestDatabase } from "@singer-metabase/sandbox";
import { expect } from "vitest";
import { stateLine } from "../../harness/lines.ts";
import { type Attempt, startInside, startProcess } from "./attempt.ts";
import { expectKeyed, expectKeyless, readTable } from "./check-tables.ts";
import { type Scenario, STREAMS, type Stop } from "./scenario.ts";
import { isKeyed, type Message, overwrites, type Script, writeScript } from "./script.ts";

/** Where a scenario is played. */
export interface Stage {
  readonly database: TestDatabase;
  /** The schema of its tables. */
  readonly schema: string;
}

/**
 * Plays a scenario as a runner does: whatever stops the target, it is started again with what follows
 * the last state that it wrote, until all is through. Checks the tables at every state and at the end
 * of every run.
 */
export async function runScenario(scenario: Scenario, stage: Stage): Promise<void> {
  const play = new Play(scenario, stage);
  for (const [index, { stops }] of scenario.runs.entries()) await play.run(index, stops);
}

/** Sessions that are past their login: one that breaks before ends the run. */
const LOADING_SESSIONS = `from pg_stat_activity where datname = current_database()
  and application_name = 'target-postgres' and query not in ('', 'show server_version_num')`;

class Play {
  readonly #scenario: Scenario;
  readonly #stage: Stage;
  readonly #script: Script;
  /** Tells of each state, and of the end. */
  readonly #events = new EventEmitter();
  /** The message after the last one of the present run. */
  #runEnd = 0;
  /** The message after the last state that was written. */
  #stateAt = 0;
  /** The same, of the present attempt. */
  #written = 0;
  #isOver = false;
  /** Whether lines that may have been loaded were sent again. */
  #isSentAgain = false;

  constructor(scenario: Scenario, stage: Stage) {
    this.#scenario = scenario;
    this.#stage = stage;
    this.#script = writeScript(scenario);
  }

  /** Sends a run's messages, again and again, until an attempt comes through. */
  async run(index: number, stops: readonly Stop[]): Promise<void> {
    const start = this.#script.ends[index - 1] ?? 0;
    const end = this.#script.ends[index] ?? 0;
    this.#runEnd = end;
    const last = stops.find(({ kind }) => kind === "disconnect");
    for (const stop of stops.slice(0, last && stops.indexOf(last))) {
      await this.#attempt(start, end, stop);
      // All rows of a run come again; they replace those that came before.
      if (overwrites(this.#scenario)) this.#stateAt = start;
      else this.#isSentAgain = true;
    }
    await this.#attempt(start, end, last);
    expect(this.#stateAt, "the last state of a run").toBe(end);
    await this.#check(end);
  }

  async #attempt(start: number, end: number, stop: Stop | undefined): Promise<void> {
    const { messages } = this.#script;
    const from = this.#stateAt;
    const attempt = this.#start(stop?.kind.startsWith("SIG") === true);
    this.#send(attempt, listSchemas(messages.slice(start, from)));
    if (stop === undefined) {
      this.#send(attempt, messages.slice(from, end));
      attempt.close();
    } else {
      const place = from + (stop.place % (end - from));
      // A state after a row would wait for the swap.
      const isHeld = overwrites(this.#scenario);
      const settled = isHeld ? from : from + (stop.settled % (place - from + 1));
      this.#send(attempt, messages.slice(from, settled));
      await this.#settle(attempt, settled);
      this.#send(attempt, messages.slice(settled, place));
      await this.#await(isHeld ? "sent" : stop.moment, attempt, place);
      await this.#stop(attempt, stop, messages.slice(place, end));
    }
    const { status, log } = await attempt.finished;
    expect(status, log).toBe(STATUS[stop?.kind ?? "disconnect"]);
  }

  async #stop(attempt: Attempt, stop: Stop, rest: readonly Message[]): Promise<void> {
    if (stop.kind === "cut") {
      const line = rest[0]?.line ?? "";
      attempt.send(line.slice(0, 1 + (stop.place % (line.length - 1))));
      attempt.close();
    } else if (stop.kind === "disconnect") {
      await this.#stage.database.query(`select pg_terminate_backend(pid) ${LOADING_SESSIONS}`);
      this.#send(attempt, rest);
      attempt.close();
    } else attempt.kill(stop.kind);
  }

  #start(isProcess: boolean): Attempt {
    const { database, schema } = this.#stage;
    const settings = { ...this.#scenario.settings, default_target_schema: schema };
    this.#written = this.#stateAt - 1;
    this.#isOver = false;
    const start = isProcess ? startProcess : startInside;
    const attempt = start(database, settings, (json) =>
      this.#takeState(json).catch((error: unknown) => {
        this.#end();
        throw error;
      }),
    );
    const end = (): void => this.#end();
    attempt.finished.then(end, end);
    return attempt;
  }

  async #takeState(json: string): Promise<void> {
    const { at } = JSON.parse(json) as { at: number };
    expect(at, "a state after the one before").toBeGreaterThan(this.#written);
    await this.#check(at);
    this.#stateAt = at;
    this.#written = at;
    this.#events.emit("step");
  }

  /** Nobody need wait for another state. */
  #end(): void {
    this.#isOver = true;
    this.#events.emit("step");
  }

  #send(attempt: Attempt, messages: readonly Message[]): void {
    const { linesAtOnce } = this.#scenario;
    for (let index = 0; index < messages.length; index += linesAtOnce) {
      const lines = messages.slice(index, index + linesAtOnce);
      attempt.send(lines.map(({ line }) => `${line}\n`).join(""));
    }
  }

  /** Sends a state of its own for a place of the script, and waits until it is written. */
  async #settle(attempt: Attempt, place: number): Promise<void> {
    attempt.send(`${stateLine({ at: place })}\n`);
    while (!this.#isOver && this.#written < place) await once(this.#events, "step");
  }

  /** Waits for the moment of a stop, which may never come: then until all that was sent is loaded. */
  async #await(moment: Stop["moment"], attempt: Attempt, place: number): Promise<void> {
    if (moment === "sent") return;
    if (moment === "state") return this.#settle(attempt, place);
    attempt.send(`${stateLine({ at: place })}\n`);
    const sql = `select exists (select ${LOADING_SESSIONS} and query ~* '(^|\n)${moment}') as is_seen`;
    while (!this.#isOver && this.#written < place) {
      const [row] = await this.#stage.database.query(sql);
      if (row?.["is_seen"] === true) return;
    }
  }

  /** Expects that everything before a message is in the tables, and nothing that was never sent. */
  async #check(at: number): Promise<void> {
    const { database, schema } = this.#stage;
    const times = this.#script.tables.slice(at, this.#runEnd + 1);
    for (const stream of STREAMS.keys()) {
      const found = await readTable(database, schema, stream);
      const tables = times.map((each) => each[stream] ?? new Map());
      const place = `stream ${STREAMS[stream]?.name} when a state says ${at}`;
      if (isKeyed(stream, this.#scenario)) expectKeyed(found, tables, place);
      else expectKeyless(found, tables, place, this.#isSentAgain);
    }
  }
}

const STATUS = { SIGKILL: 137, SIGTERM: 143, cut: 1, disconnect: 0 };

/** The last SCHEMA of each stream: a tap that goes on sends them first. */
function listSchemas(messages: readonly Message[]): readonly Message[] {
  const last = new Map(
    messages.filter(({ isSchema }) => isSchema).map((message) => [message.stream, message]),
  );
  return [...last.values()];
}
