import type { Query } from "@singer-metabase/metabase-client";
import type { ServerSource } from "../source.ts";

/** A list that one request brings whole. */
export interface WholeList {
  readonly name: string;
  readonly path: string;
  readonly query?: Query;
  /** The list's name in its envelope, where that is neither `data` nor missing. */
  readonly member?: string;
}

/** A list that one request brings whole, a bare one or one in an envelope. */
export function wholeList({ name, path, query, member }: WholeList): ServerSource {
  const options = member === undefined ? {} : { member };
  return {
    name,
    isSpooled: true,
    read: ({ client }) => client.streamArray(path, query, options),
    async probe(client) {
      for await (const _first of client.streamArray(path, query, options)) return;
    },
  };
}
