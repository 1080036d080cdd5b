import {
  type ArrowType,
  decimalType,
  type DecimalTypeId,
  dictionaryType,
  durationType,
  type Field,
  field,
  fixedSizeBinaryType,
  fixedSizeListType,
  intervalType,
  type IntervalUnit,
  listType,
  type ListTypeId,
  mapType,
  MAX_PRECISION,
  type SimpleTypeId,
  structType,
  T,
  timestampType,
  type TimeUnit,
} from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";

const UNITS: Readonly<Record<string, TimeUnit>> = {
  s: "s",
  ms: "ms",
  us: "us",
  "µs": "us",
  ns: "ns",
  Second: "s",
  Millisecond: "ms",
  Microsecond: "us",
  Nanosecond: "ns",
};
const INTERVAL_UNITS: readonly string[] = ["YearMonth", "DayTime", "MonthDayNano"] satisfies IntervalUnit[];
const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+)|([A-Za-zµ][\w-]*)|([(){},:]))/uy;

interface Token {
  readonly kind: "quoted" | "number" | "word" | "sign" | "end";
  readonly text: string;
}

/**
 * The type that a text names, in the form that `arrow_typeof` prints (`List(non-null Int64)`) and in the older one of
 * arrow-rs (`Timestamp(Nanosecond, Some("UTC"))`).
 * @throws {PlanError} if it names no type
 */
export function parseTypeText(text: string): ArrowType {
  const parser = new TypeParser(text);
  const type = parser.type();
  parser.end();
  return type;
}

class TypeParser {
  readonly #text: string;
  #at = 0;
  #token: Token;

  constructor(text: string) {
    this.#text = text;
    this.#token = this.#scan();
  }

  type(): ArrowType {
    const name = this.#word("a type name");
    switch (name) {
      case "FixedSizeBinary":
        return this.#inside(() => fixedSizeBinaryType(this.#count("a width")));
      case "Decimal32":
      case "Decimal64":
      case "Decimal128":
      case "Decimal256":
        return this.#inside(() => this.#decimal(name));
      case "Time32":
      case "Time64":
        return this.#inside(() => Object.freeze({ id: name, unit: this.#unit() }));
      case "Duration":
        return this.#inside(() => durationType(this.#unit()));
      case "Timestamp":
        return this.#inside(() => this.#timestamp());
      case "Interval":
        return this.#inside(() => {
          const unit = this.#word("an interval unit");
          if (!INTERVAL_UNITS.includes(unit)) throw this.#error(`"${unit}" is no interval unit`);
          return intervalType(unit as IntervalUnit);
        });
      case "Dictionary":
        return this.#inside(() => {
          const key = this.type();
          this.#sign(",");
          return dictionaryType(key, this.type());
        });
      case "List":
      case "LargeList":
      case "ListView":
      case "LargeListView":
        return this.#inside(() => listType(this.#item(), name satisfies ListTypeId));
      case "FixedSizeList":
        return this.#inside(() => {
          const size = this.#count("a size");
          if (!this.#skipWord("x")) this.#sign(",");
          return fixedSizeListType(this.#item(), size);
        });
      case "Struct":
        return this.#inside(() => structType(this.#fields()));
      case "Map":
        return this.#inside(() => {
          const entries = this.#named();
          this.#sign(",");
          return mapType(entries, this.#choice("sorted", "unsorted") === "sorted");
        });
      case "RunEndEncoded":
        return this.#inside(() => {
          const runEnds = this.#named();
          this.#sign(",");
          return Object.freeze({ id: "RunEndEncoded", runEnds, values: this.#named() });
        });
      case "Union":
        return this.#inside(() => this.#union());
    }
    const simple = Object.hasOwn(T, name) ? T[name as SimpleTypeId] : undefined;
    if (simple === undefined) throw this.#error(`"${name}" is no type`);
    return simple;
  }

  end(): void {
    if (this.#token.kind !== "end") throw this.#error(`"${this.#token.text}" follows the type`);
  }

  #decimal(id: DecimalTypeId): ArrowType {
    const precision = this.#number("a precision");
    this.#sign(",");
    const scale = this.#number("a scale");
    const most = MAX_PRECISION[id];
    if (precision < 1 || precision > most || scale > precision || scale < -128) {
      throw this.#error(`a ${id} cannot have precision ${precision} and scale ${scale}`);
    }
    return decimalType(precision, scale, id);
  }

  #timestamp(): ArrowType {
    const unit = this.#unit();
    if (!this.#skipSign(",") || this.#skipWord("None")) return timestampType(unit);
    if (!this.#skipWord("Some")) return timestampType(unit, this.#quoted("a time zone"));
    return this.#inside(() => timestampType(unit, this.#quoted("a time zone")));
  }

  #union(): ArrowType {
    const mode = this.#choice("Sparse", "Dense") as "Sparse" | "Dense";
    const typeIds: number[] = [];
    const fields: Field[] = [];
    while (this.#skipSign(",")) {
      typeIds.push(this.#number("a type id"));
      this.#sign(":");
      fields.push(this.#inside(() => this.#named()));
    }
    return Object.freeze({ id: "Union", mode, typeIds: Object.freeze(typeIds), fields: Object.freeze(fields) });
  }

  #fields(): readonly Field[] {
    const fields: Field[] = [];
    if (this.#token.text === ")" && this.#token.kind === "sign") return fields;
    do fields.push(this.#named()); while (this.#skipSign(","));
    return fields;
  }

  /** `"name": [non-null] type [, metadata: {…}]` */
  #named(): Field {
    const name = this.#quoted("a field name");
    this.#sign(":");
    const nullable = this.#nullability();
    const type = this.type();
    return field(name, type, nullable, this.#metadata());
  }

  /** `[non-null] type [, field: 'name'] [, metadata: {…}]` */
  #item(): Field {
    const nullable = this.#nullability();
    const type = this.type();
    const back = this.#mark();
    let name = "item";
    if (this.#skipSign(",")) {
      if (this.#skipWord("field")) {
        this.#sign(":");
        name = this.#quoted("a field name");
      } else this.#reset(back);
    }
    return field(name, type, nullable, this.#metadata());
  }

  #metadata(): Record<string, string> | undefined {
    const back = this.#mark();
    if (!this.#skipSign(",") || !this.#skipWord("metadata")) {
      this.#reset(back);
      return undefined;
    }
    this.#sign(":");
    this.#sign("{");
    const pairs: [string, string][] = [];
    while (!this.#skipSign("}")) {
      if (pairs.length > 0) this.#sign(",");
      const key = this.#quoted("a key");
      this.#sign(":");
      pairs.push([key, this.#quoted("a value")]);
    }
    return Object.fromEntries(pairs);
  }

  #nullability(): boolean {
    return this.#skipWord("nullable") || !this.#skipWord("non-null");
  }

  #inside<R>(content: () => R): R {
    this.#sign("(");
    const result = content();
    this.#sign(")");
    return result;
  }

  #unit(): TimeUnit {
    const name = this.#word("a time unit");
    if (!Object.hasOwn(UNITS, name)) throw this.#error(`"${name}" is no time unit`);
    return UNITS[name]!;
  }

  #choice(...words: readonly string[]): string {
    const word = this.#word(words.join(" or "));
    if (!words.includes(word)) throw this.#error(`"${word}" stands where ${words.join(" or ")} must be`);
    return word;
  }

  #count(what: string): number {
    const value = this.#number(what);
    if (value < 0 || value > 0x7fff_ffff) throw this.#error(`${what} cannot be ${value}`);
    return value;
  }

  #number(what: string): number {
    return Number(this.#take("number", what));
  }
  #word(what: string): string {
    return this.#take("word", what);
  }
  #quoted(what: string): string {
    return this.#take("quoted", `${what} in quotes`);
  }
  #sign(text: string): void {
    if (!this.#skipSign(text)) throw this.#error(`${this.#found()} stands where "${text}" must be`);
  }

  #take(kind: Token["kind"], what: string): string {
    const token = this.#token;
    if (token.kind !== kind) throw this.#error(`${this.#found()} stands where ${what} must be`);
    this.#token = this.#scan();
    return token.text;
  }
  #skipSign(text: string): boolean {
    return this.#skip("sign", text);
  }
  #skipWord(text: string): boolean {
    return this.#skip("word", text);
  }
  #skip(kind: Token["kind"], text: string): boolean {
    if (this.#token.kind !== kind || this.#token.text !== text) return false;
    this.#token = this.#scan();
    return true;
  }

  #mark(): readonly [at: number, token: Token] {
    return [this.#at, this.#token];
  }
  #reset([at, token]: readonly [number, Token]): void {
    this.#at = at;
    this.#token = token;
  }

  #scan(): Token {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) {
      if (this.#text.slice(this.#at).trim() === "") return { kind: "end", text: "" };
      throw this.#error(`"${this.#text.slice(this.#at)}" cannot be read`);
    }
    this.#at = TOKEN.lastIndex;
    const quoted = match[1] ?? match[2];
    if (quoted !== undefined) return { kind: "quoted", text: quoted.replace(/\\(.)/gu, "$1") };
    if (match[3] !== undefined) return { kind: "number", text: match[3] };
    return match[4] !== undefined ? { kind: "word", text: match[4] } : { kind: "sign", text: match[5]! };
  }

  #found(): string {
    return this.#token.kind === "end" ? "the end" : `"${this.#token.text}"`;
  }

  #error(what: string): PlanError {
    return new PlanError({
      message: `Cannot read type ${JSON.stringify(this.#text)}: ${what}, must be as "Int32" or "Timestamp(ns)"`,
    });
  }
}
