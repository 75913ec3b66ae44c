import { expect, test } from "vitest";
import { connect } from "./connect.ts";

test.each([
  ["max_concurrent_requests", { maxConcurrentRequests: 0 }],
  ["max_concurrent_requests", { maxConcurrentRequests: 1.5 }],
  ["max_retries", { maxRetries: -1 }],
  ["requests_per_second", { requestsPerSecond: 0 }],
  ["idle_timeout_seconds", { idleTimeoutSeconds: Number.NaN }],
  ["connect_timeout_seconds", { connectTimeoutSeconds: -1 }],
  ["session_lifetime_days", { sessionLifetimeDays: 0 }],
  ["headers", { headers: { "bad name": "x" } }],
  ["headers", { headers: { "x-door": "two\nlines" } }],
  ["api_key", { headers: { "X-API-KEY": "mb_other" } }],
  ["session_token", { headers: { "x-metabase-session": "other" } }],
  ["client_key_file", { clientCertFile: "/nowhere/cert.pem" }],
  ["ca_file", { caFile: "/nowhere/ca.pem" }],
])("%s is named when %o cannot be honoured", (setting, options) => {
  expect(() => connect({ baseUrl: "http://127.0.0.1", ...options })).toThrow(
    expect.objectContaining({
      code: "METABASE_CONFIGURATION",
      message: expect.stringContaining(setting),
    }),
  );
});
