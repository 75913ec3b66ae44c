import type { Logger } from "@singer-metabase/singer-protocol";
import { ConfigurationError } from "./errors.ts";
import type { ReadSettings } from "./settings/complete-settings.ts";
import { foreignSettings } from "./settings/other-targets.ts";
import { type Settings, settingsSchema } from "./settings.ts";

/**
 * Checks what a schema cannot say.
 *
 * @param given the settings before they were completed, in which other targets' settings still stand.
 * @throws {ConfigurationError} for settings that this version cannot honour, or that contradict each other.
 */
export function checkSettings(given: ReadSettings, settings: Settings): void {
  const problems = [...findRefusals(given), ...findContradictions(settings)];
  if (problems.length > 0) throw new ConfigurationError(problems.join("; "));
}

/** Says which of the given settings have no effect, where somebody could expect one. */
export function reportIdleSettings(given: ReadSettings, logger: Pick<Logger, "warn">): void {
  for (const [name, { note }] of foreignSettings) {
    if (given[name] === undefined || note === undefined) continue;
    logger.warn(`setting "${name}" has no effect: ${note}`);
  }
  // Runners pass defaults on, which nobody has chosen.
  const idle = Object.entries(given)
    .filter(([name, value]) => URL_REPLACES.test(name) && value !== defaultOf(name))
    .map(([name]) => name);
  if (given.sqlalchemy_url !== undefined && idle.length > 0) {
    logger.warn(`sqlalchemy_url is set, so ${idle.join(", ")} have no effect`);
  }
}

/** Whether ACTIVATE_VERSION messages have an effect. */
export function activatesVersions(settings: Settings): boolean {
  return settings.activate_version && settings.process_activate_version_messages;
}

const URL_REPLACES = /^(host|user|password|database|dbname|ssl(_.*)?|postgres_(?!schema).*)$/;

function defaultOf(name: string): unknown {
  return settingsSchema.properties[name]?.["default"];
}

function findRefusals(given: ReadSettings): string[] {
  return [...foreignSettings].flatMap(([name, { refuse }]) => {
    const wayOut = given[name] === undefined ? undefined : refuse?.(given[name]);
    return wayOut === undefined
      ? []
      : [`setting "${name}" is not supported by this version; ${wayOut}`];
  });
}

function findContradictions(settings: Settings): string[] {
  const problems: string[] = [];
  const mayOverwrite = settings.overwrite_at_end || activatesVersions(settings);
  if (settings.load_method === "overwrite" && !mayOverwrite) {
    problems.push(
      'setting "load_method" overwrite needs to know when all rows are there: set activate_version or overwrite_at_end to true',
    );
  }
  if (!settings.add_record_metadata && activatesVersions(settings)) {
    problems.push(
      'setting "activate_version" needs "add_record_metadata": set activate_version to false, or add_record_metadata to true',
    );
  }
  return problems;
}
