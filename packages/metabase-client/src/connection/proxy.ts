import { ConfigurationError } from "../errors.ts";

/**
 * The proxy that the environment names for a URL: `HTTPS_PROXY` or `HTTP_PROXY` by its scheme, else
 * `ALL_PROXY`, unless `NO_PROXY` excludes the host. Lower case wins, as in curl. (`proxy-from-env`
 * knows the same rules, but reads the process's environment only.)
 *
 * @throws {ConfigurationError} for a proxy that is no http or https address
 */
export function proxyFor(
  url: URL,
  env: Readonly<Record<string, string | undefined>>,
): URL | undefined {
  const read = (name: string): string => env[name] || env[name.toUpperCase()] || "";
  const name = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  const value = read(name) || read("all_proxy");
  if (value === "" || isExcluded(url, read("no_proxy"))) return undefined;
  const address = value.includes("://") ? value : `http://${value}`;
  const isAddress = /^https?:/.test(address) && URL.canParse(address);
  // A stray % in its password could not be decoded for the proxy.
  if (isAddress && !/%(?![\da-f]{2})/i.test(address)) return new URL(address);
  throw new ConfigurationError(
    [name.toUpperCase()],
    `${name.toUpperCase()} must be an address such as http://proxy.example.com:3128`,
  );
}

/** `NO_PROXY` lists hosts, `.domain` or `*.domain` suffixes, each perhaps with `:port`; `*` is all. */
function isExcluded(url: URL, noProxy: string): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, pattern = "", onlyPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
      if (onlyPort !== undefined && onlyPort !== port) return false;
      if (pattern === "*") return true;
      const suffix = pattern.replace(/^\*/, "").replace(/^\.?/, ".");
      return `.${url.hostname}`.endsWith(suffix);
    });
}
