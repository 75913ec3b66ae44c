export {
  type Authentication,
  type AuthenticationSettings,
  chooseAuthentication,
} from "./authentication/authentication.ts";
export type { CredentialFacts, SessionFacts } from "./authentication/credentials.ts";
export { ExactDecimal, parseExactly, stringifyExactly } from "./bodies/exact-json.ts";
export { createMetabaseClient, type MetabaseClient } from "./client.ts";
export type { Answer, AnswerCopy, OnAnswer } from "./connection/copy-answers.ts";
export type { Fetch, FetchInit, FetchResponse } from "./connection/exchange.ts";
export {
  type AnswerFacts,
  ConfigurationError,
  HttpStatusError,
  IncompleteListError,
  type LoginRefusal,
  LoginRefusedError,
  MetabaseError,
  NetworkError,
  NotAvailableError,
  QueryFailedError,
  RedirectError,
  UnauthenticatedError,
  type Unavailability,
  UnexpectedBodyError,
} from "./errors.ts";
export type { ClientFacts } from "./facts.ts";
export { makeFolder } from "./make-folder.ts";
export type { ClientLog, MetabaseClientOptions, RequestEvent, Sleep } from "./options.ts";
export type { Query } from "./requests/query.ts";
export type { RequestBody } from "./requests/request-body.ts";
export type { ConcurrencyFacts } from "./requests/request-limiter.ts";
export type { ServerInfo } from "./server-info.ts";
