export {
  METABASE_VERSIONS,
  type MetabaseEdition,
  type MetabaseOptions,
  type MetabaseVersion,
} from "./metabase/options.ts";
export { type Replay, startReplay } from "./metabase/replay/start-replay.ts";
export type { Fault } from "./metabase/server/faults.ts";
export type { LoggedRequest } from "./metabase/server/request-log.ts";
export {
  type Account,
  type SandboxMetabase,
  startMetabase,
} from "./metabase/server/start-metabase.ts";
export type { World } from "./metabase/world/world.ts";
export type { ProgramCosts } from "./pipeline/program-costs.ts";
export {
  type Command,
  type Pipeline,
  type PipelineResult,
  type ProgramResult,
  type ProgramRole,
  runPipeline,
  startPipeline,
} from "./pipeline/start-pipeline.ts";
export { createDatabase, type TestDatabase } from "./postgres/create-database.ts";
export {
  type PostgresOptions,
  type SandboxPostgres,
  startPostgres,
} from "./postgres/start-postgres.ts";
