/**
 * Hashes and encodings of bytes.
 *
 * - Hashes are written out here: `crypto.subtle` only answers later, knows neither MD5 nor BLAKE, and is absent on plain HTTP.
 * - Names of algorithms and encodings must be literals.
 *
 * May import: the helpers of `functions/`, and what those may.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { digest, md5, sha224, sha256, sha384, sha512 } from "./digest.ts";
import { decode, encode } from "./encode.ts";
import { toHex } from "./to_hex.ts";

/** The built-in functions of this theme. */
export const cryptoFunctions: readonly ScalarFunction[] = Object.freeze([
  decode,
  digest,
  encode,
  md5,
  sha224,
  sha256,
  sha384,
  sha512,
  toHex,
]);
