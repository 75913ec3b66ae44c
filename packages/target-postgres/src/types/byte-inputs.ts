import { ValueError } from "../errors.ts";
import type { ContentEncoding } from "./column-type.ts";

const BASE16 = /^[0-9a-f]*$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/**
 * Text of an encoding as input of a bytea column, in its hex format. As the reference target does,
 * base16 may begin with `0x` or `\x` and lack a leading zero.
 * https://www.postgresql.org/docs/current/datatype-binary.html
 *
 * @throws {ValueError} for text that is not of the encoding.
 */
export function bytesInput(encoding: ContentEncoding, text: string): string {
  return `\\x${encoding === "base16" ? hexOfBase16(text) : hexOfBase64(text)}`;
}

function hexOfBase16(text: string): string {
  const digits = text.replace(/^(0|\\)x/i, "");
  if (!BASE16.test(digits)) throw new ValueError("is not base16, which contentEncoding promises");
  return (digits.length % 2 === 0 ? digits : `0${digits}`).toLowerCase();
}

function hexOfBase64(text: string): string {
  // MIME breaks lines, and URLs have an alphabet of their own.
  const characters = text.replace(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/");
  if (!BASE64.test(characters))
    throw new ValueError("is not base64, which contentEncoding promises");
  return Buffer.from(characters, "base64").toString("hex");
}
