"""What pyarrow writes and DataFusion 55 prints: writes types.json, nested_scalars.json, streams.json and tables.json beside this file.

    pip install datafusion==55.0.0 pyarrow==26.0.1
    python make_arrow_goldens.py

`types.json`: `schema` is the IPC schema message (base64) of one field, `text` what `arrow_typeof` prints for it.
`nested_scalars.json`: literals as DataFusion's protobuf carries them: `schema` as above, one record batch `message` and `body`, and
`dictionaries` (pairs of message and body), all base64.
`streams.json`: IPC bytes (base64, stream or file) and the values of each column, as JSON.
`tables.json`: cells, and the table that DataFusion prints of them.
"""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import json
from pathlib import Path

import pyarrow as pa
from datafusion import SessionContext, col, functions, lit

HERE = Path(__file__).parent
CONTEXT = SessionContext()
D = decimal.Decimal


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def schema_of(t: pa.DataType) -> str:
    return b64(pa.schema([pa.field("field_name", t)]).serialize().to_pybytes())


TYPES = [
    pa.null(), pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(),
    pa.float16(), pa.float32(), pa.float64(), pa.utf8(), pa.large_utf8(), pa.string_view(), pa.binary(), pa.large_binary(),
    pa.binary_view(), pa.binary(3), pa.date32(), pa.date64(), pa.time32("s"), pa.time32("ms"), pa.time64("us"), pa.time64("ns"),
    pa.timestamp("s"), pa.timestamp("ms"), pa.timestamp("us", "UTC"), pa.timestamp("ns", "+05:30"), pa.duration("s"), pa.duration("us"),
    pa.month_day_nano_interval(), pa.decimal32(5, 2), pa.decimal64(10, -2), pa.decimal128(10, 2), pa.decimal256(50, 3),
    pa.list_(pa.int64()), pa.list_(pa.field("item", pa.int64(), False)), pa.list_(pa.field("element", pa.int64())),
    pa.list_(pa.field("", pa.int8())), pa.list_(pa.field("item", pa.int64(), metadata={"c": "d", "a": 'b"'})),
    pa.large_list(pa.field("e", pa.int8(), False)), pa.list_view(pa.int32()), pa.large_list_view(pa.field("e", pa.int32(), False)),
    pa.list_(pa.int64(), 3), pa.list_(pa.field("x", pa.int64(), False), 3), pa.list_(pa.list_(pa.field("item", pa.int64(), False))),
    pa.struct([]), pa.struct([("a", pa.int64()), pa.field('b c"d', pa.utf8(), False)]),
    pa.struct([pa.field("a\n\\'\u200bé", pa.int64(), metadata={"k": "v"})]),
    pa.map_(pa.utf8(), pa.int64()), pa.map_(pa.utf8(), pa.int64(), keys_sorted=True),
    pa.map_(pa.field("k", pa.utf8(), False), pa.field("v", pa.int64(), False)),
    pa.dictionary(pa.int8(), pa.utf8()), pa.dictionary(pa.uint32(), pa.list_(pa.int64())),
    pa.run_end_encoded(pa.int32(), pa.utf8()),
]  # fmt: skip


def types() -> list[dict]:
    out = []
    for t in TYPES:
        batch = pa.RecordBatch.from_arrays([pa.nulls(1, t)], schema=pa.schema([pa.field("c", t)]))
        frame = CONTEXT.create_dataframe([[batch]])
        text = frame.select(functions.arrow_typeof(col("c"))).collect()[0].column(0)[0].as_py()
        out.append({"schema": schema_of(t), "text": text})
    return out


S = pa.scalar
NESTED = [
    S([1, None, 3], pa.list_(pa.int64())), S([], pa.list_(pa.int32())), S(["a", "é"], pa.list_(pa.utf8())), S([], pa.list_(pa.utf8())),
    S(["a", "a long string over twelve", None], pa.list_(pa.string_view())), S([], pa.list_(pa.string_view())),
    S([[1], [2, 3], []], pa.list_(pa.list_(pa.int8()))), S([], pa.list_(pa.list_(pa.int8()))),
    S([1, 2, 3], pa.list_(pa.int32(), 3)), S([1, 2], pa.large_list(pa.int64())), S(["x", None], pa.large_list(pa.large_utf8())),
    S([], pa.large_list(pa.large_utf8())), S([True, False, None], pa.list_(pa.bool_())), S([1.5, None], pa.list_(pa.float64())),
    S([D("1.50")], pa.list_(pa.decimal128(10, 2))), S([D("1.50")], pa.list_(pa.decimal256(50, 2))),
    S([{"a": 1, "b": "x"}, None], pa.list_(pa.struct([("a", pa.int64()), ("b", pa.utf8())]))),
    S({"a": 1, "b": "x"}, pa.struct([("a", pa.int64()), ("b", pa.utf8())])),
    S({"a": None, "b": [1, 2]}, pa.struct([("a", pa.int64()), ("b", pa.list_(pa.int64()))])), S(None, pa.struct([("a", pa.int64())])),
    S([("k", 1), ("l", None)], pa.map_(pa.utf8(), pa.int64())), S([b"ab", b""], pa.list_(pa.binary())),
    S([b"ab", b"cd"], pa.list_(pa.binary(2))), S([None, None], pa.list_(pa.null())), S([dt.date(2024, 1, 1)], pa.list_(pa.date32())),
    S([dt.datetime(2024, 1, 1)], pa.list_(pa.timestamp("us", "UTC"))), S(["a", "b", "a"], pa.list_(pa.dictionary(pa.int32(), pa.utf8()))),
    S([{"d": "a", "e": ["q", "r"]}], pa.list_(pa.struct([("d", pa.dictionary(pa.int8(), pa.utf8())), ("e", pa.list_(pa.dictionary(pa.int16(), pa.utf8())))]))),
    S(list(range(100)), pa.list_(pa.int16())), S([1, 2], pa.list_view(pa.int32())), S([1], pa.list_(pa.field("element", pa.int32(), False))),
]  # fmt: skip


def fields(data: bytes) -> list[tuple[int, bytes]]:
    """The length-delimited fields of a protobuf message; others are skipped."""
    at, out = 0, []

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        tag = varint()
        if tag & 7 == 2:
            size = varint()
            out.append((tag >> 3, data[at : at + size]))
            at += size
        else:
            varint()
    return out


def message_and_body(data: bytes) -> dict:
    found = dict(fields(data))
    return {"message": b64(found[1]), "body": b64(found.get(2, b""))}


def nested_scalars() -> list[dict]:
    out = []
    for value in NESTED:
        [(_, literal)] = fields(lit(value).to_bytes())
        [(_, nested)] = fields(literal)
        dictionaries = [message_and_body(data) for number, data in fields(nested) if number == 4]
        out.append({"schema": schema_of(value.type), **message_and_body(nested), "dictionaries": dictionaries})
    return out


def written(table: pa.Table | list[pa.RecordBatch], file: bool = False, **options) -> str:
    sink = pa.BufferOutputStream()
    batches = table.to_batches() if isinstance(table, pa.Table) else table
    options = pa.ipc.IpcWriteOptions(**options)
    with (pa.ipc.new_file if file else pa.ipc.new_stream)(sink, batches[0].schema, options=options) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return b64(sink.getvalue().to_pybytes())


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def streams() -> list[dict]:
    words = ["a", None, "a string longer than twelve bytes", "b" * 40, "é"]
    numbers = pa.array([1, None, 3, 4, 5], pa.int32())
    basic = pa.table({"n": numbers, "s": pa.array(words), "f": pa.array([0.5, 1.5, None, -2.0, 0.0])})
    many = pa.table({"n": pa.array(list(range(2000)), pa.int64()), "s": pa.array([f"value {i % 7}" for i in range(2000)])})
    first = pa.DictionaryArray.from_arrays(pa.array([0, 1, None], pa.int8()), pa.array(["x", "y"]))
    grown = pa.DictionaryArray.from_arrays(pa.array([2, 0, 1], pa.int8()), pa.array(["x", "y", "z"]))
    other = pa.DictionaryArray.from_arrays(pa.array([1, 0, None], pa.int8()), pa.array(["p", "q"]))
    dictionaries = [pa.record_batch({"d": array}) for array in (first, grown, other)]
    views = pa.table({
        "v": pa.array(words, pa.string_view()), "b": pa.array([b"x", None, b"y" * 20, b"", b"z"], pa.binary_view()).cast(pa.binary_view()),
        "lv": pa.ListViewArray.from_arrays(pa.array([3, 0, 1, 0, 0], pa.int32()), pa.array([1, 2, 0, 3, 1], pa.int32()), pa.array([1, 2, 3, 4])),
        "ll": pa.array([[1], None, [], [2, 3], [None]], pa.large_list(pa.int16())),
    })  # fmt: skip
    runs = pa.table({
        "r": pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 5], pa.int32()), pa.array(["x", None, "y"])),
        "n": pa.StructArray.from_arrays([pa.RunEndEncodedArray.from_arrays(pa.array([4, 5], pa.int16()), pa.array([7, 8]))], ["inner"]),
    })  # fmt: skip
    nested = pa.table({
        "l": pa.array([[1, 2], None, [], [3], [None]], pa.list_(pa.int64())),
        "s": pa.array([{"a": 1, "b": ["x"]}, None, {"a": None, "b": None}, {"a": 2, "b": []}, {"a": 3, "b": [None]}]),
        "fixed": pa.array([[1, 2], None, [3, 4], [5, None], [6, 7]], pa.list_(pa.int8(), 2)),
        "map": pa.array([[("k", 1)], None, [], [("l", None), ("m", 2)], [("n", 3)]], pa.map_(pa.utf8(), pa.int32())),
    })  # fmt: skip
    union = pa.table({
        "dense": pa.UnionArray.from_dense(pa.array([0, 1, 0, 1, 1], pa.int8()), pa.array([0, 0, 1, 1, 2], pa.int32()), [pa.array([1, 2]), pa.array(["x", None, "y"])]),
        "sparse": pa.UnionArray.from_sparse(pa.array([0, 1, 0, 1, 0], pa.int8()), [pa.array([1, 0, 2, 0, 3]), pa.array([None, "x", None, "y", None])]),
    })  # fmt: skip
    cases = [
        ("stream", basic, written(basic)),
        ("file", basic, written(basic, file=True)),
        ("file of several batches", many, written(many.to_batches(700), file=True)),
        ("sliced rows", basic.slice(1, 3), written(basic.slice(1, 3))),
        ("LZ4", many, written(many, compression="lz4")),
        ("LZ4 of what does not compress", basic, written(basic, compression="lz4")),
        ("Zstandard", many, written(many, compression="zstd")),
        ("replaced dictionaries", pa.Table.from_batches(dictionaries), written(dictionaries)),
        ("dictionary deltas", pa.Table.from_batches(dictionaries[:2]), written(dictionaries[:2], emit_dictionary_deltas=True)),
        ("views", views, written(views)),
        ("run-end encoded", runs, written(runs)),
        ("nested", nested, written(nested)),
        ("sliced nested", nested.slice(2, 3), written(nested.slice(2, 3))),
        ("unions", union, written(union)),
        ("legacy format", basic, written(basic, metadata_version=pa.ipc.MetadataVersion.V4, use_legacy_format=True)),
    ]
    return [{"name": name, "bytes": data, "columns": plain(table.to_pydict())} for name, table, data in cases]


TABLES = [
    {"a": ["1", "22", "333"], "long header": ["x", "", "y"]},
    {"a\nb": ["x\ny", "a\r\nb", "trail\n", "\t", "tab\tx"]},
    {"wide": ["日本", "é", "e\u0301", "👍", "👨‍👩‍👧", "❤️", "❤", "👍🏽", "🇩🇪", "\u1112\u1161\u11ab"]},
    {"more": ["ﾊ", "ａ", "①", "…", "\u00ad", "\u200b", "ก็", "क्ष"]},
    {"only": [""]},
]


def tables() -> list[dict]:
    out = []
    for cells in TABLES:
        text = str(CONTEXT.from_arrow(pa.table(cells)))
        rows = [list(row) for row in zip(*cells.values())]
        out.append({"header": list(cells), "rows": rows, "text": text.removeprefix("DataFrame()\n")})
    text = str(CONTEXT.from_arrow(pa.table({"a": [1, 2]}).select([])))
    return [*out, {"header": [], "rows": [[], []], "text": text.removeprefix("DataFrame()\n")}]


def main() -> None:
    for make in (types, nested_scalars, streams, tables):
        text = json.dumps(make(), indent=1, ensure_ascii=False)
        (HERE / f"{make.__name__}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
