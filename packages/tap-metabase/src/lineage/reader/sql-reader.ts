import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { SqlQuestion, SqlReading } from "../sql/sql-reading.ts";
import type { SqlAnswer, SqlRequest } from "./protocol.ts";

/** What came of reading a native query: what it refers to, or why that is not known. */
export type SqlResult = { readonly reading: SqlReading } | { readonly reason: string };

/** Bounds on the process that parses. */
export interface SqlReaderOptions {
  /** Queries longer than this are not parsed. @default 200000 */
  readonly maxCharacters?: number;
  /** How long one query may take. @default 30000 */
  readonly timeoutMs?: number;
  /** The memory beyond which the process is replaced. @default 600 MB */
  readonly maxMemoryBytes?: number;
  /** How many answers are kept for queries that come again. @default 100 */
  readonly cachedAnswers?: number;
  /** Calls back after a time unless the function that it returns is called. @default setTimeout */
  readonly startTimer?: (callBack: () => void, ms: number) => () => void;
  /** After how many failures in a row no more queries are tried. @default 10 */
  readonly maxFailures?: number;
  /** Starts the process. @default the parser in a Node process of its own */
  readonly start?: () => ChildProcess;
}

interface Waiting {
  readonly question: SqlQuestion;
  readonly settle: (result: SqlResult) => void;
}

/**
 * Has native queries parsed by a process of its own, since the parser takes more memory than all
 * the rest of the tap. The process starts with the first query; one that breaks, hangs or grows is
 * replaced, and costs no more than the query at which it did.
 */
export class SqlReader {
  readonly #options: Required<SqlReaderOptions>;
  readonly #waiting: Waiting[] = [];
  readonly #answers = new Map<string, Promise<SqlResult>>();
  #process: ChildProcess | undefined;
  #stopTimer: (() => void) | undefined;
  /** Why the queries failed that failed last, one after the other. */
  #failures: string[] = [];

  constructor(options: SqlReaderOptions = {}) {
    this.#options = {
      maxCharacters: 200_000,
      timeoutMs: 30_000,
      maxMemoryBytes: 600 * 1024 * 1024,
      cachedAnswers: 100,
      maxFailures: 10,
      startTimer,
      start: startProcess,
      ...options,
    };
  }

  /** Why no more queries are tried; undefined as long as they are. */
  get givenUpOver(): string | undefined {
    return this.#failures.length >= this.#options.maxFailures ? this.#failures[0] : undefined;
  }

  /** Reads a query. Never rejects. */
  read(question: SqlQuestion): Promise<SqlResult> {
    const { maxCharacters, cachedAnswers } = this.#options;
    const reason = this.givenUpOver;
    if (reason !== undefined) return Promise.resolve({ reason });
    if (question.sql.length > maxCharacters) {
      return Promise.resolve({ reason: `the query is longer than ${maxCharacters} characters` });
    }
    const key = createHash("sha256").update(JSON.stringify(question)).digest("base64");
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = new Promise<SqlResult>((settle) => this.#send({ question, settle }));
    this.#answers.set(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= cachedAnswers) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }

  /** Ends the process; queries that were not answered get a reason. */
  close(): void {
    this.#dropProcess();
    for (const { settle } of this.#waiting.splice(0)) settle({ reason: "the run was ended" });
  }

  #send(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#process ??= this.#startProcess();
    this.#process.send({ question: waiting.question } satisfies SqlRequest);
    if (this.#waiting.length === 1) this.#startTimer();
  }

  #startProcess(): ChildProcess {
    const started = this.#options.start();
    const fail = (reason: string) => {
      if (started === this.#process) this.#replaceProcess(reason);
    };
    started.on("message", (answer) => {
      if (started === this.#process) this.#take(answer as SqlAnswer);
    });
    started.on("error", (error) => fail(`the SQL parser cannot be used: ${error.message}`));
    started.on("exit", (code, signal) => fail(`the SQL parser ended with ${signal ?? code}`));
    return started;
  }

  #take(answer: SqlAnswer): void {
    if ("failure" in answer) {
      this.#replaceProcess(`the SQL parser failed: ${answer.failure}`);
      return;
    }
    this.#failures = [];
    this.#waiting.shift()?.settle({ reading: answer.reading });
    if (answer.memoryBytes > this.#options.maxMemoryBytes) this.#replaceProcess();
    else this.#startTimer();
  }

  /** Starts anew with the queries that wait; the oldest one is given up where there is a reason. */
  #replaceProcess(reason?: string): void {
    this.#dropProcess();
    if (reason !== undefined) {
      this.#failures.push(reason);
      this.#waiting.shift()?.settle({ reason });
    }
    const givenUpOver = this.givenUpOver;
    for (const waiting of this.#waiting.splice(0)) {
      if (givenUpOver === undefined) this.#send(waiting);
      else waiting.settle({ reason: givenUpOver });
    }
  }

  #dropProcess(): void {
    this.#stopTimer?.();
    const dropped = this.#process;
    this.#process = undefined;
    // It ignores the gentle signals, which a terminal sends to it as well.
    dropped?.kill("SIGKILL");
  }

  #startTimer(): void {
    this.#stopTimer?.();
    if (this.#waiting.length === 0) return;
    const { timeoutMs } = this.#options;
    this.#stopTimer = this.#options.startTimer(() => {
      this.#replaceProcess(`the SQL parser took longer than ${timeoutMs / 1000} s`);
    }, timeoutMs);
  }
}

function startTimer(callBack: () => void, ms: number): () => void {
  const timer = setTimeout(callBack, ms);
  return () => clearTimeout(timer);
}

function startProcess(): ChildProcess {
  const source = fileURLToPath(new URL("./sql-reader-process.ts", import.meta.url));
  const isBuilt = import.meta.url.endsWith(".js");
  return fork(isBuilt ? source.replace(/\.ts$/, ".js") : source, {
    // From source, the process needs what runs TypeScript.
    execArgv: isBuilt ? [] : ["--import", "tsx"],
    // stdout belongs to Singer messages.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}
