import type { MetabaseClient, ServerInfo } from "@singer-metabase/metabase-client";
import type { Logger } from "@singer-metabase/singer-protocol";
import { InstanceNotSetUpError } from "./errors.ts";
import type { ServerObject } from "./records/server-object.ts";

/** The oldest Metabase that the streams are written for. */
const OLDEST_MAJOR = 49;

/** Who is at the two ends of a connection. */
export interface Preflight {
  readonly server: ServerInfo;
  /** The answer of `GET /api/user/current`. */
  readonly principal: ServerObject;
}

/**
 * Asks the server what it is and the account who it is, before anything else is read.
 *
 * @throws {InstanceNotSetUpError} when nobody can log in yet
 */
export async function preflight(client: MetabaseClient, logger: Logger): Promise<Preflight> {
  const server = await client.serverInfo();
  if (!server.hasUserSetup) throw new InstanceNotSetUpError();
  if (server.major < OLDEST_MAJOR) {
    logger.warn(
      `Metabase ${server.tag} is older than 0.${OLDEST_MAJOR}, the oldest that this program knows`,
    );
  }
  return { server, principal: await client.currentUser() };
}
