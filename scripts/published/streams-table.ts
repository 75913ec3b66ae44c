import type { Stream } from "@singer-metabase/tap-metabase";

/** The tap's streams as a Markdown table, for the README. */
export function formatStreamsTable(streams: readonly Stream[]): string {
  const rows = streams.map(({ name, group, description, endpoint, selectedByDefault = true }) => [
    `[\`${name}\`](schemas/tap-metabase/streams/${name}.json)`,
    selectedByDefault ? group : `${group}, off by default`,
    description,
    `\`${endpoint}\``,
  ]);
  return [["Stream", "Group", "A record is", "Read from"], Array(4).fill("---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
