import type { Exchange } from "./exchange.ts";

/** The beginning of an answer to a GET, for {@link OnAnswer}. */
export interface Answer {
  /** Below the base URL, such as `/api/card`. */
  readonly path: string;
  /** Without the `?`; empty when there is none. */
  readonly query: string;
  readonly status: number;
  readonly contentType: string | null;
}

/** Takes the bytes of one body, decompressed, while they pass by. */
export interface AnswerCopy {
  /** Awaited, so that a slow copy slows the reading down instead of filling the memory. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** Called once. `isWhole` is false for a body that broke off or was not read to its end. */
  end(isWhole: boolean): void | Promise<void>;
}

/** Hears of each answer to a GET, repeats included; returns what takes its body, or nothing. */
export type OnAnswer = (answer: Answer) => AnswerCopy | undefined;

/** Hands a copy of what the exchange reads to whoever wants it. */
export function copyAnswers(exchange: Exchange, onAnswer: OnAnswer | undefined): Exchange {
  if (onAnswer === undefined) return exchange;
  return (request, consume, signal) =>
    exchange(
      request,
      async (response) => {
        const [path = "", query = ""] = request.path.split("?", 2);
        const copy =
          request.method === "GET"
            ? onAnswer({
                ...{ path, query, status: response.status },
                contentType: response.headers.get("content-type"),
              })
            : undefined;
        if (copy === undefined) return consume(response);

        let isWhole = false;
        const body = copied(response.body, copy, () => {
          isWhole = true;
        });
        try {
          return await consume({ ...response, body });
        } finally {
          await copy.end(isWhole);
        }
      },
      signal,
    );
}

async function* copied(
  body: AsyncIterable<Uint8Array>,
  copy: AnswerCopy,
  onEnd: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    await copy.write(chunk);
    yield chunk;
  }
  onEnd();
}
