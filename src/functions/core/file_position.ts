import { type ArrowType, T } from "../../arrow/mod.ts";
import { ExecutionError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { SECTIONS } from "../documentation.ts";
import { signature } from "../signature.ts";

/** `input_file_name()`: a scan of files computes it; nowhere else is there a file. */
export const inputFileName: ScalarFunction = fromScan(
  "input_file_name",
  "The path of the file that a row was read from. Only a scan of files can tell.",
  T.Utf8,
);

/** `file_row_index()`: a scan of files computes it. */
export const fileRowIndex: ScalarFunction = fromScan(
  "file_row_index",
  "The 0-based position of a row in the file that it was read from. Only a scan of files can tell.",
  T.Int64,
);

function fromScan(name: string, description: string, type: ArrowType): ScalarFunction {
  return defineScalar({
    name,
    // Equal arguments, none at all, give different rows.
    volatility: "volatile",
    section: SECTIONS.core,
    description,
    syntax: `${name}()`,
    coerce: signature(name, []),
    result: () => type,
    evaluate: () => {
      throw new ExecutionError({
        message: `Cannot compute "${name}": these rows come from no file, must be read by a scan of files`,
      });
    },
  });
}
