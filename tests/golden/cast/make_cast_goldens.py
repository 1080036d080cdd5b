"""What DataFusion 55 makes of TRY_CAST and CAST, type by type: writes cast.json beside this file.

    pip install datafusion==55.0.0 pyarrow==26.0.1
    python make_cast_goldens.py

`inputs` maps a name to a type and its values; a case names an input and a target type and has what TRY_CAST gives
(`values`; without them it raises, too). `raises` says that CAST raises, `unsupported` which of the two cannot be planned.

Values: integers, decimals (unscaled), dates, times, timestamps and durations as their integers in text; floats as the
bits of the float64, in hex, or `NaN`; strings as they are; binaries in hex; intervals `[months, days, nanoseconds]`;
lists, structs and maps as lists.
"""

from __future__ import annotations

import json
import math
import struct
from decimal import Decimal, getcontext
from pathlib import Path

import numpy as np
import pyarrow as pa
from datafusion import SessionContext, col

getcontext().prec = 90
CONTEXT = SessionContext()
SIMPLE = {
    pa.null(): "Null", pa.bool_(): "Boolean", pa.int8(): "Int8", pa.int16(): "Int16", pa.int32(): "Int32", pa.int64(): "Int64",
    pa.uint8(): "UInt8", pa.uint16(): "UInt16", pa.uint32(): "UInt32", pa.uint64(): "UInt64", pa.float16(): "Float16",
    pa.float32(): "Float32", pa.float64(): "Float64", pa.string(): "Utf8", pa.large_string(): "LargeUtf8",
    pa.string_view(): "Utf8View", pa.binary(): "Binary", pa.large_binary(): "LargeBinary", pa.binary_view(): "BinaryView",
    pa.date32(): "Date32", pa.date64(): "Date64",
}  # fmt: skip


def type_json(t: pa.DataType) -> dict:
    """The type as the project writes it (`ArrowType`)."""
    is_ = pa.types
    if t in SIMPLE:
        return {"id": SIMPLE[t]}
    if is_.is_decimal(t):
        return {"id": f"Decimal{t.bit_width}", "precision": t.precision, "scale": t.scale}
    if is_.is_timestamp(t):
        return {"id": "Timestamp", "unit": t.unit, "timezone": t.tz}
    if is_.is_time(t):
        return {"id": f"Time{t.bit_width}", "unit": t.unit}
    if is_.is_duration(t):
        return {"id": "Duration", "unit": t.unit}
    if is_.is_interval(t):
        return {"id": "Interval", "unit": "MonthDayNano"}
    if is_.is_fixed_size_binary(t):
        return {"id": "FixedSizeBinary", "byteWidth": t.byte_width}
    if is_.is_list(t) or is_.is_large_list(t):
        return {"id": "List" if is_.is_list(t) else "LargeList", "item": field_json(t.value_field)}
    if is_.is_fixed_size_list(t):
        return {"id": "FixedSizeList", "item": field_json(t.value_field), "size": t.list_size}
    if is_.is_struct(t):
        return {"id": "Struct", "fields": [field_json(f) for f in t]}
    if is_.is_map(t):
        entries = {"id": "Struct", "fields": [field_json(t.key_field), field_json(t.item_field)]}
        return {"id": "Map", "entries": {"name": "entries", "type": entries, "nullable": False}, "keysSorted": t.keys_sorted}
    if is_.is_dictionary(t):
        return {"id": "Dictionary", "key": type_json(t.index_type), "value": type_json(t.value_type)}
    raise TypeError(t)


def field_json(f: pa.Field) -> dict:
    return {"name": f.name, "type": type_json(f.type), "nullable": f.nullable}


def encode(array: pa.Array) -> list:
    """Values in the form that the head of this file describes."""
    t, is_ = array.type, pa.types
    if is_.is_dictionary(t):
        return encode(array.cast(t.value_type))
    if is_.is_date32(t) or is_.is_time32(t):
        array = array.cast(pa.int32())
    elif is_.is_temporal(t) and not is_.is_interval(t):
        array = array.cast(pa.int64())
    return [None if not v.is_valid else encode_value(v, t) for v in array]


def encode_value(v: pa.Scalar, t: pa.DataType):
    is_ = pa.types
    if is_.is_map(t):
        return [[encode_scalar(key, t.key_type), encode_scalar(item, t.item_type)] for key, item in pairs(v)]
    if is_.is_list(t) or is_.is_large_list(t) or is_.is_fixed_size_list(t):
        return encode(v.values)
    if is_.is_struct(t):
        return [encode_scalar(v[i], t.field(i).type) for i in range(t.num_fields)]
    value = v.as_py()
    if is_.is_boolean(t):
        return value
    if is_.is_floating(t):
        return "NaN" if value != value else struct.pack(">d", float(value)).hex()
    if is_.is_decimal(t):
        return str(int(value.scaleb(t.scale)))
    if is_.is_interval(t):
        return list(map(str, value))
    return value.hex() if isinstance(value, bytes) else str(value)


def pairs(v: pa.MapScalar):
    return zip(v.values.field(0), v.values.field(1))


def encode_scalar(v: pa.Scalar, t: pa.DataType):
    return encode(pa.array([v.as_py()], t))[0]


def ints(bits: int, signed: bool) -> pa.Array:
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    values = [0, 1, 7, 100, low, high, low + 1, high - 1, None] + ([-1, -100] if signed else [])
    if bits == 64:
        values += [2**31, 2**32, 2**53 + 1, 16777217, 10**18 + 1, 3000000000] + ([-(2**31) - 1, -(2**53) - 1] if signed else [])
    return pa.array(values, getattr(pa, f"{'' if signed else 'u'}int{bits}")())


FLOATS = [0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 127.9, -128.9, 255.99, -0.9, 1e15, 1e16, 123456.789, 1e-5, 1e-7, 1e300, 5e-324, 2.0**63, -(2.0**63),
          2.0**64, math.nan, math.inf, -math.inf, 0.1, 398156.125, 12345678.5, 1.005, None]  # fmt: skip
NUMBERS = ["0", "7", "-2", "+3", "007", " 3 ", "\t9", "3.999", "-2.5", "1e3", "1E-2", ".5", "5.", "", " ", "-", "abc", "NaN", "inf", "-Infinity",
           "9223372036854775807", "-9223372036854775808", "18446744073709551615", "99999999999999999999", "0x10", "1_0", "\u00a04", "true", "F",
           "yes", "OFF", "1.2.3", "123456789.987654321", "16777217", "1.00000017881393432617187500001", "1.000000178813934326171875", None]  # fmt: skip
TIMES = ["2024-02-29", "2024-2-9", "20240229", "2023-02-29", "2024-02-29T12:34:56", "2024-02-29 12:34:56.789", "2024-02-29t12:34:56.123456789z",
         "2024-02-29 123456", "2024-02-29T12:34:56+05:30", "2024-02-29T12:34:56 -0800", "2024-02-29 12:34:56 Europe/Paris", "2024-03-10T02:30:00",
         "2024-11-03T01:30:00", "1969-12-31 23:59:59.999", "1677-01-01", "9999-12-31T23:59:59", "0000-01-01", "+12024-02-29", "-0044-03-15",
         "2016-12-31T23:59:60Z", "2024-02-29T24:00:00", "2024-02-29T12:34", " 2024-02-29", "12:34", "1:02:03.5", "12:00 AM", "11:59:59 pm", "42", None]  # fmt: skip
INTERVALS = ["1 day 2 hours", "1 year 2 months", "1.5 months", "-3 days 4.5 hours", "5min", "3", "1 day 1 day", "2 centuries", "1.25 weeks",
             "10 milliseconds", "1 nanosecond", "P1D", "", "1  day", "3000000000 days", ".5 s", "-.5 year", None]  # fmt: skip
SECONDS = [0, -1, 1, 951782400, 1709209296, 1710054000, 1730613600, -2208988800, -62135596800, 253402300799, None]


def inputs() -> dict[str, pa.Array]:
    out = {"null": pa.nulls(3), "boolean": pa.array([True, False, None])}
    for bits in (8, 16, 32, 64):
        out[f"int{bits}"], out[f"uint{bits}"] = ints(bits, True), ints(bits, False)
    out["float64"] = pa.array(FLOATS, pa.float64())
    single = [None if v is None else v if not math.isfinite(v) or abs(v) < 3e38 else 3e38 for v in FLOATS]
    out["float32"] = pa.array(single, pa.float32())
    out["float16"] = pa.array([None if v is None else np.float16(v) for v in (0.0, -0.0, 1.5, 0.1, 65504.0, 6e-8, 2.59765625, math.nan, math.inf, None)], pa.float16())
    out["numbers"], out["times"], out["intervals"] = pa.array(NUMBERS), pa.array(TIMES), pa.array(INTERVALS)
    out["binary"] = pa.array([b"", b"abc", b"\xff\xfe", "é👍".encode(), b"\x00\x01\x02\x03", None], pa.binary())
    out["fixed"] = pa.array([b"abcd", b"\xff\x00\x01\x02", None], pa.binary(4))
    for width, precision, scale in ((128, 10, 2), (128, 38, 10), (256, 60, 4), (128, 5, -2)):
        digits = [0, 1, -1, 5, 50, 149, 150, -150, 12345, 10 ** min(precision, 9) - 1, -(10 ** (precision - 1)), 10**precision - 1, None]
        values = [None if d is None or abs(d) >= 10**precision else Decimal(d).scaleb(-scale) for d in digits]
        out[f"decimal{width}_{precision}_{scale}"] = pa.array(values, getattr(pa, f"decimal{width}")(precision, scale))
    out["date32"] = pa.array([0, -1, 19782, -719528, 2932896, -141438, 95026236, None], pa.int32()).cast(pa.date32())
    out["date64"] = pa.array([0, -1, 1709164800000, -86400001, -62135596800000, 253402300799999, None], pa.int64()).cast(pa.date64())
    for unit, per in (("s", 1), ("ms", 10**3), ("us", 10**6), ("ns", 10**9)):
        ticks = [None if v is None else max(-(2**63), min(2**63 - 1, v * per + (per // 2 if per > 1 else 0))) for v in SECONDS]
        for zone in (None, "America/New_York" if unit in ("us", "s") else "+05:30"):
            out[f"timestamp_{unit}{'_zone' if zone else ''}"] = pa.array(ticks, pa.int64()).cast(pa.timestamp(unit, zone))
        spans = [0, 1, -1, 90061 * per, -90061 * per - 1, 2**63 - 1, None]
        out[f"duration_{unit}"] = pa.array(spans, pa.int64()).cast(pa.duration(unit))
    out["time32_s"] = pa.array([0, 1, 43200, 86399, None], pa.int32()).cast(pa.time32("s"))
    out["time32_ms"] = pa.array([0, 1, 43200500, 86399999, None], pa.int32()).cast(pa.time32("ms"))
    out["time64_us"] = pa.array([0, 1, 43200500000, 86399999999, None], pa.int64()).cast(pa.time64("us"))
    out["time64_ns"] = pa.array([0, 1, 43200500000000, 86399999999999, None], pa.int64()).cast(pa.time64("ns"))
    parts = [(0, 0, 0), (1, 0, 0), (-13, 45, -5), (0, 0, 3661 * 10**9), (0, 0, -500_000_000), (0, 1, 0), (0, 0, 2**63 - 1)]
    out["interval"] = pa.array([pa.MonthDayNano(p) for p in parts] + [None], pa.month_day_nano_interval())
    out["list"] = pa.array([[], [1], [None, 300], [1, 2, 3], None], pa.list_(pa.int64()))
    out["list_text"] = pa.array([["1", "x"], [], [None], None], pa.list_(pa.string()))
    out["fixed_list"] = pa.array([[1, 2, 300], [None, 5, 6], None], pa.list_(pa.int32(), 3))
    out["fixed_list_1"] = pa.array([[1], [300], [None], None], pa.list_(pa.int32(), 1))
    out["struct"] = pa.array([{"a": 1, "b": "2", "c": 0.5}, {"a": 300, "b": "x", "c": None}, None], pa.struct([("a", pa.int64()), ("b", pa.string()), ("c", pa.float64())]))
    out["list_struct"] = pa.array([[{"a": 1, "b": "2"}], [], None], pa.list_(pa.struct([("a", pa.int64()), ("b", pa.string())])))
    out["map"] = pa.array([[("a", 1), ("b", None)], [], [("c", 300)], None], pa.map_(pa.string(), pa.int64()))
    out["dictionary"] = pa.array(["1", "x", "1", None, "300"]).dictionary_encode()
    return out


def targets() -> list[pa.DataType]:
    out = list(SIMPLE) + [pa.binary(4), pa.month_day_nano_interval()]
    out += [pa.decimal128(10, 2), pa.decimal128(38, 10), pa.decimal128(5, 0), pa.decimal128(9, -3), pa.decimal256(40, 2)]
    out += [pa.time32("s"), pa.time32("ms"), pa.time64("us"), pa.time64("ns")]
    for unit in ("s", "ms", "us", "ns"):
        out += [pa.timestamp(unit), pa.duration(unit)]
    out += [pa.timestamp("us", "America/New_York"), pa.timestamp("ms", "+05:30"), pa.timestamp("ns", "UTC")]
    out += [pa.list_(pa.string()), pa.list_(pa.int8()), pa.list_(pa.float64(), 3), pa.list_(pa.int8(), 1), pa.large_list(pa.int16())]
    out += [pa.dictionary(pa.int32(), pa.string()), pa.dictionary(pa.int8(), pa.int64()), pa.map_(pa.string(), pa.int8())]
    out += [pa.struct([("b", pa.int64()), ("a", pa.int8()), ("c", pa.string())]), pa.struct([("a", pa.int8()), ("x", pa.int8())])]
    return out + [pa.struct([("x", pa.int8()), ("y", pa.int8()), ("z", pa.string())]), pa.list_(pa.struct([("b", pa.int64()), ("q", pa.int32())]))]


def result(table, expression):
    try:
        return table.select(expression.alias("r")).to_arrow_table().column(0).combine_chunks(), None
    except Exception as problem:  # noqa: BLE001
        return None, str(problem).removeprefix("DataFusion error: ")


def main() -> None:
    arrays, cases = inputs(), []
    for name, array in arrays.items():
        table = CONTEXT.from_arrow(pa.table({"x": array}))
        for to in targets():
            if to == array.type:
                continue
            tried, problem = result(table, col("x").try_cast(to))
            _, raised = result(table, col("x").cast(to))
            case = {"input": name, "to": type_json(to)}
            unsupported = [p is not None and "Unsupported" in p for p in (problem, raised)]
            if any(unsupported):
                case["unsupported"] = [n for n, no in zip(("try_cast", "cast"), unsupported) if no]
            if tried is not None:
                case["values"] = encode(tried)
            cases.append(case | ({"raises": True} if raised is not None and not unsupported[1] else {}))
    data = {"inputs": {n: {"type": type_json(a.type), "values": encode(a)} for n, a in arrays.items()}}
    lines = ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in cases)
    head = json.dumps(data, ensure_ascii=False, separators=(",", ":"))[:-1]
    Path(__file__).with_name("cast.json").write_text(f'{head},\n"cases":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
