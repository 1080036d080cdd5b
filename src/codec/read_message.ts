import type { DescField, DescMessage, MessageShape } from "@bufbuild/protobuf";
import { fromBinary, ScalarType } from "@bufbuild/protobuf";
import { decodeFailure } from "./decode_failure.ts";
import { Wire, WireReader } from "./wire_reader.ts";

/** Messages inside messages, as prost limits them; DataFusion reads nothing deeper. */
export const PROST_DEPTH = 100;

/** Messages inside messages that the generated readers of expressions take: about half as many expressions. */
export const REFERENCE_DEPTH = 500;

interface FieldCheck {
  readonly wire: number;
  readonly isString: boolean;
  readonly message: DescMessage | undefined;
  /** Wire type of the elements where a list of numbers may come packed. */
  readonly packed: number | undefined;
  /** Types of a map's key and value. */
  readonly isMap: boolean;
}

const compiled = new WeakMap<DescMessage, ReadonlyMap<number, FieldCheck>>();

/**
 * Reads a message through its generated schema, after the checks that prost makes and protobuf-es does not: wire types, UTF-8,
 * lengths, groups. The bytes are those of `reader` from its position to `end`; errors have offsets into all of them.
 *
 * @throws {DecodeError}
 */
export function readMessage<Desc extends DescMessage>(
  desc: Desc,
  reader: WireReader,
  end: number,
  maxDepth: number = PROST_DEPTH,
): MessageShape<Desc> {
  const start = reader.pos;
  checkWire(desc, reader, end, maxDepth);
  reader.pos = end;
  try {
    // The checks above count from 0 at the outermost message, protobuf-es from 1.
    return fromBinary(desc, reader.bytes.subarray(start, end), {
      readUnknownFields: false,
      recursionLimit: maxDepth + 2,
    });
  } catch (cause) {
    throw decodeFailure(start, `${desc.typeName} is malformed: ${(cause as Error).message}`, cause);
  }
}

/** {@linkcode readMessage} over a whole array. */
export function readWholeMessage<Desc extends DescMessage>(
  desc: Desc,
  bytes: Uint8Array,
  maxDepth: number = PROST_DEPTH,
): MessageShape<Desc> {
  return readMessage(desc, new WireReader(bytes), bytes.length, maxDepth);
}

/**
 * Checks that bytes are a well-formed message of that type.
 *
 * @throws {DecodeError}
 */
export function checkWire(root: DescMessage, reader: WireReader, end: number, maxDepth: number = PROST_DEPTH): void {
  const stack: { readonly checks: ReadonlyMap<number, FieldCheck>; readonly end: number }[] = [];
  let top = { checks: checksOf(root), end };
  for (;;) {
    while (reader.pos === top.end) {
      const outer = stack.pop();
      if (outer === undefined) return;
      top = outer;
    }
    const at = reader.pos;
    const tag = reader.tag(top.end);
    const check = top.checks.get(tag >>> 3);
    if (check === undefined) {
      reader.skip(tag, top.end);
      continue;
    }
    if (check.packed !== undefined && (tag & 7) === Wire.Bytes) {
      const stop = reader.end(top.end);
      while (reader.pos < stop) reader.skip(check.packed, stop);
      continue;
    }
    reader.expectWire(tag, check.wire, at);
    if (check.isString) reader.string(top.end);
    else if (check.message === undefined && !check.isMap) reader.skip(tag, top.end);
    else {
      const stop = reader.end(top.end);
      stack.push(top);
      if (stack.length > maxDepth) {
        throw decodeFailure(at, `messages are nested more than ${maxDepth} deep, must be less`);
      }
      top = { checks: check.isMap ? STRING_ENTRY : checksOf(check.message!), end: stop };
    }
  }
}

const STRING: FieldCheck = { wire: Wire.Bytes, isString: true, message: undefined, packed: undefined, isMap: false };
const STRING_ENTRY: ReadonlyMap<number, FieldCheck> = new Map([[1, STRING], [2, STRING]]);

function checksOf(desc: DescMessage): ReadonlyMap<number, FieldCheck> {
  let checks = compiled.get(desc);
  if (checks === undefined) {
    compiled.set(desc, checks = new Map(desc.fields.map((field) => [field.number, fieldCheck(field)])));
  }
  return checks;
}

function fieldCheck(field: DescField): FieldCheck {
  const none = { message: undefined, packed: undefined, isMap: false };
  switch (field.fieldKind) {
    case "map":
      return { ...none, wire: Wire.Bytes, isString: false, isMap: true };
    case "message":
      return { ...none, wire: Wire.Bytes, isString: false, message: field.message };
    case "enum":
      return { ...none, wire: Wire.Varint, isString: false };
    case "scalar":
      return { ...none, wire: wireOf(field.scalar), isString: field.scalar === ScalarType.STRING };
    case "list": {
      if (field.listKind === "message") return { ...none, wire: Wire.Bytes, isString: false, message: field.message };
      const type = field.listKind === "enum" ? ScalarType.INT32 : field.scalar;
      const wire = wireOf(type);
      return {
        ...none,
        wire,
        isString: type === ScalarType.STRING,
        packed: wire === Wire.Bytes ? undefined : wire,
      };
    }
  }
}

function wireOf(type: ScalarType): number {
  switch (type) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return Wire.Bytes;
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return Wire.Fixed64;
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return Wire.Fixed32;
    default:
      return Wire.Varint;
  }
}
