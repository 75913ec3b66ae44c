import type { Answer, Page } from "./route.ts";

/** 200 with a JSON value. */
export const json = (value: unknown): Answer => ({ status: 200, json: value });

/** 200 with a JSON array, written row by row. */
export const jsonArray = (rows: Iterable<object>): Answer => ({ status: 200, jsonArray: rows });

/** The row does not exist. Metabase answers plain text. */
export const notFound: Answer = { status: 404, text: "Not found." };

/** The route does not exist on this version or edition. */
export const noSuchEndpoint: Answer = { status: 404, text: "API endpoint does not exist." };

/** The caller lacks the right. */
export const forbidden: Answer = { status: 403, text: "You don't have permissions to do that." };

/** Public links are switched off for the whole instance. */
export const publicSharingOff: Answer = { status: 400, text: "Public sharing is not enabled." };

/** No credentials, or credentials that ended. */
export const unauthenticated: Answer = { status: 401, text: "Unauthenticated" };

/** A parameter or body member that the endpoint refuses. */
export const badRequest = (errors: Readonly<Record<string, string>>): Answer => ({
  status: 400,
  json: { errors, "specific-errors": errors },
});

/** An endpoint of a plan that this server's licence does not include. */
export const paidFeature = (feature: string): Answer => ({
  status: 402,
  text: `${feature} is a paid feature not currently available to your instance. Please upgrade to use it. Learn more at metabase.com/upgrade/`,
});

/**
 * The `{data, total, limit, offset}` envelope; `limit` and `offset` are null when the caller did not page.
 * Rows are written one by one. `extra` adds members, such as `models`.
 */
export function envelope(
  rows: Iterable<object>,
  options: {
    readonly total: number;
    readonly page: Page | undefined;
    readonly extra?: Readonly<Record<string, unknown>>;
  },
): Answer {
  const { total, page, extra } = options;
  const rest = { total, limit: page?.limit ?? null, offset: page?.offset ?? null, ...extra };
  return {
    status: 200,
    jsonArray: rows,
    before: '{"data":',
    after: `,${JSON.stringify(rest).slice(1)}`,
  };
}

/** The part of a list that the page shows. */
export function* pageOf<Row>(rows: Iterable<Row>, page: Page | undefined): Generator<Row> {
  if (page === undefined) {
    yield* rows;
    return;
  }
  let index = 0;
  for (const row of rows) {
    if (index >= page.offset + page.limit) {
      return;
    }
    if (index >= page.offset) {
      yield row;
    }
    index += 1;
  }
}
