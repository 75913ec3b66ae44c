import { expect, test } from "vitest";
import { METABASE_VERSIONS, type MetabaseVersion } from "../../src/metabase/options.ts";
import { type Answer, from, useEveryVersion } from "./every-version.ts";

const { versionsThat } = useEveryVersion();

type Row = readonly [
  path: string,
  oss: readonly MetabaseVersion[],
  enterprise?: readonly MetabaseVersion[],
];

const rows: readonly Row[] = [
  ["/api/user", from("0.49")],
  ["/api/api-key", from("0.49")],
  ["/api/card", from("0.49")],
  ["/api/dashboard", from("0.49")],
  ["/api/segment", from("0.49")],
  ["/api/timeline?include=events", from("0.49")],
  ["/api/action", from("0.49")],
  ["/api/pulse", from("0.49")],
  ["/api/bookmark", from("0.49")],
  ["/api/task", from("0.49")],
  ["/api/persist", from("0.49")],
  ["/api/metric", ["0.49", ...from("0.61")]],
  ["/api/legacy-metric", ["0.50"]],
  ["/api/cache?model=root", from("0.50")],
  ["/api/channel", from("0.51")],
  ["/api/collection/trash", from("0.51")],
  ["/api/dashboard/1/items", from("0.53")],
  ["/api/collection/3/timelines", from("0.49", "0.53")],
  ["/api/timeline/collection/3", from("0.54")],
  ["/api/notification", from("0.54")],
  ["/api/alert", from("0.49", "0.57")],
  ["/api/task/unique-tasks", from("0.56")],
  ["/api/document", from("0.57")],
  ["/api/comment?target_type=document&target_id=1", from("0.57")],
  ["/api/glossary", from("0.57")],
  ["/api/measure", from("0.59")],
  ["/api/task/runs", from("0.59")],
  ["/api/transform", from("0.59")],
  ["/api/transform/run", from("0.59")],
  ["/api/transform-job", from("0.59")],
  ["/api/transform-tag", from("0.59")],
  ["/api/ee/transform", [], ["0.57"]],
  ["/api/ee/transform-job", [], ["0.57"]],
  ["/api/ee/library", [], from("0.59")],
  ["/api/ee/tenant", [], from("0.57")],
  ["/api/ee/advanced-permissions/application/graph", [], from("0.49")],
];

test.each(rows.map(([path, oss, enterprise = oss]) => ({ path, oss, enterprise })))(
  "$path answers in $oss",
  async ({ path, oss, enterprise }) => {
    const isThere = ({ status }: Answer): boolean => status === 200;
    const isMissing = ({ status, text }: Answer): boolean =>
      status === 404 && text === "API endpoint does not exist.";
    const without = (versions: readonly MetabaseVersion[]) =>
      METABASE_VERSIONS.filter((version) => !versions.includes(version));

    expect(await versionsThat("oss", path, isThere)).toEqual(oss);
    expect(await versionsThat("oss", path, isMissing)).toEqual(without(oss));
    expect(await versionsThat("enterprise", path, isThere)).toEqual(enterprise);
    expect(await versionsThat("enterprise", path, isMissing)).toEqual(without(enterprise));
  },
);
