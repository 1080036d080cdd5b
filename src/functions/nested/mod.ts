/**
 * Functions over lists, maps and structs.
 *
 * - Lists are put together from row numbers (`list_assembler.ts`); values are gathered once, at the end.
 * - Lists of a fixed size become lists with offsets wherever the result is a list.
 * - What could need more memory than there is fails before it asks for it, with the row that does.
 *
 * May import: the helpers of `functions/`, and what those may.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { arrayAnyValue, arrayElement } from "./array_element.ts";
import { arrayHas, arrayHasAll, arrayHasAny } from "./array_has.ts";
import { arrayDims, arrayLength, arrayNdims, cardinality, empty } from "./array_length.ts";
import { arraySlice } from "./array_slice.ts";
import { makeArray } from "./make_array.ts";
import { namedStruct, struct } from "./struct.ts";

/** The built-in scalar functions of this theme. */
export const nestedFunctions: readonly ScalarFunction[] = Object.freeze([
  arrayAnyValue,
  arrayDims,
  arrayElement,
  arrayHas,
  arrayHasAll,
  arrayHasAny,
  arrayLength,
  arrayNdims,
  arraySlice,
  cardinality,
  empty,
  makeArray,
  namedStruct,
  struct,
]);
