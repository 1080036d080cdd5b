import { type ArrowType, scalar, T, timestampType, timeType } from "../../arrow/mod.ts";
import { timeZone } from "../../compute/cast/mod.ts";
import { PlanError } from "../../errors.ts";
import type { QueryContext, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { SECTIONS } from "../documentation.ts";

/** `now()`: the instant of the query, the same in every row. */
export const now: ScalarFunction = moment(
  "now",
  ["current_timestamp"],
  timestampType("ns", "+00:00"),
  "The instant at which the query began.",
  ({ queryStartUs }) => queryStartUs * 1000n,
);

/** `current_date()`. */
export const currentDate: ScalarFunction = moment(
  "current_date",
  ["today"],
  T.Date32,
  "The day on which the query began, in the session's time zone.",
  (query) => Math.floor(localSeconds(query) / 86_400),
);

/** `current_time()`. */
export const currentTime: ScalarFunction = moment(
  "current_time",
  [],
  timeType("ns"),
  "The time of day at which the query began, in the session's time zone.",
  (query) => {
    const seconds = localSeconds(query);
    const ofDay = seconds - Math.floor(seconds / 86_400) * 86_400;
    return BigInt(ofDay) * 1_000_000_000n + (query.queryStartUs % 1_000_000n) * 1000n;
  },
);

function localSeconds({ queryStartUs, timezone }: QueryContext): number {
  const seconds = Number(queryStartUs / 1_000_000n);
  return seconds + timeZone(timezone).offsetAtUtc(seconds);
}

function moment(
  name: string,
  aliases: readonly string[],
  type: ArrowType,
  description: string,
  value: (query: QueryContext) => number | bigint,
): ScalarFunction {
  return defineScalar({
    name,
    aliases,
    volatility: "stable",
    section: SECTIONS.datetime,
    description,
    syntax: `${name}()`,
    coerce: (types) => {
      if (types.length === 0) return types;
      throw new PlanError({ message: `Cannot call "${name}": it got ${types.length} arguments, must be none` });
    },
    result: () => type,
    nullable: false,
    evaluate: (_args, _numRows, { query }) => scalar(type, value(query)),
  });
}
