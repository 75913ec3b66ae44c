import type { Redactor } from "../logging/redactor.ts";
import { findSetting, type SettingSchema } from "./settings-schema.ts";

/**
 * Registers every value of a secret setting, at any depth, and the password of any URL: a connection
 * URL is shown in errors with its parts taken out of it, and a base URL may carry one unasked.
 */
export function registerSecrets(
  value: unknown,
  setting: SettingSchema | undefined,
  redactor: Redactor,
  isSecret = setting?.secret === true,
): void {
  if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      const inner = setting && findSetting(setting, name);
      registerSecrets(part, inner, redactor, isSecret || inner?.secret === true);
    }
    return;
  }
  if (isSecret && value !== undefined && value !== null) redactor.add(String(value));
  if (typeof value === "string") registerUrlPassword(value, redactor);
}

/** Registers the password that a text has when it is a URL with one, such as `HTTPS_PROXY`. */
export function registerUrlPassword(text: string, redactor: Redactor): void {
  if (!URL.canParse(text)) return;
  const { password } = new URL(text);
  redactor.add(password);
  redactor.add(decode(password));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
