import type { TestProject } from "vitest/node";
import { startPostgres } from "../postgres/start-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the project's throwaway PostgreSQL. */
    postgresUrl: string;
  }
}

/** A vitest `globalSetup`: one PostgreSQL for all test files of a project, gone after the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  return () => postgres.stop();
}
