import type { DescField, DescMessage, DescOneof, Message } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

type Values = Readonly<Record<string, unknown>>;
type MemberWriter = (writer: BinaryWriter, values: Values) => void;

const compiled = new WeakMap<DescMessage, readonly MemberWriter[]>();

/**
 * The bytes of a message as Rust's prost writes them, which DataFusion uses: a oneof stands where its smallest field number
 * belongs, whatever member is set (protobuf-es sorts members by their own number), and map entries leave out empty keys and
 * values. Unknown fields are not written, as prost forgets them.
 */
export function toProstBytes<Desc extends DescMessage>(desc: Desc, message: Message): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  writeMessage(writer, desc, message as unknown as Values);
  return writer.finish() as Uint8Array<ArrayBuffer>;
}

function writeMessage(writer: BinaryWriter, desc: DescMessage, values: Values): void {
  let members = compiled.get(desc);
  if (members === undefined) compiled.set(desc, members = compileMembers(desc));
  for (const member of members) member(writer, values);
}

function compileMembers(desc: DescMessage): readonly MemberWriter[] {
  const members: (DescField | DescOneof)[] = [...desc.fields.filter((field) => !field.oneof), ...desc.oneofs];
  members.sort((a, b) => place(a) - place(b));
  return members.map((member) => member.kind === "oneof" ? oneofWriter(member) : fieldWriter(member));
}

function place(member: DescField | DescOneof): number {
  return member.kind === "oneof" ? Math.min(...member.fields.map((field) => field.number)) : member.number;
}

function oneofWriter(oneof: DescOneof): MemberWriter {
  const byCase = new Map(oneof.fields.map((field) => [field.localName, valueWriter(field)]));
  return (writer, values) => {
    const { case: name, value } = values[oneof.localName] as { case?: string; value?: unknown };
    if (name !== undefined) byCase.get(name)!(writer, value);
  };
}

const IMPLICIT = 2; // google.protobuf.FeatureSet.FieldPresence.IMPLICIT

function fieldWriter(field: DescField): MemberWriter {
  const name = field.localName;
  switch (field.fieldKind) {
    case "list": {
      const packed = field.packed;
      const write = packed ? packedWriter(field) : elementWriter(field);
      return (writer, values) => {
        const list = values[name] as readonly unknown[];
        if (packed) {
          if (list.length > 0) write(writer, list);
        } else {
          for (const item of list) write(writer, item);
        }
      };
    }
    case "map": {
      if (field.mapKey !== ScalarType.STRING || field.mapKind !== "scalar" || field.scalar !== ScalarType.STRING) {
        throw new TypeError(`${String(field)} is a map of another type than string to string`);
      }
      return (writer, values) => {
        for (const [key, value] of Object.entries(values[name] as Readonly<Record<string, string>>)) {
          writer.tag(field.number, WireType.LengthDelimited).fork();
          if (key !== "") writer.tag(1, WireType.LengthDelimited).string(key);
          if (value !== "") writer.tag(2, WireType.LengthDelimited).string(value);
          writer.join();
        }
      };
    }
    default: {
      const write = valueWriter(field);
      const implicit = field.presence === IMPLICIT;
      return (writer, values) => {
        const value = values[name];
        if (value === undefined || implicit && isDefault(value)) return;
        write(writer, value);
      };
    }
  }
}

function isDefault(value: unknown): boolean {
  return value === 0 && !Object.is(value, -0) || value === false || value === "" || value === 0n ||
    value instanceof Uint8Array && value.length === 0;
}

type ValueWriter = (writer: BinaryWriter, value: unknown) => void;

function valueWriter(field: DescField): ValueWriter {
  const { number } = field;
  if (field.fieldKind === "message") return messageWriter(number, field.message);
  if (field.fieldKind === "enum") return scalarWriter(number, ScalarType.INT32);
  if (field.fieldKind === "scalar") return scalarWriter(number, field.scalar);
  throw new TypeError(`${String(field)} has no single value`);
}

function elementWriter(field: DescField & { fieldKind: "list" }): ValueWriter {
  if (field.listKind === "message") return messageWriter(field.number, field.message);
  return scalarWriter(field.number, field.listKind === "enum" ? ScalarType.INT32 : field.scalar);
}

function packedWriter(field: DescField & { fieldKind: "list" }): ValueWriter {
  const method = WRITERS[field.listKind === "scalar" ? field.scalar : ScalarType.INT32]!;
  return (writer, list) => {
    writer.tag(field.number, WireType.LengthDelimited).fork();
    for (const item of list as readonly unknown[]) method.write(writer, item);
    writer.join();
  };
}

function messageWriter(number: number, desc: DescMessage): ValueWriter {
  return (writer, value) => {
    writer.tag(number, WireType.LengthDelimited).fork();
    writeMessage(writer, desc, value as Values);
    writer.join();
  };
}

function scalarWriter(number: number, type: ScalarType): ValueWriter {
  const method = WRITERS[type]!;
  return (writer, value) => {
    writer.tag(number, method.wire);
    method.write(writer, value);
  };
}

const WRITERS: Readonly<Partial<Record<ScalarType, { readonly wire: WireType; readonly write: ValueWriter }>>> = {
  [ScalarType.BOOL]: { wire: WireType.Varint, write: (w, v) => w.bool(v as boolean) },
  [ScalarType.INT32]: { wire: WireType.Varint, write: (w, v) => w.int32(v as number) },
  [ScalarType.UINT32]: { wire: WireType.Varint, write: (w, v) => w.uint32(v as number) },
  [ScalarType.INT64]: { wire: WireType.Varint, write: (w, v) => w.int64(v as bigint) },
  [ScalarType.UINT64]: { wire: WireType.Varint, write: (w, v) => w.uint64(v as bigint) },
  [ScalarType.FLOAT]: { wire: WireType.Bit32, write: (w, v) => w.float(v as number) },
  [ScalarType.DOUBLE]: { wire: WireType.Bit64, write: (w, v) => w.double(v as number) },
  [ScalarType.STRING]: { wire: WireType.LengthDelimited, write: (w, v) => w.string(v as string) },
  [ScalarType.BYTES]: { wire: WireType.LengthDelimited, write: (w, v) => w.bytes(v as Uint8Array) },
};
