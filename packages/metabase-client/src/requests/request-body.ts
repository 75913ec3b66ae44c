/**
 * What a POST that only reads sends along: JSON, or the fields of a form. Exports of query results
 * take their parameters as a form in every version (`parameters` is JSON text then).
 * https://www.metabase.com/docs/latest/api/card
 */
export type RequestBody =
  | { readonly json: unknown }
  | { readonly form: Readonly<Record<string, string>> };

/** The text of a body, and the header that says what it is. */
export function encodeBody(body: RequestBody): {
  readonly body: string;
  readonly contentType: string;
} {
  return "form" in body
    ? {
        body: String(new URLSearchParams(body.form)),
        contentType: "application/x-www-form-urlencoded",
      }
    : { body: JSON.stringify(body.json), contentType: "application/json" };
}
