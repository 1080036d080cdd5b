import {
  type ArrowType,
  bytesColumn,
  type Column,
  type Datum,
  isScalar,
  newBytes,
  newInt32,
  type Scalar,
  T,
} from "../../arrow/mod.ts";
import { PlanError, ResourcesExhaustedError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { commonValidity, isRow, textOperand } from "../operands.ts";
import { signature, textArg, textOrBinaryArg } from "../signature.ts";
import { MAX_RESULT_BYTES } from "../text_rows.ts";
import { blake2bHash, blake2sHash } from "./blake2.ts";
import { blake3Hash } from "./blake3_hash.ts";
import type { Hash } from "./hash.ts";
import { md5Hash } from "./md5_hash.ts";
import { sha384Hash, sha512Hash } from "./sha2_large.ts";
import { sha224Hash, sha256Hash } from "./sha2_small.ts";

const ALGORITHMS: Readonly<Record<string, Hash>> = {
  md5: md5Hash,
  sha224: sha224Hash,
  sha256: sha256Hash,
  sha384: sha384Hash,
  sha512: sha512Hash,
  blake2s: blake2sHash,
  blake2b: blake2bHash,
  blake3: blake3Hash,
};

/** `md5(x)`, as text. */
export const md5: ScalarFunction = defineScalar({
  name: "md5",
  section: SECTIONS.hash,
  description: "The MD5 hash of a text or binary, as 32 hexadecimal digits. Not fit for secrets.",
  syntax: "md5(expression)",
  args: argumentsOf({ expression: "A text or binary." }),
  examples: examples(["md5('foo')", "acbd18db4cc2f85cedef654fccc4a4d8"]),
  coerce: signature("md5", [textOrBinaryArg]),
  result: () => T.Utf8View,
  evaluate: (args, numRows) => hashed("md5", md5Hash, args[0]!, numRows, T.Utf8View),
});

/** `sha224(x)`. */
export const sha224: ScalarFunction = sha("sha224", "SHA-224", sha224Hash);
/** `sha256(x)`. */
export const sha256: ScalarFunction = sha("sha256", "SHA-256", sha256Hash);
/** `sha384(x)`. */
export const sha384: ScalarFunction = sha("sha384", "SHA-384", sha384Hash);
/** `sha512(x)`. */
export const sha512: ScalarFunction = sha("sha512", "SHA-512", sha512Hash);

function sha(name: string, title: string, hash: Hash): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.hash,
    description: `The ${title} hash of a text or binary, as a binary of ${hash.size} bytes.`,
    syntax: `${name}(expression)`,
    args: argumentsOf({ expression: "A text or binary." }),
    coerce: signature(name, [textOrBinaryArg]),
    result: () => T.Binary,
    evaluate: (args, numRows) => hashed(name, hash, args[0]!, numRows, T.Binary),
  });
}

/** `digest(x, 'sha256')`. */
export const digest: ScalarFunction = defineScalar({
  name: "digest",
  section: SECTIONS.hash,
  description: "The hash of a text or binary by the named algorithm, as a binary.",
  syntax: "digest(expression, algorithm)",
  args: argumentsOf({
    expression: "A text or binary.",
    algorithm: `One of ${Object.keys(ALGORITHMS).join(", ")}: a text literal.`,
  }),
  examples: examples(["encode(digest('foo', 'md5'), 'hex')", "acbd18db4cc2f85cedef654fccc4a4d8"]),
  strict: false,
  coerce: signature("digest", [textOrBinaryArg, textArg]),
  result: () => T.Binary,
  evaluate: (args, numRows, call) => {
    const name = constantName(call.args[1]!, "digest", "algorithm");
    const hash = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name]! : undefined;
    if (hash === undefined) {
      throw new PlanError({
        message: `Cannot call "digest": there is no algorithm "${name}", must be ${
          Object.keys(ALGORITHMS).join(" or ")
        }`,
      });
    }
    return hashed("digest", hash, args[0]!, numRows, T.Binary);
  },
});

/** The text that a constant argument has. @throws {PlanError} if it is a column or null */
export function constantName(datum: Datum, fn: string, what: string): string {
  if (isScalar(datum) && typeof (datum as Scalar).value === "string") return datum.value as string;
  throw new PlanError({
    message: `Cannot call "${fn}": the ${what} is ${isScalar(datum) ? "null" : "not constant"}, must be a text literal`,
  });
}

/** Digests of all rows; as text they are hexadecimal. */
function hashed(name: string, hash: Hash, arg: Datum, numRows: number, type: ArrowType): Column {
  const { data, offsets, mask } = textOperand(arg);
  const validity = commonValidity([arg], numRows);
  const hex = type.id === "Utf8View";
  const size = hex ? 2 * hash.size : hash.size;
  if (numRows * size > MAX_RESULT_BYTES) {
    throw new ResourcesExhaustedError({
      message: `Cannot compute "${name}": ${numRows} digests have ${
        numRows * size
      } bytes, must be at most ${MAX_RESULT_BYTES}`,
      remedy: "use smaller batches",
    });
  }
  const out = newBytes(numRows * size);
  const ends = newInt32(numRows + 1);
  let at = 0;
  for (let i = 0; i < numRows; i++) {
    if (isRow(validity, i)) {
      hash.digest(data, offsets[i & mask]!, offsets[(i & mask) + 1]!, out, at);
      if (hex) spread(out, at, hash.size);
      at += size;
    }
    ends[i + 1] = at;
  }
  return bytesColumn(type, ends, out.subarray(0, at), validity);
}

const DIGITS = "0123456789abcdef";

/** Bytes as twice as many hexadecimal digits, in place, from the last on. */
function spread(out: Uint8Array, at: number, size: number): void {
  for (let k = size - 1; k >= 0; k--) {
    const byte = out[at + k]!;
    out[at + 2 * k] = DIGITS.charCodeAt(byte >> 4);
    out[at + 2 * k + 1] = DIGITS.charCodeAt(byte & 15);
  }
}
