import { expect, test } from "vitest";
import { recordsOf } from "../run-tap.ts";
import { startServer } from "../start-server.ts";
import { readContent } from "./read-content.ts";

test("field_values are of the fields that the metadata names, which is read once", async () => {
  const server = await startServer();
  const run = await readContent(server, ["fields", "field_values"]);
  const withValues = recordsOf(run, "fields").filter(({ has_field_values }) =>
    /list/.test(String(has_field_values)),
  );
  const metadata = server.requests.filter(({ path }) =>
    /^\/api\/database\/\d+\/metadata/.test(path),
  );

  expect(run.error).toBeUndefined();
  expect(withValues.length).toBeGreaterThan(0);
  expect(recordsOf(run, "field_values").map(({ id }) => id)).toEqual(
    withValues.map(({ id }) => id),
  );
  expect(metadata).toHaveLength(new Set(metadata.map(({ path }) => path)).size);
});
