import { ByteReader } from "./byte_reader.ts";
import { ByteWriter } from "./byte_writer.ts";
import {
  freezeDescription,
  type InlineFunction,
  type InlineImport,
  type ModuleExport,
  NO_BYTES,
} from "./inline_function.ts";

/*
 * `fusewire.v1.InlineFunction` by hand: proto/fusewire/v1/inline_function.proto is the description. Fields ascend, defaults
 * are absent, lists are sorted: equal functions give equal bytes.
 */

const KINDS = [undefined, "scalar", "aggregate", "window", "function"] as const;
const FORMS = [undefined, "function", "arrow", "method", "class", "getter", "setter", "object"] as const;
const VOLATILITIES = [undefined, "immutable", "stable", "volatile"] as const;
const NULLS = [undefined, "pass", "propagate"] as const;
const INT64 = [undefined, "bigint", "number-checked"] as const;
const MODES = [undefined, "row", "batch"] as const;

/** Protobuf wire types. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** The payload: what follows the header of a frame. A fresh array. */
export function encodeInlineFunction(fn: InlineFunction): Uint8Array {
  const out = new ByteWriter();
  text(out, 1, fn.name);
  number(out, 2, KINDS.indexOf(fn.kind));
  if (fn.module) message(out, 4, (inner) => writeModule(inner, fn.module!));
  else {
    text(out, 3, fn.source, true);
    number(out, 5, FORMS.indexOf(fn.form));
  }
  bytes(out, 6, fn.captures);
  for (const each of fn.imports) message(out, 7, (inner) => writeImport(inner, each));
  bytes(out, 8, fn.inputSchema);
  bytes(out, 9, fn.returnSchema);
  bytes(out, 10, fn.stateSchema);
  number(out, 11, VOLATILITIES.indexOf(fn.volatility));
  number(out, 12, NULLS.indexOf(fn.nulls));
  number(out, 13, INT64.indexOf(fn.int64));
  number(out, 14, MODES.indexOf(fn.mode));
  for (const name of fn.requiredGlobals) text(out, 16, name, true);
  for (const name of fn.features) text(out, 17, name, true);
  number(out, 18, fn.isAsync ? 1 : 0);
  number(out, 19, fn.isGenerator ? 1 : 0);
  for (const name of fn.methods ?? []) text(out, 20, name, true);
  number(out, 21, fn.usesFrame ? 1 : 0);
  out.bytes(fn.unknownFields);
  return out.written().slice();
}

/**
 * Reads a payload; runs nothing. Byte fields are copies, so the description does not keep the whole input alive.
 *
 * @throws {DecodeError} with the offset into the payload
 */
export function decodeInlineFunction(payload: Uint8Array): InlineFunction {
  const input: ByteReader = new ByteReader(payload, "inline function");
  const fn: { -readonly [K in keyof InlineFunction]?: InlineFunction[K] } = {};
  const imports: InlineImport[] = [];
  const requiredGlobals: string[] = [];
  const features: string[] = [];
  const methods: string[] = [];
  const unknown = new ByteWriter();
  while (input.remaining > 0) {
    const at = input.position;
    const tag = input.varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (field === 0) input.fail("field numbers start at 1", at);
    const expected = WIRE_TYPES[field];
    if (expected === undefined) {
      skip(input, wireType, at);
      unknown.bytes(payload.subarray(at, input.position));
      continue;
    }
    if (wireType !== expected) input.fail(`field ${field} has wire type ${wireType}, must have ${expected}`, at);
    switch (field) {
      case 1:
        fn.name = input.utf8();
        break;
      case 2:
        fn.kind = choice(input, KINDS, "kind of function");
        break;
      case 3:
        fn.source = input.utf8();
        delete fn.module;
        break;
      case 4:
        fn.module = readModule(nested(input));
        delete fn.source;
        break;
      case 5:
        fn.form = choice(input, FORMS, "form of source");
        break;
      case 6:
        fn.captures = copyOf(input);
        break;
      case 7:
        imports.push(readImport(nested(input)));
        break;
      case 8:
        fn.inputSchema = copyOf(input);
        break;
      case 9:
        fn.returnSchema = copyOf(input);
        break;
      case 10:
        fn.stateSchema = copyOf(input);
        break;
      case 11:
        fn.volatility = choice(input, VOLATILITIES, "volatility");
        break;
      case 12:
        fn.nulls = choice(input, NULLS, "null policy");
        break;
      case 13:
        fn.int64 = choice(input, INT64, "int64 policy");
        break;
      case 14:
        fn.mode = choice(input, MODES, "call mode");
        break;
      case 16:
        requiredGlobals.push(input.utf8());
        break;
      case 17:
        features.push(input.utf8());
        break;
      case 18:
        fn.isAsync = input.varint() !== 0;
        break;
      case 19:
        fn.isGenerator = input.varint() !== 0;
        break;
      case 20:
        methods.push(input.utf8());
        break;
      case 21:
        fn.usesFrame = input.varint() !== 0;
    }
  }
  if (fn.kind === undefined) input.fail("the kind of function is missing");
  if (fn.source === undefined && fn.module === undefined) input.fail("both source and module are missing");
  if (fn.source !== undefined && fn.form === undefined) input.fail("the form of the source is missing");
  return freezeDescription({
    ...fn,
    name: fn.name ?? "",
    kind: fn.kind,
    source: fn.source ?? "",
    form: fn.form ?? "function",
    captures: fn.captures ?? NO_BYTES,
    imports,
    requiredGlobals,
    features,
    ...(methods.length > 0 ? { methods } : {}),
    isAsync: fn.isAsync ?? false,
    isGenerator: fn.isGenerator ?? false,
    unknownFields: unknown.length === 0 ? NO_BYTES : unknown.written().slice(),
  });
}

/** Wire type by field number; holes are unknown fields. */
const WIRE_TYPES: readonly (number | undefined)[] = (() => {
  const types: (number | undefined)[] = [];
  for (const field of [1, 3, 4, 6, 7, 8, 9, 10, 16, 17, 20]) types[field] = BYTES;
  for (const field of [2, 5, 11, 12, 13, 14, 18, 19, 21]) types[field] = VARINT;
  return types;
})();

function writeModule(out: ByteWriter, { specifier, exported }: ModuleExport): void {
  text(out, 1, specifier);
  text(out, 2, exported);
}

function writeImport(out: ByteWriter, { local, specifier, exported }: InlineImport): void {
  text(out, 1, local);
  text(out, 2, specifier);
  text(out, 3, exported);
}

function readModule(input: ByteReader): ModuleExport {
  const [, specifier = "", exported = ""] = readTexts(input);
  return Object.freeze({ specifier, exported });
}

function readImport(input: ByteReader): InlineImport {
  const [, local = "", specifier = "", exported = ""] = readTexts(input);
  return Object.freeze({ local, specifier, exported });
}

/** The text fields of a message that has nothing else, by number. */
function readTexts(input: ByteReader): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  while (input.remaining > 0) {
    const at = input.position;
    const tag = input.varint();
    const field = Math.floor(tag / 8);
    if (field >= 1 && field <= 3 && tag % 8 === BYTES) texts[field] = input.utf8();
    else skip(input, tag % 8, at);
  }
  return texts;
}

/** A reader over the next length-delimited field whose offsets are those of the whole payload. */
function nested(input: ByteReader): ByteReader {
  const length = input.varint();
  const end = input.position + length;
  if (length > input.remaining) input.fail(`${length} bytes are needed, but only ${input.remaining} follow`);
  const inner = new ByteReader(input.bytes.subarray(0, end), "inline function");
  inner.position = input.position;
  input.position = end;
  return inner;
}

function choice<T>(input: ByteReader, names: readonly (T | undefined)[], what: string): T {
  const at = input.position;
  const found = names[input.varint()];
  if (found === undefined) input.fail(`the ${what} is unknown to this build`, at);
  return found;
}

function copyOf(input: ByteReader): Uint8Array {
  return input.slice(input.varint()).slice();
}

function skip(input: ByteReader, wireType: number, at: number): void {
  if (wireType === VARINT) {
    for (let i = 0; input.byte() >= 0x80; i++) if (i === 9) input.fail("the number is too large", at);
  } else if (wireType === FIXED64) input.slice(8);
  else if (wireType === BYTES) input.slice(input.varint());
  else if (wireType === FIXED32) input.slice(4);
  else input.fail(`wire type ${wireType} does not exist`, at);
}

function number(out: ByteWriter, field: number, value: number): void {
  // -1 is what `indexOf(undefined)` never gives: lists start with undefined, so absent values are 0 and stay out.
  if (value <= 0) return;
  out.varint(field * 8 + VARINT);
  out.varint(value);
}

function text(out: ByteWriter, field: number, value: string, isRequired = false): void {
  if (value === "" && !isRequired) return;
  out.varint(field * 8 + BYTES);
  out.utf8(value);
}

function bytes(out: ByteWriter, field: number, value: Uint8Array | undefined): void {
  if (!value || value.length === 0) return;
  out.varint(field * 8 + BYTES);
  out.varint(value.length);
  out.bytes(value);
}

function message(out: ByteWriter, field: number, write: (inner: ByteWriter) => void): void {
  const inner = new ByteWriter();
  write(inner);
  bytesAlways(out, field, inner.written());
}

function bytesAlways(out: ByteWriter, field: number, value: Uint8Array): void {
  out.varint(field * 8 + BYTES);
  out.varint(value.length);
  out.bytes(value);
}
