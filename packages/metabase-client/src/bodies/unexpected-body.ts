import { type AnswerFacts, UnexpectedBodyError } from "../errors.ts";
import { excerpt } from "./excerpt.ts";

/**
 * The error for a successful answer with a body that is not what the API promises. Broken JSON is
 * worth another try, because a connection that is cut looks like that; HTML or another kind of value
 * is what the server means.
 *
 * @param beginning the first characters of the body at least, with the credentials taken out
 */
export function unexpectedBody(
  answer: AnswerFacts & { readonly method: string },
  what: string,
  beginning: string,
): UnexpectedBodyError {
  const isHtml = /^\s*</.test(beginning);
  const told = isHtml
    ? "HTML instead of JSON: base_url is wrong (a sub-path is missing?) or a proxy in front wants a login (see the setting headers)"
    : what;
  // Lists and what broke off are people's data, which no message shows; other objects and texts are
  // what a server or a proxy has to say.
  const isCutOff = what === BROKEN_JSON && (answer.method === "POST" || /^\s*\{/.test(beginning));
  const isData = isCutOff || /^\s*\[/.test(beginning);
  const shown = isData && !isHtml ? "" : `: ${excerpt(beginning)}`;
  return new UnexpectedBodyError(
    answer,
    `${answer.method} ${answer.path}: ${answer.status} with ${told}${shown}`,
    { retryable: !isHtml && what === BROKEN_JSON },
  );
}

/** The `what` of {@link unexpectedBody} that is worth another try. */
export const BROKEN_JSON = "broken or truncated JSON";
