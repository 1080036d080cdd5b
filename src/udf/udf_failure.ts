import { UdfError } from "../errors.ts";

const MAX_TEXT = 80;

/** A value for a message: short, never throwing, strings quoted. */
export function shortText(value: unknown): string {
  let text: string;
  try {
    if (typeof value === "string") text = JSON.stringify(value);
    else if (typeof value === "bigint") text = `${value}n`;
    else if (typeof value === "function") text = `function ${value.name}`;
    else if (value instanceof Date) text = Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    else if (ArrayBuffer.isView(value)) text = `${value.constructor.name}(${(value as Uint8Array).length})`;
    else if (typeof value === "object" && value !== null) {
      text = JSON.stringify(value, (_, v) => typeof v === "bigint" ? `${v}n` : v);
    } else text = Object.is(value, -0) ? "-0" : String(value);
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return text !== undefined && text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : String(text);
}

/** What kind of thing a value is, for a message. */
export function kindText(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") {
    if (typeof (value as { then?: unknown }).then === "function") return "a Promise";
    return `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
  }
  return typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
}

/** The error for a user's function that threw. A {@linkcode UdfError} passes through. */
export function udfThrew(
  udf: string,
  cause: unknown,
  where: { row?: number; args?: readonly unknown[]; step?: string },
): UdfError {
  if (cause instanceof UdfError) return cause;
  const { row, args, step } = where;
  const texts = args?.map(shortText);
  const at = row === undefined ? "" : ` at row ${row}`;
  const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : shortText(cause);
  return new UdfError({
    message: `Cannot evaluate UDF "${udf}"${at}: ${step ?? "it"} threw ${what}${
      texts ? ` (arguments: ${texts.join(", ")})` : ""
    }`,
    udf,
    row,
    args: texts,
    cause,
  });
}

/** The error for a result that does not fit the declared type. */
export function badResult(udf: string, value: unknown, must: string, row?: number): UdfError {
  const at = row === undefined ? "" : ` at row ${row}`;
  const promise = kindText(value) === "a Promise";
  return new UdfError({
    message: `Cannot take the result of UDF "${udf}"${at}: it is ${
      promise ? "a Promise" : `${shortText(value)} (${kindText(value)})`
    }, must be ${must}`,
    remedy: promise ? "declare the function with the `async` keyword, so that its results are awaited" : undefined,
    udf,
    row,
  });
}

/** The same error, counted from the beginning of the whole input instead of the batch. */
export function moveUdfError(error: unknown, position: { firstRow: number; batch: number }): unknown {
  if (!(error instanceof UdfError)) return error;
  const { row } = error;
  if (row === undefined || position.firstRow === 0) {
    Object.assign(error, { batch: error.batch ?? position.batch });
    return error;
  }
  const moved = row + position.firstRow;
  const moveText = (text: string) => text.replace(` at row ${row}:`, ` at row ${moved}:`);
  return new UdfError({
    message: moveText(error.rawMessage),
    remedy: error.remedy,
    udf: error.udf,
    row: moved,
    batch: error.batch ?? position.batch,
    workerId: error.workerId,
    args: error.args,
    cause: error.cause,
  });
}
