// The package has no types of its own, and nobody else has published any.
declare module "pgpass" {
  interface Login {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
  }
  function pgpass(login: Login, done: (password: string | undefined) => void): void;
  export = pgpass;
}
