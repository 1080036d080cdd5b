import { DecodeError } from "../errors.ts";

/** An error about bytes, with the offset in front of everybody. */
export function decodeFailure(offset: number, problem: string, cause?: unknown): DecodeError {
  return new DecodeError({ message: `Cannot decode bytes at offset ${offset}: ${problem}`, offset, cause });
}
