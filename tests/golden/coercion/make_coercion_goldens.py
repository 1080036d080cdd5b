"""Writes coercion.json: the types that DataFusion 55 gives two operands of every pair of types.

    pip install datafusion==55.0.0
    python make_coercion_goldens.py > coercion.json

For each operation a matrix of type texts (`arrow_typeof`), rows are left types; null where planning fails. `=` and `LIKE` say only
whether they plan.
"""

import json

from datafusion import SessionContext

TYPES = [
    "Null", "Boolean", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float16", "Float32", "Float64",
    "Utf8", "LargeUtf8", "Utf8View", "Binary", "LargeBinary", "BinaryView", "FixedSizeBinary(4)", "Date32", "Date64",
    "Time32(Second)", "Time32(Millisecond)", "Time64(Microsecond)", "Time64(Nanosecond)", "Timestamp(Second, None)",
    "Timestamp(Nanosecond, None)", 'Timestamp(Microsecond, Some("UTC"))', 'Timestamp(Millisecond, Some("+05:30"))',
    "Duration(Second)", "Duration(Microsecond)", "Interval(YearMonth)", "Interval(DayTime)", "Interval(MonthDayNano)",
    "Decimal32(5, 2)", "Decimal64(12, 3)", "Decimal128(10, 2)", "Decimal128(38, 10)", "Decimal256(50, 6)", "List(Int64)",
    "LargeList(Utf8)", "FixedSizeList(2, Int32)", "Dictionary(Int32, Utf8)", "Dictionary(Int8, Int64)",
]
OPERATIONS = {name: f"{{a}} {name} {{b}}" for name in ("+", "-", "*", "/", "%", "&", "=", "LIKE")}
OPERATIONS["CASE"] = "CASE WHEN c THEN {b} ELSE {a} END"


def answer(ctx: SessionContext, expression: str) -> str | None:
    try:
        return ctx.sql(f"SELECT {expression} AS r FROM t").to_pydict()["r"][0]
    except BaseException as error:  # noqa: BLE001 (panics are BaseException)
        if isinstance(error, KeyboardInterrupt):
            raise
        return None


def main() -> None:
    ctx = SessionContext()
    columns = ", ".join(f"arrow_cast(NULL, '{t}') AS c{i}" if t != "Null" else f"NULL AS c{i}" for i, t in enumerate(TYPES))
    ctx.sql(f"CREATE TABLE t AS SELECT true AS c, {columns}").collect()
    span = range(len(TYPES))
    out = {"types": TYPES, "names": [answer(ctx, f"arrow_typeof(c{i})") for i in span], "results": {}}
    for name, text in OPERATIONS.items():
        out["results"][name] = [
            [answer(ctx, "arrow_typeof(" + text.format(a=f"c{i}", b=f"c{j}") + ")") for j in span] for i in span
        ]
    lines = [f'  {json.dumps(k)}: [\n' + ",\n".join("    " + json.dumps(r) for r in v) + "\n  ]" for k, v in out["results"].items()]
    print('{\n"types": ' + json.dumps(out["types"]) + ',\n"names": ' + json.dumps(out["names"]) + ',\n"results": {\n' + ",\n".join(lines) + "\n}}")


if __name__ == "__main__":
    main()
