import type { ServerObject } from "../records/server-object.ts";
import type { Reading, ServerSource } from "../source.ts";

/** Every person, active or not; their attributes only when the settings ask for them. */
export const userList: ServerSource = {
  name: "users",
  read: readUsers,
  probe: (client) => client.getObject("/api/user", { status: "all", limit: 1, offset: 0 }),
};

async function* readUsers({ client, settings }: Reading): AsyncGenerator<ServerObject> {
  // Without `tenancy=all` a server of 0.57 or newer leaves the people of tenants out.
  const users = client.streamPages("/api/user", { status: "all", tenancy: "all" });
  for await (const user of users) {
    yield settings.include_login_attributes
      ? user
      : { ...user, login_attributes: null, jwt_attributes: null };
  }
}
