/**
 * Parameters behind the `?`. Undefined ones are left out, lists are repeated
 * (`models=card&models=dashboard`), booleans are spelt `true` and `false`, the only spelling that
 * Metabase accepts.
 */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** Path and query as they stand in a request line. */
export function pathWithQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const single of Array.isArray(value) ? value : [value]) {
      parameters.append(name, String(single));
    }
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
