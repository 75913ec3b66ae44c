export {
  type Authentication,
  type AuthenticationSettings,
  chooseAuthentication,
} from "./authentication.ts";
export { createMetabaseClient, type MetabaseClient } from "./client.ts";
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
  RedirectError,
  UnauthenticatedError,
  type Unavailability,
  UnexpectedBodyError,
} from "./errors.ts";
export type { Fetch, FetchInit, FetchResponse } from "./exchange.ts";
export type { ClientLog, MetabaseClientOptions, RequestEvent, Sleep } from "./options.ts";
export type { Query } from "./query.ts";
export type { ServerInfo } from "./server-info.ts";
