import type { MetabaseClient, Query } from "@singer-metabase/metabase-client";

/** A client that sends no question twice: several reads may be proven by the same one. */
export function askOnce(client: MetabaseClient): MetabaseClient {
  const answers = new Map<string, Promise<unknown>>();
  const once =
    <Answer>(ask: (path: string, query?: Query) => Promise<Answer>) =>
    (path: string, query?: Query): Promise<Answer> => {
      const key = JSON.stringify([path, query]);
      const answer = answers.get(key) ?? ask(path, query);
      answers.set(key, answer);
      return answer as Promise<Answer>;
    };
  return { ...client, getObject: once(client.getObject), getArray: once(client.getArray) };
}
