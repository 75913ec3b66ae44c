import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** How the server is reached, apart from TLS and tunnel. */
export interface ConnectionSettings {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly sqlalchemy_url?: string;
  readonly service?: string;
  readonly application_name?: string;
  readonly search_path?: string;
  /** PostgreSQL's spelling of a duration: milliseconds, or a number with a unit. */
  readonly statement_timeout?: number | string;
  readonly lock_timeout?: number | string;
}

/** A connection's settings, but for those that protect it. */
export const connectionSettings: Readonly<Record<string, SettingSchema>> = {
  host: {
    type: "string",
    description:
      "Host name or address of the server, or the folder of its Unix socket. What is missing here and below is taken from the service, then from PGHOST and so on.",
  },
  port: { type: "integer", description: "Port of the server; 5432 when nothing else says so." },
  user: { type: "string", description: "User name to log in with." },
  password: {
    type: "string",
    secret: true,
    description: "Password to log in with; without it, PGPASSWORD or the file .pgpass.",
  },
  database: { type: "string", description: "Database to load into." },
  sqlalchemy_url: {
    type: "string",
    secret: true,
    description:
      "URL of the database, in place of host, port, user, password, database and all ssl settings; a driver's name as in postgresql+psycopg:// is ignored.",
  },
  service: {
    type: "string",
    description: "Name of a service in pg_service.conf that says what is not said here.",
  },
  application_name: {
    type: "string",
    description: "Name of the sessions in pg_stat_activity; target-postgres without it.",
  },
  search_path: {
    type: "string",
    description: "Schemas in which types, functions and tables without a schema are looked up.",
  },
  statement_timeout: {
    type: ["string", "integer"],
    description:
      "The longest that one statement may take: milliseconds, or text such as 5min. Before PostgreSQL 13 it counts for all statements that are sent at once: a batch with its COPY, of up to 32 streams.",
  },
  lock_timeout: {
    type: ["string", "integer"],
    description: "The longest wait for another session's lock: milliseconds, or text such as 30s.",
  },
};
