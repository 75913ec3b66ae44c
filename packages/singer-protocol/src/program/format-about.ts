import { describeSettings, type SettingDescription } from "./describe-settings.ts";
import type { SettingsSchema } from "./settings-schema.ts";

/** What a program says of itself. */
export interface ProgramDescription {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly capabilities: readonly string[];
  readonly settings: SettingsSchema;
}

/** The forms that `--about` can take. */
export type AboutFormat = "json" | "markdown" | "text";

/** Writes the answer to `--about`, in the shapes of the Singer SDK's plugins. */
export function formatAbout(program: ProgramDescription, format: AboutFormat): string {
  switch (format) {
    case "json":
      return formatJson(program);
    case "markdown":
      return formatMarkdown(program);
    case "text":
      return formatText(program);
  }
}

function formatJson(program: ProgramDescription): string {
  const { name, description, version, capabilities, settings } = program;
  const about = {
    name,
    description,
    version,
    // The SDK's keys; readers of `--about` expect them, and this is not a Python program.
    sdk_version: null,
    supported_python_versions: [],
    capabilities,
    settings,
  };
  return JSON.stringify(about, undefined, 2);
}

function formatMarkdown(program: ProgramDescription): string {
  const settings = describeSettings(program.name, program.settings);
  return [
    `# \`${program.name}\` ${program.version}`,
    "",
    program.description,
    "",
    "## Capabilities",
    "",
    ...program.capabilities.map((capability) => `* \`${capability}\``),
    "",
    "## Settings",
    "",
    formatSettingsTable(settings),
  ].join("\n");
}

/** The table of settings in Markdown, as `--about --format markdown` and README files show it. */
export function formatSettingsTable(settings: readonly SettingDescription[]): string {
  const rows = settings.map((setting) =>
    [
      `\`${setting.name}\``,
      setting.required ? "yes" : "no",
      setting.default === undefined ? "" : `\`${JSON.stringify(setting.default)}\``,
      setting.description,
    ].map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")),
  );
  return [
    ["Setting", "Required", "Default", "Description"],
    [":------", ":-------", ":------", ":----------"],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function formatText(program: ProgramDescription): string {
  const settings = describeSettings(program.name, program.settings);
  return [
    `Name: ${program.name}`,
    `Description: ${program.description}`,
    `Version: ${program.version}`,
    "Capabilities:",
    ...program.capabilities.map((capability) => `  - ${capability}`),
    "Settings:",
    ...settings.map(formatSettingText),
  ].join("\n");
}

function formatSettingText(setting: SettingDescription): string {
  const facts = [
    setting.kind,
    ...(setting.required ? ["required"] : []),
    ...(setting.secret ? ["secret"] : []),
    ...(setting.default === undefined ? [] : [`default ${JSON.stringify(setting.default)}`]),
  ];
  return `  - ${setting.name} (${facts.join(", ")}): ${setting.description}`;
}
