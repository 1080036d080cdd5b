"""Evaluates a by-name expression with a function registered here: `evaluate.py EXPRESSION ARROW`."""

import collections
import json
import sys

import pyarrow as pa
from datafusion import Expr, SessionContext, udf

BANDS = [(0, "on time"), (15, "late"), (60, "very late"), (180, "hopeless")]


def delay_band(minutes: pa.Array) -> pa.Array:
    def band(value):
        found = "early"
        for start, name in BANDS:
            if value >= start:
                found = name
        return found

    return pa.array([None if v is None else band(v) for v in minutes.to_pylist()], pa.string())


ctx = SessionContext()
ctx.register_udf(udf(delay_band, [pa.int32()], pa.string(), "immutable", "delay_band"))
with open(sys.argv[1], "rb") as file:
    expr = Expr.from_bytes(file.read(), ctx)
with pa.ipc.open_file(sys.argv[2]) as reader:
    table = reader.read_all()
frame = ctx.from_arrow(table).select(expr.alias("value"))
values = [v for batch in frame.collect() for v in batch.column(0).to_pylist()]
print(json.dumps(dict(sorted(collections.Counter(values).items())), separators=(",", ":")))
