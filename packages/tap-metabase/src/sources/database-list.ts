import { IncompleteReadError } from "../errors.ts";
import type { ServerSource } from "../source.ts";
import { requireList } from "./require-shape.ts";

/** Metabase's own usage analytics, which questions refer to, are a database that hides (Enterprise). */
const QUERY = { include_analytics: true };

/** Every database that the account may see; an envelope without paging. */
export const databaseList: ServerSource = {
  name: "database list",
  async *read({ client }) {
    const { data, total } = await client.getObject("/api/database", QUERY);
    const databases = requireList(data, "GET /api/database: data");
    if (typeof total === "number" && total !== databases.length) {
      throw new IncompleteReadError(
        `the server counts ${total} databases and sent ${databases.length}`,
      );
    }
    yield* databases;
  },
  probe: (client) => client.getObject("/api/database", QUERY),
};
