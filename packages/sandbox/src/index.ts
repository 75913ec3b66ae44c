export type { TestDatabase } from "./postgres/create-database.ts";
export { type SandboxPostgres, startPostgres } from "./postgres/start-postgres.ts";
