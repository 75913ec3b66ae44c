import { COMMON_FLAGS, type Flag, type Flags } from "./flags.ts";

/** The answer to `--help`: the program's own flags, then those that every Singer program has. */
export function formatHelp(
  program: { readonly name: string; readonly description: string },
  flags: Flags,
): string {
  const rows = Object.entries({ ...flags, ...COMMON_FLAGS }).map(
    ([name, flag]) => [formatUsage(name, flag), flag.description] as const,
  );
  const width = Math.max(...rows.map(([usage]) => usage.length)) + 2;
  return [
    `Usage: ${program.name} [options]`,
    "",
    program.description,
    "",
    "Options:",
    ...rows.map(([usage, description]) => `  ${usage.padEnd(width)}${description}`),
  ].join("\n");
}

function formatUsage(name: string, { kind, short, placeholder = "VALUE" }: Flag): string {
  const names = short === undefined ? `    --${name}` : `-${short}, --${name}`;
  switch (kind) {
    case "switch":
      return names;
    case "value":
      return `${names} ${placeholder}`;
    case "optional-value":
      return `${names}[=${placeholder}]`;
  }
}
