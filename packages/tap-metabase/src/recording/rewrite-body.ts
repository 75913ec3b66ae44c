import { JsonScrubber } from "./json-scrubber.ts";
import type { Scrubber } from "./scrub.ts";

/** Rewrites one body while it passes by. */
export interface BodyRewriter {
  /** @throws {Error} for a body that cannot be scrubbed, and so may not be kept */
  write(bytes: Uint8Array): string;
  end(): string;
}

/** What the server says, in its own words, when it does not give what it was asked for. */
const REFUSALS =
  /^(?:Not found\.|API endpoint does not exist\.|You don't have permissions to do that\.|Unauthenticated|Public sharing is not enabled\.|.{0,80}is a paid feature not currently available to your instance.*)$/s;

/** The beginning of a refusal is enough: a dump of a failure may be long. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/** A rewriter for the body of an answer with this status: a document, or the reason for none. */
export function rewriteBody(status: number, scrubber: Scrubber): BodyRewriter {
  return status < 400 ? rewriteDocument(scrubber) : rewriteRefusal(scrubber);
}

function rewriteDocument(scrubber: Scrubber): BodyRewriter {
  const json = new JsonScrubber(scrubber);
  return {
    write: (bytes) => json.write(bytes),
    end() {
      json.end();
      return "";
    },
  };
}

function rewriteRefusal(scrubber: Scrubber): BodyRewriter {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    write(bytes) {
      if (size < MAX_REFUSAL_BYTES) chunks.push(bytes.slice());
      size += bytes.length;
      return "";
    },
    end() {
      const body = Buffer.concat(chunks);
      const text = body.toString().trim();
      if (REFUSALS.test(text)) return text;
      try {
        return new JsonScrubber(scrubber).write(body);
      } catch {
        // A page of a proxy.
        return "";
      }
    },
  };
}
