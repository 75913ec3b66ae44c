const SECRET_ENDINGS =
  /(?:password|passwd|passphrase|secret|token|apikey|privatekey|secretkey|accesskey|credentials?|serviceaccountjson|publicuuid(?:prefix)?)$/;

/** Cheap, and true for every name that `SECRET_ENDINGS` could fit: nearly all names end here. */
const MAY_BE_SECRET = /pass|secret|token|key|credential|account|public/i;

/**
 * Says whether a field's name promises a secret (`password`, `api-key`, `clientSecret`, ..., and
 * `public_uuid`, with which anybody sees the object, and its first letters `public_uuid_prefix`).
 *
 * Metabase keys its visualization settings by JSON-encoded column references such as
 * `["name","token"]`: these name a column of a question, not a secret.
 */
export function isSecretName(name: string): boolean {
  if (!MAY_BE_SECRET.test(name) || name.startsWith("[")) return false;
  return SECRET_ENDINGS.test(name.toLowerCase().replace(/[^a-z]/g, ""));
}

/**
 * Says whether a field depends on who asks (`can_write`, `can-manage`): it tells about the reader,
 * not about the object, and would change every row when another account reads.
 */
export function isCallerDependent(name: string): boolean {
  return /^can[-_]/.test(name);
}
