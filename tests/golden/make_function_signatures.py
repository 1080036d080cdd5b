"""Which types DataFusion 55 takes for the arguments of its scalar functions, and what type it gives.

    python make_function_signatures.py > functions/signatures.json

Of every function: result type -> argument types, in the short names of COLUMNS. Types are as pyarrow prints them, with `!`
where the result cannot be null. `null` is the key of calls that are refused.
"""
import itertools
import json
import sys
from decimal import Decimal

import pyarrow as pa
from datafusion import SessionContext

COLUMNS = {
    "nul": pa.array([None], pa.null()),
    "bool": pa.array([True]),
    "i8": pa.array([1], pa.int8()),
    "i32": pa.array([1], pa.int32()),
    "i64": pa.array([1], pa.int64()),
    "u8": pa.array([1], pa.uint8()),
    "u64": pa.array([1], pa.uint64()),
    "f16": pa.array([1.0], pa.float64()).cast(pa.float16()),
    "f32": pa.array([1], pa.float32()),
    "f64": pa.array([1], pa.float64()),
    "utf8": pa.array(["1"], pa.utf8()),
    "lutf8": pa.array(["1"], pa.large_utf8()),
    "vutf8": pa.array(["1"], pa.string_view()),
    "bin": pa.array([b"1"], pa.binary()),
    "lbin": pa.array([b"1"], pa.large_binary()),
    "vbin": pa.array([b"1"], pa.binary_view()),
    "fsb": pa.array([b"1"], pa.binary(1)),
    "d32": pa.array([1], pa.date32()),
    "ts": pa.array([1], pa.timestamp("us")),
    "dec32": pa.array([Decimal("1.5")], pa.decimal32(5, 1)),
    "dec": pa.array([Decimal("1.5")], pa.decimal128(10, 2)),
    "dec256": pa.array([Decimal("1.5")], pa.decimal256(50, 2)),
    "li": pa.array([[1]], pa.list_(pa.int64())),
    "st": pa.array([{"a": 1}]),
    "ds": pa.array(["1"]).dictionary_encode(),
    "di": pa.array([1], pa.int64()).dictionary_encode(),
}
TWO = "nul i8 i64 u64 f32 f64 utf8 lutf8 vutf8 bin d32 dec ds di".split()
TEXT = "nul i64 utf8 lutf8 vutf8 bin ds".split()
INTEGER = "nul i32 i64 u64 f64 utf8".split()

UNARY = """abs acos acosh asin asinh atan atanh cbrt ceil cos cosh cot degrees exp factorial floor isnan iszero ln log log10
log2 radians round signum sin sinh sqrt tan tanh trunc ascii bit_length btrim character_length chr concat initcap lower ltrim
octet_length reverse rtrim to_hex upper md5 sha224 sha256 sha384 sha512 greatest least coalesce arrow_typeof pi random""".split()
BINARY = """atan2 gcd lcm log nanvl power round trunc nvl nullif greatest least coalesce concat concat_ws contains starts_with
ends_with find_in_set levenshtein strpos btrim left right repeat lpad rpad substr regexp_like regexp_match regexp_count
regexp_instr digest encode""".split()
TERNARY = {
    "replace": (TEXT, TEXT, TEXT),
    "translate": (TEXT, TEXT, TEXT),
    "split_part": (TEXT, TEXT, INTEGER),
    "substr_index": (TEXT, TEXT, INTEGER),
    "lpad": (TEXT, INTEGER, TEXT),
    "overlay": (TEXT, TEXT, INTEGER),
    "regexp_replace": (TEXT, TEXT, TEXT),
    "regexp_like": (TEXT, TEXT, TEXT),
    "regexp_match": (TEXT, TEXT, TEXT),
    "regexp_count": (TEXT, TEXT, INTEGER),
    "regexp_instr": (TEXT, TEXT, INTEGER),
    "substr": (TEXT, INTEGER, INTEGER),
    "nvl2": (TWO, TWO, ["i64", "utf8", "nul"]),
    "coalesce": (["i8", "utf8", "nul"], TWO, TWO),
    "greatest": (["i8", "utf8", "nul"], TWO, TWO),
    "concat_ws": (TEXT, TEXT, TEXT),
}

ctx = SessionContext()
ctx.register_record_batches("t", [[pa.RecordBatch.from_arrays(list(COLUMNS.values()), names=list(COLUMNS))]])


def result(function, args):
    try:
        schema = pa.schema(ctx.sql(f"SELECT {function}({', '.join(args)}) AS r FROM t").schema())
    except BaseException:  # a panic is refused as well
        return "null"
    field = schema.field(0)
    return f"{field.type}{'' if field.nullable else '!'}"


def calls():
    for function in UNARY:
        yield from ((function, (a,)) for a in COLUMNS)
    for function in BINARY:
        yield from ((function, args) for args in itertools.product(TWO, TWO))
    for function, types in TERNARY.items():
        yield from ((function, args) for args in itertools.product(*types))


table = {}
for function, args in calls():
    table.setdefault(function, {}).setdefault(result(function, args), []).append(" ".join(args))
rows = [
    f'"{function}": {{\n'
    + ",\n".join(f'  {json.dumps(kind)}: "{", ".join(args)}"' for kind, args in kinds.items())
    + "\n}"
    for function, kinds in table.items()
]
sys.stdout.write("{\n" + ",\n".join(rows) + "\n}\n")
