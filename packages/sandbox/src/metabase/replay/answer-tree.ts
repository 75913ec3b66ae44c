import { readdir, readFile } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import type { RecordedAnswer, Recording } from "./recorded-answer.ts";

/**
 * The form that lists have in every version: rows that were kept without what stood around them get it back, and a list that
 * was not recorded is made of the details beside it.
 */
const LISTS: Readonly<Record<string, (rows: readonly unknown[]) => unknown>> = {
  "/api/card": (rows) => rows,
  "/api/dashboard": (rows) => rows,
  "/api/database": envelope,
  "/api/user": envelope,
};

function envelope(data: readonly unknown[]): unknown {
  return { data, total: data.length, limit: null, offset: null };
}

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
  const detailsOf = (path: string): readonly string[] =>
    [...files].flatMap(([place, file]) =>
      /^\d+$/.test(place.slice(path.length + 1)) && place.startsWith(`${path}/`) ? [file] : [],
    );
  const first = firstAnswers(basename(directory));

  return ({ method, path, query }) => {
    if (method !== "GET") return undefined;
    const file = files.get(path);
    const details = path in LISTS ? detailsOf(path) : [];
    const form = path.endsWith("/items") ? envelope : (LISTS[path] ?? ((rows) => rows));
    const listed = (value: unknown): unknown => {
      const complete = Array.isArray(value) ? form(value) : value;
      return wantsOtherRows(query) ? withoutRows(complete) : complete;
    };
    if (file !== undefined) return jsonAnswer(async () => listed(await parsed(file)));
    if (details.length > 0)
      return jsonAnswer(async () => listed(await Promise.all(details.map(parsed))));
    const answer = first[path];
    return answer === undefined ? undefined : jsonAnswer(async () => answer);
  };
}

const jsonAnswer = (value: () => Promise<unknown>): RecordedAnswer => ({
  status: 200,
  contentType: "application/json;charset=utf-8",
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
