"""Asks DataFusion 55 what it makes of hand-made expression bytes: odd members, merges, limits, every type and literal.

    pip install datafusion==55.0.0
    python make_wire_goldens.py > wire.jsonl

One case per line: `title`, `bytes` (hex), and either `error`, or `display` (`canonical_name()`), `schema_name` (absent where
DataFusion panics), `variant` and `reencoded` (hex; only where it differs from `bytes`).
"""

import json
import struct
import sys

from datafusion import Expr


def varint(n):
    n &= (1 << 64) - 1
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def ld(field, content):
    return varint(field << 3 | 2) + varint(len(content)) + content


def iv(field, n):
    return varint(field << 3) + varint(n)


def col(name):
    return ld(1, ld(1, name.encode()))


def lit(value):
    return ld(3, value)


def binary(op, *operands):
    return ld(4, b"".join(ld(1, x) for x in operands) + ld(3, op.encode()))


def call(name, *args):
    return ld(20, ld(1, name.encode()) + b"".join(ld(2, x) for x in args))


def table(*parts):
    if len(parts) == 1:
        return ld(1, ld(1, parts[0].encode()))
    return ld(len(parts), b"".join(ld(i + 1, p.encode()) for i, p in enumerate(parts)))


def double(x):
    return varint(13 << 3 | 1) + struct.pack("<d", x)


def single(x):
    return varint(12 << 3 | 5) + struct.pack("<f", x)


def entry(k, v):
    return ld(1, k) + ld(2, v)


A, B, C = col("a"), col("b"), col("c")
I64 = ld(10, b"")
CASTED = ld(11, ld(1, A) + ld(2, I64))
NULL_U64 = ld(33, ld(9, b""))


def operators():
    names = (
        "Eq NotEq Lt LtEq Gt GtEq Plus Minus Multiply Divide Modulo And Or IsDistinctFrom IsNotDistinctFrom RegexMatch "
        "RegexIMatch RegexNotMatch RegexNotIMatch LikeMatch ILikeMatch NotLikeMatch NotILikeMatch BitwiseAnd BitwiseOr "
        "BitwiseXor BitwiseShiftRight BitwiseShiftLeft StringConcat AtArrow ArrowAt"
    ).split()
    for outer in names:
        for inner in names:
            yield f"{inner} inside {outer}", binary(outer, binary(inner, A, B), binary(inner, B, C))
    yield "chain", binary("Eq", A, B, C)
    yield "chain inside a chain, left", binary("Minus", binary("Minus", A, B), C)
    yield "chain inside a chain, middle", binary("Minus", A, binary("Minus", B, C), C)


def names():
    yield "alias with a table", ld(2, ld(1, A) + ld(2, b"x") + ld(3, table("t")))
    yield "alias with schema and table", ld(2, ld(1, A) + ld(2, b"x") + ld(3, table("s", "t")))
    yield "alias with odd parts", ld(2, ld(1, A) + ld(2, b"x") + ld(3, table("C", "s s", "t.t")))
    yield "alias with two tables", ld(2, ld(1, A) + ld(2, b"x") + ld(3, table("t")) + ld(3, table("u")))
    yield "alias inside a sum", binary("Plus", ld(2, ld(1, A) + ld(2, b"x") + ld(3, table("t"))), B)
    relations = (
        '"a"|a"b|"a""b"|`x`|`x`.y|a.|.a|a..b|1a|a-b| a|"a" |a . b|\'a\'|é|É.x|TAB|Tab.Col|a.B.C|"x".|[a]|a$b|a#b|@a|"a.b.c.d".e|'
        '"a".b."c".d|""|a."B""c"|a\n.b|a/*c*/|select|"sel ect".from|a b.c|"a"b|"a|a.\'b\'|a.1|a.1b|1.a|1|a.`b c`|"é".É|'
        'x.y.z.w."q"|U&"a"|"A".B|"a"."b"."c"."d"|a. "b"|"`a`"|--a|a--b|a.b--c|a;b|"a\'b"|my table|a.b.c.d|a.b.c|'
    ).split("|")
    for relation in relations:
        yield f"relation {relation}", ld(1, ld(1, b"x") + ld(2, ld(1, relation.encode())))
    yield "relation without a name", ld(1, ld(1, b"x") + ld(2, b""))
    yield "wildcard", ld(15, b"")
    yield "wildcard of a table", ld(15, ld(1, table("t")))
    yield "wildcard of a full name", ld(15, ld(1, table("c", "S", "t")))
    yield "wildcard of an empty reference", ld(15, ld(1, b""))


def nodes():
    yield "placeholder", ld(34, ld(1, b"$1"))
    yield "placeholder with a type", ld(34, ld(1, b"$1") + ld(2, I64))
    yield "placeholder that cannot be null", ld(34, ld(1, b"$1") + ld(2, I64) + iv(3, 0))
    yield "placeholder without a type that cannot be null", ld(34, ld(1, b"$1") + iv(3, 0))
    yield "placeholder with metadata", ld(34, ld(1, b"$1") + ld(2, I64) + ld(4, entry(b"k", b"v")))
    yield "placeholder with metadata and no type", ld(34, ld(1, b"$1") + ld(4, entry(b"k", b"v")))
    yield "placeholder without a name", ld(34, b"")
    yield "unnest", ld(35, ld(1, A))
    yield "unnest of two", ld(35, ld(1, A) + ld(1, B))
    yield "unnest of nothing", ld(35, b"")
    yield "outer unnest", ld(35, ld(1, A) + iv(2, 1))
    yield "unnest, outer is false", ld(35, ld(1, A) + iv(2, 0))
    yield "cast with metadata", ld(11, ld(1, A) + ld(2, I64) + ld(3, entry(b"k", b"v")))
    yield "cast with an empty entry", ld(11, ld(1, A) + ld(2, I64) + ld(3, b""))
    yield "cast that cannot be null", ld(11, ld(1, A) + ld(2, I64) + iv(4, 0))
    yield "try cast", ld(17, ld(1, A) + ld(2, I64))
    yield "try cast that cannot be null", ld(17, ld(1, A) + ld(2, I64) + ld(3, entry(b"k", b"v")) + iv(4, 0))
    for field in (31, 32, 33):
        for escape in (b"", b"!", b"'", b"\\", b"!!", "é".encode(), "👍".encode()):
            title = f"like {field} with escape {escape.decode()}"
            yield title, ld(field, iv(1, 1) + ld(2, A) + ld(3, B) + ld(4, escape))
    yield "like without a pattern", ld(31, ld(2, A))
    yield "negative", ld(13, ld(1, binary("Plus", A, B)))
    yield "between of sums", ld(9, ld(1, binary("Plus", A, B)) + ld(3, binary("And", A, B)) + ld(4, binary("Or", A, B)))
    yield "in list of sums", ld(14, ld(1, binary("Plus", A, B)) + ld(2, binary("And", A, B)))
    yield "in list without a value", ld(14, ld(2, A))
    yield "no grouping sets", ld(22, b"")
    yield "an empty grouping set", ld(22, ld(1, b""))
    yield "grouping sets", ld(22, ld(1, ld(1, A) + ld(1, CASTED)) + ld(1, ld(1, A)))
    yield "cube of nothing", ld(23, b"")
    yield "cube of casts", ld(23, ld(1, CASTED) + ld(1, B))
    yield "rollup", ld(24, ld(1, binary("Plus", A, B)) + ld(1, B))
    for field in (6, 7, 8, 13, 25, 26, 27, 28, 29, 30):
        yield f"unary {field}", ld(field, ld(1, CASTED))
        yield f"unary {field} of nothing", ld(field, b"")
    yield "subquery of nothing", ld(36, b"")
    yield "subquery without a plan", ld(36, ld(1, b""))
    body = ld(39, ld(1, b"x"))
    function = ld(38, ld(1, b"x") + ld(1, b"y") + ld(2, body))
    yield "higher order call", ld(37, ld(1, b"array_transform") + ld(2, A) + ld(2, function))
    yield "higher order call by an alias", ld(37, ld(1, b"list_transform") + ld(2, A) + ld(2, function))
    yield "higher order call of nobody", ld(37, ld(1, b"nope") + ld(2, A) + ld(2, function))
    yield "lambda", function
    yield "lambda without parameters", ld(38, ld(2, A))
    yield "lambda without a body", ld(38, ld(1, b"x"))
    yield "lambda of a cast", ld(38, ld(1, b"x") + ld(2, ld(11, ld(1, body) + ld(2, I64))))
    yield "lambda variable with a field", ld(39, ld(1, b"x") + ld(2, ld(1, b"zz") + ld(2, I64) + iv(3, 1)))
    yield "lambda variable with an empty field", ld(39, ld(1, b"x") + ld(2, b""))


def calls():
    keys = {
        "sum": binary("Plus", A, B),
        "cast": CASTED,
        "int": lit(iv(7, 1)),
        "null": lit(ld(33, ld(14, b""))),
        "large text": lit(ld(3, b"xx")),
        "binary": lit(ld(28, b"ab\xff")),
        "date": lit(iv(14, 4)),
        "float": lit(double(1e10)),
        "dictionary": lit(ld(27, ld(1, ld(8, b"")) + ld(2, ld(2, b"x")))),
        "alias": ld(2, ld(1, A) + ld(2, b"al")),
    }
    for title, key in keys.items():
        yield f"get_field by {title}", call("get_field", binary("Plus", A, B), key)
    for name in ("get_field", "array_element", "array_slice", "list_extract", "array_extract", "list_slice", "concat"):
        for args in ((), (A,), (A, CASTED), (A, lit(ld(2, b"q x")), B), (A, B, lit(ld(2, b"q x")), B)):
            yield f"{name} of {len(args)}", call(name, *args)
    key = ld(4, ld(1, CASTED) + iv(3, 1))
    for name in (
        "first_value count array_agg string_agg approx_median median percentile_cont quantile_cont mean "
        "approx_percentile_cont approx_percentile_cont_with_weight nope"
    ).split():
        args = ld(2, CASTED) + ld(2, B)
        yield f"{name} with an order", ld(19, ld(1, name.encode()) + args + key)
        yield f"{name} without an order", ld(19, ld(1, name.encode()) + args)
    yield "aggregate with everything", ld(19, ld(1, b"sum") + ld(2, CASTED) + ld(3, CASTED) + key + iv(5, 1) + iv(7, 1))
    for treatment in (0, 1, 2):
        yield f"aggregate with null treatment {treatment}", ld(19, ld(1, b"sum") + ld(2, A) + iv(7, treatment))


def windows():
    def bound(kind, value=None):
        return iv(1, kind) + (b"" if value is None else ld(2, value))

    def frame(units, start, end=None):
        parts = b"" if start is None else ld(2, start)
        return ld(8, iv(1, units) + parts + (b"" if end is None else ld(3, end)))

    def window(over, orders=1, function=ld(3, b"sum") + ld(4, A), rest=b""):
        return ld(18, function + ld(6, ld(1, CASTED) + iv(2, 1)) * orders + over + rest)

    one = iv(11, 1)
    shapes = {
        "unbounded to current": (bound(1, NULL_U64), bound(0)),
        "current to current": (bound(0), bound(0)),
        "1 to 1": (bound(1, one), bound(2, one)),
        "1 to nothing said": (bound(1, one),),
        "no values": (bound(1), bound(2)),
        "unbounded to unbounded": (bound(1, NULL_U64), bound(2, NULL_U64)),
        "nulls of other types": (bound(1, ld(33, ld(1, b""))), bound(2, ld(33, I64))),
        "nothing said": (None,),
        "current with values": (bound(0, one), bound(0, NULL_U64)),
        "following first": (bound(2, one), bound(1, one)),
    }
    for title, ends in shapes.items():
        for units in (0, 1, 2):
            for orders in (0, 1, 2):
                yield f"frame {units}, {title}, {orders} keys", window(frame(units, *ends), orders)
    values = {
        "int": iv(7, -3),
        "interval": ld(31, iv(2, 1)),
        "float": double(1e20),
        "text": ld(2, b"1 day"),
        "date": iv(14, 5),
        "decimal": ld(20, ld(1, (150).to_bytes(16, "big")) + iv(2, 5) + iv(3, 2)),
    }
    for title, value in values.items():
        yield f"frame of {title}", window(frame(1, bound(1, value), bound(2, value)))
    rows = frame(0, bound(1, NULL_U64), bound(0))
    yield "window without a frame", window(b"")
    row_number = ld(9, b"row_number") + ld(5, CASTED)
    for treatment in (0, 1, 9):
        yield f"window with null treatment {treatment}", window(rows, 1, row_number, iv(11, treatment))
    rest = iv(11, 1) + iv(12, 1) + ld(13, binary("Plus", A, CASTED))
    yield "window function with everything", window(rows, 1, row_number, rest)
    yield "aggregate over a window with everything", window(rows, 1, ld(3, b"sum") + ld(4, A) + ld(4, B) + ld(5, CASTED), rest)
    yield "both functions", window(rows, 0, ld(3, b"sum") + ld(9, b"row_number"))
    yield "both functions, the other first", window(rows, 0, ld(9, b"row_number") + ld(3, b"sum"))
    yield "aggregate by an alias over a window", window(rows, 0, ld(3, b"mean") + ld(4, A))
    yield "aggregate as window function", window(rows, 0, ld(9, b"sum") + ld(4, A))
    yield "window function as aggregate", window(rows, 0, ld(3, b"row_number"))
    yield "key without an expression", window(rows, 0, ld(3, b"sum") + ld(6, iv(2, 1)))


def types():
    item = ld(1, b"item") + ld(2, I64) + iv(3, 1)
    x = ld(1, b"x") + ld(2, I64)
    noted = ld(1, b"x") + ld(2, ld(14, b"")) + iv(3, 1) + ld(5, entry(b"k", b"v"))
    text_key = ld(1, b"key") + ld(2, ld(14, b""))
    entries = ld(1, b"entries") + ld(2, ld(28, ld(1, text_key) + ld(1, ld(1, b"value") + ld(2, I64) + iv(3, 1))))
    for field in [*range(1, 16), 17, 18, 31, 32, 34, 35]:
        yield f"type {field}", ld(field, b"")
    for field in (19, 21, 22):
        for unit in range(5):
            yield f"type {field} of unit {unit}", iv(field, unit)
    for unit in range(4):
        yield f"interval {unit}", iv(23, unit)
        yield f"timestamp {unit}", ld(20, iv(1, unit))
    yield "timestamp with a zone", ld(20, iv(1, 2) + ld(2, b"UTC"))
    yield "timestamp with an odd zone", ld(20, ld(2, b'a"b'))
    yield "timestamp with an empty zone", ld(20, ld(2, b""))
    for width in (4, 0, -1):
        yield f"fixed size binary {width}", iv(16, width)
    for field in (40, 41, 24, 36):
        yield f"decimal {field}", ld(field, iv(3, 5) + iv(4, -2))
        yield f"decimal {field} of odd numbers", ld(field, iv(3, 300) + iv(4, 200))
    for field in (25, 26, 43, 44):
        yield f"list {field}", ld(field, ld(1, item))
        yield f"list {field} of x", ld(field, ld(1, x))
        yield f"list {field} of nothing", ld(field, b"")
    yield "list of an unnamed item", ld(25, ld(1, ld(2, I64)))
    yield "list of an item with quotes", ld(25, ld(1, ld(1, b"el'x\"") + ld(2, ld(13, b"")) + ld(5, entry(b"z", b"1"))))
    yield "list of an item with children", ld(25, ld(1, item + ld(4, x)))
    yield "fixed size list", ld(27, ld(1, item) + iv(2, 3))
    yield "struct", ld(28, ld(1, x) + ld(1, noted))
    yield "struct of nothing", ld(28, b"")
    yield "map", ld(33, ld(1, entries))
    yield "sorted map", ld(33, ld(1, entries) + iv(2, 1))
    yield "dictionary", ld(30, ld(1, ld(8, b"")) + ld(2, ld(14, b"")))
    yield "dictionary of nothing", ld(30, b"")
    yield "dense union", ld(29, ld(1, x) + ld(1, noted) + iv(2, 1) + ld(3, varint(0) + varint(5)))
    yield "sparse union", ld(29, ld(1, x) + ld(1, noted) + iv(3, 0) + iv(3, 1))
    yield "union without ids", ld(29, ld(1, x) + ld(1, noted))
    yield "union of mode 9", ld(29, ld(1, x) + iv(2, 9))
    yield "runs", ld(42, ld(1, ld(1, b"run_ends") + ld(2, ld(8, b""))) + ld(2, ld(1, b"values") + ld(2, ld(14, b"")) + iv(3, 1)))
    yield "two types", ld(8, b"") + I64
    yield "no type", b""
    yield "unknown type", ld(99, b"")


def cast_types():
    for title, type_ in types():
        yield f"cast to {title}", ld(11, ld(1, A) + ld(2, type_))
        yield f"null of {title}", lit(ld(33, type_))


def literals():
    for days in (0, -1, 19000, 2932897, -719529, -1000000, 100000000, 2**31 - 1, -(2**31)):
        yield f"date32 {days}", iv(14, days)
    for ms in (0, -1, 86400001, 86400000 * 365, -86400001, 2**63 - 1, -(2**63)):
        yield f"date64 {ms}", iv(21, ms)
    yield "months", iv(24, -14)
    yield "days and milliseconds", ld(25, iv(1, 3) + iv(2, -5))
    yield "days and milliseconds of zero", ld(25, b"")
    yield "months, days, nanoseconds of zero", ld(31, b"")
    yield "months, days, nanoseconds", ld(31, iv(1, -1) + iv(2, 40) + iv(3, -(2**40)))
    for field in (15, 30, 26):
        yield f"time {field} without a value", ld(field, b"")
        yield f"time {field} of 0", ld(field, iv(1, 0))
        yield f"time {field} twice", ld(field, iv(1, 5) + iv(2, 6))
    yield "timestamp, zone only", ld(26, ld(5, b"UTC"))
    yield "timestamp, empty zone", ld(26, iv(1, 5) + ld(5, b""))
    yield "timestamp, odd zone", ld(26, iv(1, 5) + ld(5, b'a"b\n'))
    yield "dictionary of nothing", ld(27, b"")
    yield "dictionary without a value", ld(27, ld(1, ld(8, b"")))
    yield "dictionary of null", ld(27, ld(1, ld(8, b"")) + ld(2, ld(33, ld(14, b""))))
    yield "fixed size binary of another size", ld(34, ld(1, b"ab") + iv(2, 4))
    yield "fixed size binary of nothing", ld(34, b"")
    for field, size in ((43, 4), (44, 8), (20, 16), (39, 32)):
        for value in (0, 5, -5, 150, -(2**30), 2**31 - 1):
            for scale in (0, 2, 5, -2):
                title = f"decimal {field}: {value} of scale {scale}"
                yield title, ld(field, ld(1, value.to_bytes(size, "big", signed=True)) + iv(2, 3) + iv(3, scale))
        yield f"decimal {field} of odd numbers", ld(field, ld(1, bytes(size - 1) + b"\5") + iv(2, 300) + iv(3, 200))
    for x in (5e-324, 1.7976931348623157e308, 123456789.125, 1e21, 1e-10, 0.1 + 0.2, 3.0, -1.5, -0.0, float("nan"), float("-inf")):
        yield f"float64 {x}", double(x)
    for x in (1e-45, 3.4028234663852886e38, 16777217.0, 0.1, 1e10, 1e20, 1.17549435e-38, -0.0, float("inf")):
        yield f"float32 {x}", single(x)
    yield "float64, another NaN", varint(13 << 3 | 1) + bytes.fromhex("010000000000f8ff")
    yield "float32, another NaN", varint(12 << 3 | 5) + bytes.fromhex("0100c07f")
    yield "float32, a signalling NaN", varint(12 << 3 | 5) + bytes.fromhex("0100807f")
    for field in (1, 4, 5, 6, 7, 8, 9, 10, 11, 14, 21, 24, 35, 36, 37, 38):
        for value in (0, 1, 127, 128, 255, 256, 300, 32768, 70000, 2**31, 2**32, 2**33 + 1, 2**63, 2**64 - 1):
            yield f"integer {field}: {value}", iv(field, value)
    yield "text with quotes", ld(2, 'a"b\\c\u200b'.encode())
    for field in (28, 29, 22):
        yield f"bytes {field}", ld(field, b"\x00\xff")
    x = ld(1, b"x") + ld(2, I64)
    yield "union", ld(42, iv(1, 5) + ld(2, iv(7, 3)) + ld(3, iv(1, 5) + ld(2, x)))
    yield "union of null", ld(42, iv(1, 5) + ld(3, iv(1, 5) + ld(2, x)))
    yield "union, id not said", ld(42, ld(2, iv(7, 3)) + ld(3, iv(1, 0) + ld(2, x)))
    yield "union, negative id", ld(42, iv(1, 500) + ld(2, iv(7, 3)) + ld(3, iv(1, 500) + ld(2, x)))
    yield "union, dense", ld(42, iv(1, 5) + ld(2, ld(2, b"q")) + ld(3, iv(1, 5) + ld(2, ld(1, b"x") + ld(2, ld(14, b"")))) + iv(4, 1))
    yield "union of nothing", ld(42, b"")
    run_ends = ld(1, b"run_ends") + ld(2, ld(8, b""))
    values = ld(1, b"values") + ld(2, ld(14, b"")) + iv(3, 1)
    yield "run", ld(45, ld(1, run_ends) + ld(2, values) + ld(3, ld(2, b"x")))
    yield "run with metadata", ld(45, ld(1, run_ends) + ld(2, values + ld(5, entry(b"k", b"v"))) + ld(3, ld(2, b"x")))
    yield "run of nothing", ld(45, b"")
    yield "list of nothing", ld(17, b"")
    yield "two values", iv(7, 1) + iv(1, 1)
    yield "unknown value", ld(99, b"")


def merges():
    yield "operand twice", ld(8, ld(1, A) + ld(1, B))
    yield "operand twice, of two kinds", ld(8, ld(1, A) + ld(1, lit(iv(7, 1))))
    yield "chain twice", binary("Plus", A, B) + binary("Plus", C)
    yield "chain twice inside", ld(8, ld(1, binary("Plus", A, B)) + ld(1, binary("Minus", C)))
    yield "column, literal, column", A + lit(iv(7, 1)) + ld(1, ld(2, ld(1, b"t")))
    yield "literal in two parts", lit(ld(26, iv(1, 5))) + lit(ld(26, ld(5, b"UTC")))
    yield "broken, then whole", ld(8, b"\x0a\xff") + A
    yield "between in two parts", ld(9, ld(1, A) + ld(3, A) + ld(4, A)) + ld(9, ld(1, ld(1, ld(2, ld(1, b"tt")))) + iv(2, 1))
    yield "relation twice", ld(1, ld(1, b"x") + ld(2, ld(1, b"a")) + ld(2, b""))
    yield "type in two parts", ld(11, ld(1, A) + ld(2, ld(20, iv(1, 2))) + ld(2, ld(20, ld(2, b"UTC"))))
    yield "case in two parts", ld(10, ld(1, A)) + ld(10, ld(1, ld(1, ld(2, ld(1, b"t")))) + ld(2, ld(1, A) + ld(2, B)))
    yield "filter twice", ld(19, ld(1, b"sum") + ld(2, A) + ld(3, A) + ld(3, B))
    yield "field number too large", b"\xff\xff\xff\xff\x7f" + b"\0" + A
    yield "largest field number", varint(536870911 << 3) + b"\0" + A
    yield "padded tag", b"\x8a\x00" + b"\x03\x0a\x01b"
    yield "padded length", b"\x0a\x83\x80\x00\x0a\x01a"
    yield "groups", b"\x9b\x06\x93\x06\x94\x06\x9c\x06" + A
    yield "groups that cross", b"\x9b\x06\x93\x06\x9c\x06\x94\x06" + A


def cases():
    for group in (operators, names, nodes, calls, windows, cast_types, merges):
        yield from group()
    for title, value in literals():
        yield f"literal {title}", lit(value)


def answer(encoded):
    try:
        expr = Expr.from_bytes(encoded)
    except BaseException as error:  # DataFusion's panics are no Exception
        return {"error": str(error)[:200]}
    row = {"display": expr.canonical_name(), "variant": expr.variant_name()}
    try:
        row["schema_name"] = expr.schema_name()
    except BaseException:
        pass
    again = expr.to_bytes()
    if again != encoded:
        row["reencoded"] = again.hex()
    return row


for title, encoded in cases():
    row = {"title": title, "bytes": encoded.hex(), **answer(encoded)}
    sys.stdout.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
