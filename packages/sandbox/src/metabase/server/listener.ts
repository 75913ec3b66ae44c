import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { authenticate } from "./authenticate.ts";
import { type Faults, faultAnswer } from "./faults.ts";
import type { Instance } from "./instance.ts";
import { readBody } from "./read-body.ts";
import type { RequestLog } from "./request-log.ts";
import type { Answer } from "./route.ts";
import type { Call, Router } from "./router.ts";
import { sendAnswer } from "./send-answer.ts";
import type { Slots } from "./slots.ts";

/** What stands between the socket and the routes. */
export interface ListenerOptions {
  readonly instance: Instance;
  readonly router: Router;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly slots: Slots;
  readonly latencyMs: number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly basePath: string;
}

/** Takes requests in: logs them, lets them wait for their turn, and sends what router or fault answer. */
export function createListener(options: ListenerOptions): RequestListener {
  return (request, response) => {
    options.slots
      .run((waited) => answer(options, request, response, waited))
      .catch((error: unknown) => response.destroy(error as Error));
  };
}

async function answer(
  { instance, router, log, faults, latencyMs, sleep, basePath }: ListenerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  waited: boolean,
): Promise<void> {
  const { method = "GET", headers } = request;
  const given = new URL(request.url ?? "/", "http://127.0.0.1");
  const url = given.pathname.startsWith(basePath)
    ? new URL(`${given.pathname.slice(basePath.length) || "/"}${given.search}`, given)
    : given;
  const { pathname: path, searchParams: query } = url;

  const answerLog = log.add({ method, path, query, headers, waited });
  const body = await readBody(request);
  // Begins before the work on the answer, which is part of the time that it takes.
  const latency = latencyMs > 0 ? sleep(latencyMs) : undefined;
  const fault = faults.take(method, path, `${path}${url.search}`);
  const result =
    (fault && faultAnswer(fault, path)) ??
    routed(router, {
      method,
      url,
      headers,
      body,
      caller: authenticate(instance, headers),
      address: request.socket.remoteAddress ?? "",
    });
  await latency;
  if (fault?.kind !== "reset" && fault?.kind !== "slow") {
    answerLog.begins(result.status);
  }
  await sendAnswer(response, result, {
    acceptsGzip: /\bgzip\b/.test(String(headers["accept-encoding"] ?? "")),
    fault,
    onBytes: answerLog.sends,
  });
}

/** A route that throws is a mistake of ours, which the reader of the answer should see. */
function routed(router: Router, call: Call): Answer {
  try {
    return router(call);
  } catch (error) {
    const { message, stack } = error as Error;
    return { status: 500, json: { message, trace: stack?.split("\n") } };
  }
}
