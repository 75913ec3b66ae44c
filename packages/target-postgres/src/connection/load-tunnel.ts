import type { Logger } from "@singer-metabase/singer-protocol";
import type { TunnelSettings } from "../settings/protection-settings.ts";
import type { Surroundings } from "./read-service.ts";
import { readTunnelOptions } from "./read-tunnel-options.ts";
import type { SshTunnel } from "./ssh-tunnel.ts";

/**
 * Makes the tunnel that settings ask for. SSH itself, which takes a tenth of a second to load, is
 * loaded only then.
 *
 * @throws {ConfigurationError} for settings that are missing or cannot be read.
 */
export async function loadTunnel(
  settings: TunnelSettings | undefined,
  surroundings: Surroundings,
  logger: Pick<Logger, "warn">,
): Promise<SshTunnel | undefined> {
  if (!settings?.enable) return undefined;
  const options = await readTunnelOptions(settings, surroundings, logger);
  const { SshTunnel } = await import("./ssh-tunnel.ts");
  return new SshTunnel(options);
}
