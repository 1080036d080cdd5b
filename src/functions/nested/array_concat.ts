import { type ArrowType, type Column, emptyColumn, itemField, nullColumn, T } from "../../arrow/mod.ts";
import { typeUnionResolution } from "../../compute/coercion/mod.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { arraySignature, isListLike, itemType, listOf } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ListRows } from "./list_rows.ts";

/** `array_concat(list1, list2, …)`; null lists are skipped, all null gives null. */
export const arrayConcat: ScalarFunction = defineScalar({
  name: "array_concat",
  aliases: ["array_cat", "list_concat", "list_cat"],
  section: SECTIONS.array,
  description: "The items of all lists, one list after the other. Null lists are left out; null where all are null. " +
    "A list of lower dimension is added as one item.",
  syntax: "array_concat(array[, ..., array_n])",
  args: argumentsOf({ "array, ...": "Lists." }),
  examples: examples(["array_concat([1, 2], [3])", "[1, 2, 3]"]),
  strict: false,
  coerce: coerceConcat,
  result: ([type]) => type!,
  evaluate: (args, numRows, call) => {
    const { type } = call.returnField;
    if (type.id === "Null") return nullColumn(type, numRows);
    const lists = args.map((arg) => new ListRows(arg));
    const { type: item } = itemField(type);
    const sources = lists.map(({ items }) => items.length === 0 ? emptyColumn(item) : items);
    const out = new ListAssembler("array_concat", type, sources, numRows);
    for (let i = 0; i < numRows; i++) {
      let any = false;
      for (let k = 0; k < lists.length; k++) {
        const list = lists[k]!;
        if (!list.valid(i)) continue;
        any = true;
        out.pickRange(k, list.start(i), list.end(i));
      }
      if (any) out.close();
      else out.closeNull();
    }
    return out.finish();
  },
});

function depthOf(type: ArrowType): number {
  const item = itemType(type);
  return item === undefined ? 0 : 1 + depthOf(item);
}

/** All lists in one type; those of fewer dimensions are wrapped by the cast of a value to a list of it. */
function coerceConcat(types: readonly ArrowType[]): readonly ArrowType[] {
  if (types.length === 0) throw countError("array_concat", 0, [1]);
  if (types.every((type) => type.id === "Null")) return types;
  const plain = types.map(valueType);
  plain.forEach((type, i) => {
    if (!isListLike(type)) throw argumentError("array_concat", i, types[i]!, "a list");
  });
  const depth = Math.max(...plain.map(depthOf));
  const wrapped = plain.map((type) => {
    let result = type;
    for (let d = depthOf(type); d < depth && innermost(type).id !== "Null"; d++) result = listOf(result);
    return result;
  });
  const item = typeUnionResolution(wrapped.map((type) => itemType(type) ?? T.Null));
  if (item === null) {
    throw argumentError("array_concat", types.length - 1, types[types.length - 1]!, "a list like the others");
  }
  const common = listOf(item, plain.some((type) => type.id === "LargeList" || type.id === "LargeListView"));
  return types.map(() => common);
}

function innermost(type: ArrowType): ArrowType {
  const item = itemType(type);
  return item === undefined ? type : innermost(item);
}

/** `flatten(list of lists)`: one level less. */
export const flatten: ScalarFunction = defineScalar({
  name: "flatten",
  section: SECTIONS.array,
  description: "A list of lists as one list of their items; other lists as they are. Null lists inside have no items.",
  syntax: "flatten(array)",
  args: argumentsOf({ array: "A list." }),
  examples: examples(["flatten([[1, 2], [3]])", "[1, 2, 3]"]),
  coerce: arraySignature("flatten", ["array"]),
  result: ([type]) => {
    const inner = itemType(type!);
    if (inner === undefined || !isListLike(inner)) return type!;
    return listOf(inner.item.type, [type!.id, inner.id].some((id) => id === "LargeList" || id === "LargeListView"));
  },
  evaluate: ([array], numRows, call): Column => {
    const { type } = call.returnField;
    if (type.id === "Null") return nullColumn(type, numRows);
    const lists = new ListRows(array!);
    if (!isListLike(lists.items.type)) return lists.column;
    const inner = new ListRows(lists.items);
    const out = new ListAssembler("flatten", type, [inner.items], numRows);
    for (let i = 0; i < numRows; i++) {
      if (!lists.valid(i)) {
        out.closeNull();
        continue;
      }
      for (let k = lists.start(i); k < lists.end(i); k++) {
        if (inner.valid(k)) out.pickRange(0, inner.start(k), inner.end(k));
      }
      out.close();
    }
    return out.finish();
  },
});
