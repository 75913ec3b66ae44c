import { measureSize } from "./tap/measure-size.ts";
import { readTapBenchOptions } from "./tap/options.ts";
import { formatTapResults } from "./tap/print-tap-results.ts";

/**
 * A Metabase behind a slow network, against the time that the fewest requests, or parsing their answers, would
 * take alone; a second run after few changes; and other programs that read a Metabase. Needs GNU time for those.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = readTapBenchOptions(args, process.env);
  for (const size of options.sizes) {
    process.stdout.write(formatTapResults(await measureSize(size, options)));
  }
}
