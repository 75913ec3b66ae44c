import { expect, test } from "vitest";
import { loginRefusal } from "../../src/authentication/login.ts";

const errors = (value: object): string => JSON.stringify({ errors: value });

test.each([
  [401, errors({ password: "did not match stored password" }), "wrong_password"],
  [401, errors({ password: "stimmt nicht" }), "wrong_password"],
  [401, errors({ username: "Too many attempts! You must wait 15 seconds." }), "throttled"],
  [401, errors({ username: "Zu viele Versuche" }), "throttled"],
  [400, errors({ username: "Too many attempts! You must wait 15 seconds." }), "throttled"],
  [400, errors({ username: "value must be a non-blank string." }), "invalid_request"],
  [401, errors({ _error: "Your account is disabled." }), "disabled"],
  [
    401,
    errors({ _error: "Password login is disabled for this instance." }),
    "password_login_disabled",
  ],
  [401, "Password login is disabled for this instance.", "password_login_disabled"],
  [400, "Password login is disabled for this instance.", "password_login_disabled"],
  [200, '{"mfa_required":true,"methods":["totp"]}', "mfa_required"],
  [200, '{"id":"x"}', undefined],
  [401, "<html>proxy</html>", undefined],
  [503, "Metabase is still initializing. Please sit tight...", undefined],
])("%i %s is %s", (status, text, expected) => {
  expect(loginRefusal(status, text)).toBe(expected);
});
