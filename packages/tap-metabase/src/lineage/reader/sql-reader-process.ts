import { readSql } from "../sql/read-sql.ts";
import type { SqlAnswer, SqlRequest } from "./protocol.ts";

// The tap ends this process by closing the channel; Ctrl-C at a terminal reaches both.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.on("disconnect", () => process.exit());
process.on("message", ({ question }: SqlRequest) => {
  process.send?.(answer(question));
});

function answer(question: SqlRequest["question"]): SqlAnswer {
  try {
    return { reading: readSql(question), memoryBytes: process.memoryUsage.rss() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
