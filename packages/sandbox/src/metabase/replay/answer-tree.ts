import { readdir, readFile } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import type { RecordedAnswer, Recording } from "./recorded-answer.ts";

/** Lists that are made of the details beside them where they were not recorded, in the form that every version gives them. */
const LISTS: Readonly<Record<string, (rows: readonly unknown[]) => unknown>> = {
  "/api/card": (rows) => rows,
  "/api/dashboard": (rows) => rows,
  "/api/user": (rows) => ({ data: rows, total: rows.length, limit: null, offset: null }),
};

/**
 * Reads a folder whose files stand where they were asked for: `card/12.json` is `/api/card/12`, `collection/root/items.json`
 * is `/api/collection/root/items`; an `api` folder around them may be there.
 *
 * A file answers whatever the parameters, except that a list which is asked for its archived rows, a namespace or a
 * further page is empty: nobody recorded those. What every program asks first is answered as well: who asks (an
 * administrator) and the version, which is the folder's name (`v0.50`).
 */
export async function readAnswerTree(directory: string): Promise<Recording> {
  const names = await readdir(directory, { recursive: true });
  const files = new Map<string, string>();
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    const place = name
      .slice(0, -".json".length)
      .split(sep)
      .join("/")
      .replace(/^api\//, "");
    files.set(`/api/${place}`, join(directory, name));
  }
  const parsed = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));
  const rowsOf = (path: string): readonly string[] =>
    [...files].flatMap(([place, file]) =>
      /^\d+$/.test(place.slice(path.length + 1)) && place.startsWith(`${path}/`) ? [file] : [],
    );
  const first = firstAnswers(basename(directory));

  return ({ method, path, query }) => {
    if (method !== "GET") return undefined;
    const file = files.get(path);
    if (file !== undefined) {
      return wantsOtherRows(query)
        ? jsonAnswer(async () => withoutRows(await parsed(file)))
        : { ...JSON_ANSWER, body: () => readFile(file) };
    }
    const list = LISTS[path];
    const details = list === undefined ? [] : rowsOf(path);
    if (list !== undefined && details.length > 0) {
      return jsonAnswer(async () =>
        list(wantsOtherRows(query) ? [] : await Promise.all(details.map(parsed))),
      );
    }
    const answer = first[path];
    return answer === undefined ? undefined : jsonAnswer(async () => answer);
  };
}

const JSON_ANSWER = { status: 200, contentType: "application/json;charset=utf-8" } as const;

const jsonAnswer = (value: () => Promise<unknown>): RecordedAnswer => ({
  ...JSON_ANSWER,
  body: async () => JSON.stringify(await value()),
});

function wantsOtherRows(query: URLSearchParams): boolean {
  return (
    query.get("archived") === "true" ||
    query.get("f") === "archived" ||
    query.has("namespace") ||
    Number(query.get("offset") ?? 0) > 0
  );
}

/** A list without its rows; anything else as it is. */
function withoutRows(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  const object = value as Readonly<Record<string, unknown>>;
  return Array.isArray(object["data"]) ? { ...object, data: [], total: 0 } : value;
}

function firstAnswers(folder: string): Readonly<Record<string, unknown>> {
  const version = /^v[01]\.\d+/.exec(folder)?.[0];
  return {
    "/api/health": { status: "ok" },
    "/api/session/properties": {
      "has-user-setup": true,
      "setup-token": null,
      "token-features": {},
      ...(version !== undefined && { version: { tag: `${version}.0` } }),
    },
    "/api/user/current": {
      id: 1,
      email: "replay@example.com",
      common_name: "Replay",
      is_superuser: true,
      is_active: true,
      group_ids: [1, 2],
    },
  };
}
