import type { Stream } from "@singer-metabase/tap-metabase";

/** The tap's streams as a Markdown table, for the README. */
export function formatStreamsTable(streams: readonly Stream[]): string {
  const rows = streams.map((stream) => [
    `[\`${stream.name}\`](schemas/tap-metabase/streams/${stream.name}.json)`,
    stream.keyProperties.map((key) => `\`${key}\``).join(", "),
    stream.description,
    `\`${stream.endpoint}\``,
  ]);
  return [["Stream", "Key", "A record is", "Read from"], Array(4).fill("---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
