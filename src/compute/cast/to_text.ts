import { type ArrowType, bytesColumn, type Column, getBit, newInt32 } from "../../arrow/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";
import { cellWriter } from "./cell_writer.ts";
import { Failures } from "./failures.ts";
import { TextSink } from "./text_sink.ts";

/** Bytes that a row takes at first; the sink grows. */
const EXPECTED_BYTES = 12;

/** Every row as text, in a column of the string type `to`. Moments out of the calendar do not fit. */
export function castToText(column: Column, to: ArrowType, safe: boolean): Column {
  const n = column.length;
  const failures = new Failures(column, to, safe);
  const writer = cellWriter(column);
  const sink = new TextSink(n * EXPECTED_BYTES);
  const offsets = newInt32(n + 1);
  const { validity } = column;
  for (let i = 0; i < n; i++) {
    if (validity === null || getBit(validity, i)) {
      const start = sink.at;
      if (!writer(sink, i)) {
        sink.at = start;
        failures.row(i);
      }
      if (sink.at > 0x7fff_ffff) throw tooLong(n);
    }
    offsets[i + 1] = sink.at;
  }
  return bytesColumn(to, offsets, sink.data.subarray(0, sink.at), failures.validity, failures.nullCount);
}

function tooLong(rows: number): ResourcesExhaustedError {
  return new ResourcesExhaustedError({
    message:
      `Cannot cast ${rows} rows to text: they have more than 2147483647 bytes, must be at most that in one column`,
    remedy: "use smaller batches",
  });
}
