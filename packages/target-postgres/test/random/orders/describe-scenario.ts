import type { Scenario } from "./scenario.ts";
import { writeScript } from "./script.ts";

/** A scenario as its settings, the lines of each run, and what stops it. */
export function describeScenario(scenario: Scenario): string {
  const { messages, ends } = writeScript(scenario);
  const runs = scenario.runs.map(({ stops }, index) => {
    const lines = messages.slice(ends[index - 1] ?? 0, ends[index]).map(({ line }) => line);
    const text = lines.join("\n").replaceAll(/p{20,}/g, "p…");
    return `\nrun ${index + 1}\n${text}\n${stops.map((stop) => JSON.stringify(stop)).join("\n")}`;
  });
  const { settings, linesAtOnce } = scenario;
  return `\n${JSON.stringify({ ...settings, linesAtOnce })}${runs.join("")}\n`;
}
