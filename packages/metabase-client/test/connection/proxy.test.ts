import { expect, test } from "vitest";
import { proxyFor } from "../../src/connection/proxy.ts";
import { ConfigurationError } from "../../src/index.ts";

const HTTPS_PROXY = "http://proxy:3128";

test.each([
  ["https://bi.example.com", {}, undefined],
  ["https://bi.example.com", { HTTPS_PROXY }, "http://proxy:3128/"],
  ["https://bi.example.com", { https_proxy: "proxy:3128" }, "http://proxy:3128/"],
  ["https://bi.example.com", { https_proxy: "http://a:1", HTTPS_PROXY }, "http://a:1/"],
  ["https://bi.example.com", { HTTP_PROXY: "http://a:1" }, undefined],
  ["http://bi.example.com", { HTTP_PROXY: "http://a:1" }, "http://a:1/"],
  ["http://bi.example.com", { ALL_PROXY: "http://a:1" }, "http://a:1/"],
  ["https://bi.example.com", { HTTPS_PROXY, NO_PROXY: "*" }, undefined],
  ["https://bi.example.com", { HTTPS_PROXY, NO_PROXY: "localhost, .example.com" }, undefined],
  ["https://bi.example.com", { HTTPS_PROXY, NO_PROXY: "example.com" }, undefined],
  ["https://bi.example.com", { HTTPS_PROXY, NO_PROXY: "*.EXAMPLE.com" }, undefined],
  ["https://bi.example.com", { HTTPS_PROXY, no_proxy: "bi.example.com:443" }, undefined],
  [
    "https://bi.example.com",
    { HTTPS_PROXY, NO_PROXY: "bi.example.com:8443" },
    "http://proxy:3128/",
  ],
  ["https://notexample.com", { HTTPS_PROXY, NO_PROXY: "example.com" }, "http://proxy:3128/"],
  ["http://[::1]:3000", { HTTP_PROXY: "http://a:1", NO_PROXY: "[::1]" }, undefined],
])("%s under %o goes through %s", (url, env, expected) => {
  expect(proxyFor(new URL(url), env)?.href).toBe(expected);
});

test.each(["socks5://ada:hidden@proxy", "http://ada:hidden%@proxy"])(
  "the proxy %s is refused by the variable's name",
  (address) => {
    const find = () => proxyFor(new URL("https://x"), { HTTPS_PROXY: address });

    expect(find).toThrow(ConfigurationError);
    expect(find).toThrow("HTTPS_PROXY");
    expect(find).not.toThrow(/hidden/);
  },
);
