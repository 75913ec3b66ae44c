import type { LoggedRequest, SandboxMetabase } from "@singer-metabase/sandbox";

/** Answers that are fetched of each route; those of one route are alike. */
const SAMPLES = 20;

const ID = /\/\d+(?=\/|$)/g;

/**
 * Bytes a second of a loop that does nothing but `JSON.parse`, over the rows of answers that a run got: all
 * lists, and some of the details of each kind.
 */
export async function measureParseRate(
  metabase: SandboxMetabase,
  requests: readonly LoggedRequest[],
): Promise<number> {
  const rows: string[] = [];
  const samples = new Map<string, number>();
  for (const { method, path, query, status } of requests) {
    const route = path.replace(ID, "/:id");
    const count = (samples.get(route) ?? 0) + 1;
    samples.set(route, count);
    if (method !== "GET" || status !== 200 || count > SAMPLES) continue;
    const response = await fetch(`${metabase.url}${path}?${query}`, {
      headers: { "x-api-key": metabase.keys.admin },
    });
    for (const row of rowsOf(await response.json())) rows.push(JSON.stringify(row));
  }
  const bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(row), 0);
  const started = performance.now();
  for (const row of rows) JSON.parse(row);
  return bytes / ((performance.now() - started) / 1000);
}

function rowsOf(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  const { data } = Object(answer) as { readonly data?: unknown };
  return Array.isArray(data) ? data : [answer];
}
