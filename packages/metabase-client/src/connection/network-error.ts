import { NetworkError } from "../errors.ts";

/** Codes of OpenSSL and Node for "I do not trust this certificate": no retry cures them. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS_|ERR_SSL_|EPROTO/;

/** OpenSSL's and Node's words for an answer that is no TLS, and for one that is no HTTP. */
const NO_TLS = /wrong version number|packet length too long|unknown protocol|record layer failure/i;
const NO_HTTP = /^HPE_/;

const UNRESOLVED: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN"]);

const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: is Metabase running, and is base_url right?",
  ENOTFOUND: "no such host: check base_url",
  EAI_AGAIN: "the host name could not be resolved: check base_url and the network",
  ECONNRESET: "the connection broke off",
  ERR_STREAM_PREMATURE_CLOSE: "the connection broke off in the middle of the answer",
  EPIPE: "the connection broke off",
  ETIMEDOUT: "the connection timed out",
};

/**
 * Turns what `fetch` or a body threw, or the server's silence, into one line that says what to do.
 */
export function networkError(
  request: { readonly method: string; readonly path: string; readonly isRead: boolean },
  server: string,
  why: { readonly cause: unknown } | { readonly silentForSeconds: number },
): NetworkError {
  const subject = `${request.method} ${request.path}: no answer from ${server}`;
  if ("silentForSeconds" in why) {
    const message = `${subject} for ${why.silentForSeconds} s (idle_timeout_seconds)`;
    return new NetworkError(request.path, message, {
      retryable: request.isRead,
      isHostUnknown: false,
    });
  }
  const root = rootOf(why.cause);
  const { code } = root;
  const isUntrusted = UNTRUSTED.test(code);
  const meaning = meaningOf(root, server);
  return new NetworkError(
    request.path,
    `${subject}: ${meaning}${code === "" ? "" : ` (${code})`}`.replace(/\s+/g, " "),
    {
      cause: why.cause,
      retryable: !isUntrusted && request.isRead,
      isHostUnknown: UNRESOLVED.has(code),
    },
  );
}

function meaningOf({ code, message }: ReturnType<typeof rootOf>, server: string): string {
  if (code === "EPROTO" && NO_TLS.test(message)) {
    return "what listens there does not speak TLS: should base_url begin with http:// instead of https://?";
  }
  if (NO_HTTP.test(code)) {
    return "what listens there does not speak HTTP: check host and port of base_url";
  }
  if (UNTRUSTED.test(code)) {
    return `${message}: check base_url; for a private certificate authority set ca_file`;
  }
  const meaning = MEANINGS[code] ?? message;
  // A TLS server hangs up on plain HTTP without a word.
  return code === "ECONNRESET" && server.startsWith("http:")
    ? `${meaning}; does the server want https:// in base_url?`
    : meaning;
}

/** The innermost error that has a code: libraries wrap the one that tells. */
function rootOf(error: unknown): { readonly code: string; readonly message: string } {
  let found = { code: "", message: String(error) };
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code = found.code } = inner as NodeJS.ErrnoException;
    // node-fetch puts the address in front, which the message names already.
    found = {
      code,
      message: inner.message.replace(/^request to .* reason: /, "") || found.message,
    };
  }
  return found;
}

/** What a connection is destroyed with that does not come about in time. */
export function connectTimeoutError(milliseconds: number): Error {
  return Object.assign(
    new Error(`no connection within ${milliseconds / 1000} s (connect_timeout_seconds)`),
    { code: "CONNECT_TIMEOUT" },
  );
}
