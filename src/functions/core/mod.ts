/**
 * Choosing values, types and metadata, access to fields, and what belongs nowhere else.
 *
 * - `coalesce` and `nvl` compute later arguments only where they are needed; `exec` sees to it.
 * - Arguments that decide a type (names of types and fields, metadata) must be literals.
 *
 * May import: the helpers of `functions/`, and what those may.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { arrowCast, arrowTryCast, castToType, tryCastToType } from "./arrow_cast.ts";
import { arrowField, arrowMetadata, withMetadata } from "./arrow_metadata.ts";
import { arrowTypeof } from "./arrow_typeof.ts";
import { coalesce, nvl } from "./coalesce.ts";
import { fileRowIndex, inputFileName } from "./file_position.ts";
import { getField } from "./get_field.ts";
import { greatest, least } from "./greatest.ts";
import { nullif } from "./nullif.ts";
import { nvl2 } from "./nvl2.ts";
import { unionExtract, unionTag } from "./union_parts.ts";
import { uuid } from "./uuid.ts";
import { version } from "./version.ts";

export { parseTypeText } from "./parse_type_text.ts";

/** The built-in functions of this theme. */
export const coreFunctions: readonly ScalarFunction[] = Object.freeze([
  arrowCast,
  arrowField,
  arrowMetadata,
  arrowTryCast,
  arrowTypeof,
  castToType,
  coalesce,
  fileRowIndex,
  getField,
  greatest,
  inputFileName,
  least,
  nullif,
  nvl,
  nvl2,
  tryCastToType,
  unionExtract,
  unionTag,
  uuid,
  version,
  withMetadata,
]);
