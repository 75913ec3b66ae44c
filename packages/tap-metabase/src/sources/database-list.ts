import { IncompleteReadError } from "../errors.ts";
import { membersOf } from "../records/server-object.ts";
import type { Source } from "../source.ts";

/** Every database that the account may see; an envelope without paging. */
export const databaseList: Source = {
  name: "database list",
  async *read({ client }) {
    const { data, total } = await client.getObject("/api/database");
    const databases = membersOf(data);
    if (typeof total === "number" && total !== databases.length) {
      throw new IncompleteReadError(
        `the server counts ${total} databases and sent ${databases.length}`,
      );
    }
    yield* databases;
  },
  probe: (client) => client.getObject("/api/database"),
};
