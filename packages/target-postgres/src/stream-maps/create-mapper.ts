import { ConfigurationError } from "../errors.ts";
import type { FlatteningOptions } from "../flattening/flattening-options.ts";
import type { Settings } from "../settings.ts";
import { createFakeFunctions } from "./fake-functions.ts";
import { MessageMapper } from "./message-mapper.ts";
import { createFunctions, type Surroundings } from "./python/functions.ts";
import { asFloat, parseValue } from "./python/json-values.ts";
import { readStreamMaps } from "./read-stream-maps.ts";

/** The settings that a mapper is made of. */
export type MapperSettings = Pick<
  Settings,
  | "stream_maps"
  | "stream_map_config"
  | "faker_config"
  | "flattening_enabled"
  | "flattening_max_depth"
  | "flattening_separator"
  | "flattening_max_key_length"
  | "compatibility"
  | "validate_records"
>;

/**
 * Makes the mapper that the settings ask for.
 *
 * @throws {ConfigurationError} for stream maps or flattening that cannot be done.
 */
export async function createMapper(
  settings: MapperSettings,
  surroundings: Surroundings,
): Promise<MessageMapper> {
  const { stream_maps = {}, stream_map_config = {}, faker_config = {} } = settings;
  const usesFake = /\bfake\b/.test(JSON.stringify(stream_maps));
  const functions = new Map([
    ...createFunctions(surroundings),
    ...(usesFake ? await createFakeFunctions(faker_config) : []),
  ]);
  return new MessageMapper({
    maps: readStreamMaps(stream_maps, functions),
    config: parseValue(JSON.stringify(stream_map_config), asFloat),
    flattening: readFlattening(settings),
    isValidated: settings.validate_records,
  });
}

function readFlattening(settings: MapperSettings): FlatteningOptions | undefined {
  const { flattening_enabled, flattening_max_depth } = settings;
  if (!flattening_enabled) return undefined;
  if (flattening_max_depth === undefined) {
    throw new ConfigurationError(
      'setting "flattening_enabled" needs "flattening_max_depth", the levels of objects to take apart',
    );
  }
  if (flattening_max_depth === 0) return undefined;
  return {
    maxDepth: flattening_max_depth,
    separator: settings.flattening_separator,
    maxKeyLength: settings.flattening_max_key_length,
    // Its tables keep what is left as jsonb.
    writesText: settings.compatibility !== "pipelinewise",
  };
}
