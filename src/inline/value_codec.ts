import type { ValueReducer, ValueRevivers } from "./value_format.ts";
import { readValue } from "./value_reader.ts";
import { writeValue } from "./value_writer.ts";

/**
 * Any value as canonical bytes: primitives, plain objects, arrays, maps, sets, dates, errors, buffers and views, with
 * identity and cycles. Functions are refused: only {@linkcode inlineFunction} takes them along.
 *
 * @param root what paths in messages start with
 * @throws {UdfCaptureError} for a value that cannot travel
 */
export function encodeValue(
  value: unknown,
  { reducers, root = "value" }: { readonly reducers?: readonly ValueReducer[]; readonly root?: string } = {},
): Uint8Array {
  return writeValue(value, { reducers, root }).bytes;
}

/**
 * The value again; a fresh copy each time. Runs no code of the bytes: a graph that holds functions is refused.
 *
 * @throws {DecodeError} with the offset
 */
export function decodeValue(bytes: Uint8Array, { revivers }: { readonly revivers?: ValueRevivers } = {}): unknown {
  return readValue(bytes, { revivers, refusesFunctions: true });
}
