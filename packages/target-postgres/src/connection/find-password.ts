import pgpass from "pgpass";

/**
 * Looks a password up in the file that `PGPASSFILE` names, or in `.pgpass`. A file that others may
 * read is not used; pgpass says so on stderr, as libpq does. Empty where there is none.
 * https://www.postgresql.org/docs/current/libpq-pgpass.html
 */
export function findPassword(login: {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}): Promise<string> {
  const { port, database, user } = login;
  // The name for sockets in this file.
  const host = login.host.startsWith("/") ? "localhost" : login.host;
  return new Promise((resolve) =>
    pgpass({ host, port, database, user }, (password) => resolve(password ?? "")),
  );
}
