import type { MapperSettings } from "./create-mapper.ts";
import type { MessageMapper } from "./message-mapper.ts";
import type { Surroundings } from "./python/functions.ts";

const SURROUNDINGS: Surroundings = { now: Date.now, random: Math.random };

/**
 * Gives the mapper that the settings ask for. Without stream maps and flattening there is none, and
 * nothing of it is even loaded.
 *
 * @throws {ConfigurationError} for a stream map that cannot be used.
 */
export async function loadMapper(
  settings: MapperSettings,
  surroundings = SURROUNDINGS,
): Promise<MessageMapper | undefined> {
  const { stream_maps = {}, flattening_enabled } = settings;
  if (Object.keys(stream_maps).length === 0 && !flattening_enabled) return undefined;
  const { createMapper } = await import("./create-mapper.ts");
  return createMapper(settings, surroundings);
}
