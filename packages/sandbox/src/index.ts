export {
  type Command,
  type Pipeline,
  type PipelineResult,
  type ProgramResult,
  type ProgramRole,
  runPipeline,
  startPipeline,
} from "./pipeline/start-pipeline.ts";
export type { TestDatabase } from "./postgres/create-database.ts";
export { type SandboxPostgres, startPostgres } from "./postgres/start-postgres.ts";
