import { type Datum, isScalar, newBitmap } from "../../arrow/mod.ts";
import { compileRustRegex, rowStrings, type RustRegex } from "../../compute/like/mod.ts";
import { decodeDictionary } from "../../compute/select/mod.ts";
import { ArgumentError } from "../../errors.ts";

/** Texts by row; null scalars and null rows give the empty text. */
export function stringsOf(datum: Datum): (row: number) => string {
  if (isScalar(datum)) {
    const text = (datum.value ?? "") as string;
    return () => text;
  }
  const column = decodeDictionary(datum);
  if (column.layout !== "bytes") throw new TypeError(`a ${column.layout} column has no text`);
  return rowStrings(column);
}

/** The argument as it was given, if it is constant: where all are, they have become columns of one row. */
export function constantOr(column: Datum, given: Datum): Datum {
  return isScalar(given) ? given : column;
}

/** Validity of an argument; a null scalar is null for every row. */
export function validityOf(datum: Datum, numRows: number): Uint8Array | null {
  if (!isScalar(datum)) return datum.validity;
  return datum.value === null ? newBitmap(numRows) : null;
}

/** The regular expression of a row, compiled once where pattern and flags are constant: then a wrong one is found at once. */
export function regexOf(
  pattern: Datum,
  flags: Datum | undefined,
  readFlags: (flags: string) => string,
): (row: number) => RustRegex {
  const patterns = stringsOf(pattern);
  const letters = flags === undefined ? () => "" : stringsOf(flags);
  if (isScalar(pattern) && (flags === undefined || isScalar(flags))) {
    const regex = compileRustRegex(patterns(0), flags === undefined ? "" : readFlags(letters(0)));
    return () => regex;
  }
  return (row) => compileRustRegex(patterns(row), flags === undefined ? "" : readFlags(letters(row)));
}

/** Flags of a function that looks for one match, or counts by itself: `g` has no meaning there. */
export function flagsWithoutGlobal(name: string): (flags: string) => string {
  return (flags) => {
    if (!flags.includes("g")) return flags;
    throw new ArgumentError({
      message: `Cannot call "${name}": its flags are ${JSON.stringify(flags)}, must be without g`,
      functionName: name,
    });
  };
}
