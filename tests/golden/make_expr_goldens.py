"""Writes the expression goldens: input tables, expressions as DataFusion 55 encodes, prints and evaluates them.

    python make_expr_goldens.py --out DIR [--group NAME]

Cases come from ``expr_cases.py``. A case is one Python expression; ``$name`` in it is short for ``col("name")``. See README.md for every output format.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import importlib
import json
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import datafusion
import pyarrow as pa
from datafusion import Expr, SessionConfig, SessionContext, col, lit
from datafusion import functions as f
from datafusion.common import NullTreatment
from datafusion.expr import GroupingSet, Window, WindowFrame

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

import golden_foreign  # noqa: E402
import golden_inputs  # noqa: E402

# Functions whose last bits depend on the maths library: allowed distance in units in the last place.
ULP_SCALAR = 4
ULP_SCALAR_FUNCTIONS = (
    "acos acosh asin asinh atan atan2 atanh cbrt cos cosh cot exp ln log log10 log2 pow power sin sinh tan tanh "
    "array_distance list_distance cosine_distance array_normalize list_normalize percentile_cont quantile_cont"
).split()
# Aggregates whose result depends on the order of summation or on the sketch used.
ULP_AGGREGATE = 64
ULP_AGGREGATE_FUNCTIONS = (
    "stddev stddev_pop stddev_samp var var_pop var_population var_samp var_sample corr covar covar_pop covar_samp "
    "regr_avgx regr_avgy regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy "
    "approx_median approx_percentile_cont approx_percentile_cont_with_weight"
).split()
MESSY_COLUMNS = ('col("fm")',)
# Expressions without a repeatable result: only bytes and text are recorded.
VOLATILE = re.compile(r"\bf\.(random|rand|uuid|now|current_date|current_time|current_timestamp|today)\(")


@dataclass
class Case:
    """One row of a case list."""

    group: str
    input: str
    kind: str  # scalar | aggregate | window
    python: str
    group_by: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def expand(template: str) -> str:
    return re.sub(r"\$([a-z][a-z0-9_]*)", r'col("\1")', template)


def fresh_context() -> SessionContext:
    return SessionContext(SessionConfig().with_target_partitions(1))


def message_of(error: BaseException) -> str:
    """The first lines of the error text, without a trailing backtrace."""
    text = str(error).split("\n\nbacktrace:")[0]
    return text[:600]


class Evaluator:
    """Builds and evaluates the cases of one set of input tables."""

    def __init__(self, inputs: dict[str, pa.Table]) -> None:
        self.inputs = inputs

    def frame(self, name: str) -> Any:
        return fresh_context().from_arrow(self.inputs[name], name=name)

    def build(self, case: Case) -> Expr:
        frame = self.frame(case.input)
        scope = {
            "col": col, "lit": lit, "f": f, "pa": pa, "Expr": Expr, "Window": Window, "WindowFrame": WindowFrame,
            "NullTreatment": NullTreatment, "GroupingSet": GroupingSet, "reduce": functools.reduce, "dt": dt, "Decimal": Decimal,
            "sql": frame.parse_sql_expr,
        }
        built = eval(case.python, scope)  # noqa: S307
        return built.build() if hasattr(built, "build") and not isinstance(built, Expr) else built

    def evaluate(self, case: Case, expr: Expr) -> tuple[pa.Field, pa.Array] | dict[str, str]:
        """The result as (field, array), or the error."""
        stage = "plan"
        try:
            frame = self.frame(case.input)
            named = expr.alias("r")
            if case.kind == "aggregate":
                keys = [col(case.group_by)] if case.group_by else []
                result = frame.aggregate(keys, [named])
                if case.group_by:
                    result = result.sort(col(case.group_by).sort(ascending=True, nulls_first=False))
            else:
                result = frame.select(named)
            position = 1 if case.group_by else 0
            output = result.schema().field(position)
            result.execution_plan()
            stage = "run"
            batches = result.collect()
        except BaseException as error:  # noqa: BLE001 (panics are BaseException)
            if isinstance(error, KeyboardInterrupt):
                raise
            return {"stage": stage, "message": message_of(error)}
        arrays = [b.column(position) for b in batches]
        actual = arrays[0].type if arrays else output.type
        merged = pa.chunked_array(arrays, actual).combine_chunks() if arrays else pa.nulls(0, actual)
        if isinstance(merged, pa.ChunkedArray):
            merged = merged.combine_chunks()
        return pa.field("r", actual, output.nullable), merged


def plain_type(typ: pa.DataType) -> pa.DataType:
    """The type a result is stored as: no views, no dictionaries, no run ends, no narrow decimals."""
    t = pa.types
    if t.is_string_view(typ):
        return pa.string()
    if t.is_binary_view(typ):
        return pa.binary()
    if t.is_dictionary(typ):
        return plain_type(typ.value_type)
    if t.is_run_end_encoded(typ):
        return plain_type(typ.value_type)
    if t.is_decimal32(typ) or t.is_decimal64(typ):
        return pa.decimal128(typ.precision, typ.scale)
    if t.is_fixed_size_list(typ):
        return pa.list_(plain_field(typ.value_field), typ.list_size)
    if t.is_large_list(typ):
        return pa.large_list(plain_field(typ.value_field))
    if t.is_list(typ) or t.is_list_view(typ) or t.is_large_list_view(typ):
        return pa.list_(plain_field(typ.value_field))
    if t.is_struct(typ):
        return pa.struct([plain_field(c) for c in typ])
    if t.is_map(typ):
        return pa.map_(plain_type(typ.key_type), plain_type(typ.item_type))
    return typ


def plain_field(fld: pa.Field) -> pa.Field:
    return pa.field(fld.name, plain_type(fld.type), fld.nullable)


def plain_array(array: pa.Array) -> pa.Array:
    target = plain_type(array.type)
    if target == array.type:
        return array
    try:
        return array.cast(target)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
        return pa.array(array.to_pylist(), target)


def same(a: pa.Array, b: pa.Array) -> bool:
    if a.type != b.type or len(a) != len(b):
        return False
    if a.equals(b):
        return True
    # equals() tells NaN from NaN; the stored bytes do not
    return ipc_bytes(plain_array(a)) == ipc_bytes(plain_array(b))


def ipc_bytes(array: pa.Array) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, pa.schema([pa.field("r", array.type)])) as writer:
        writer.write_batch(pa.record_batch([array], names=["r"]))
    return sink.getvalue().to_pybytes()


def has_float(typ: pa.DataType) -> bool:
    if pa.types.is_floating(typ):
        return True
    return any(has_float(typ.field(i).type) for i in range(typ.num_fields))


def tolerance(case: Case, typ: pa.DataType) -> int | None:
    """Allowed distance in units in the last place, or None where floats must be bit-equal."""
    if not has_float(typ):
        return None
    called = set(re.findall(r"\b([a-z_0-9]+)\(", case.python))
    if called & set(ULP_AGGREGATE_FUNCTIONS):
        return ULP_AGGREGATE
    if any(c in case.python for c in MESSY_COLUMNS) and called & {"sum", "avg", "mean"}:
        return ULP_AGGREGATE
    return ULP_SCALAR if called & set(ULP_SCALAR_FUNCTIONS) else None


def close(row: dict[str, Any], faults: list[str]) -> dict[str, Any]:
    if faults:
        row["roundtrip"] = False
        row["roundtrip_reason"] = ", ".join(faults)
    return row


def record(case: Case, case_id: str, evaluator: Evaluator) -> tuple[dict[str, Any], pa.Array | None]:
    expr = evaluator.build(case)
    row: dict[str, Any] = {"id": case_id, "group": case.group, "input": case.input, "kind": case.kind, "python": case.python}
    if case.group_by:
        row["group_by"] = case.group_by
    row.update(case.extra)
    try:
        data = expr.to_bytes()
    except BaseException as error:  # noqa: BLE001
        row["encode_error"] = message_of(error)
        data = None
    if data is not None:
        row["bytes"] = data.hex()
    row["display"] = str(expr)
    row["canonical_name"] = expr.canonical_name()
    try:
        row["schema_name"] = expr.schema_name()
    except BaseException as error:  # noqa: BLE001
        row["schema_name_error"] = message_of(error)
    row["variant"] = expr.variant_name()

    decoded, faults = None, []
    if data is not None:
        try:
            decoded = Expr.from_bytes(data, fresh_context())
        except BaseException as error:  # noqa: BLE001
            row["from_bytes_error"] = message_of(error)
            faults.append("cannot be decoded")
    if decoded is not None:
        again = decoded.to_bytes()
        if again != data:
            row["reencoded"] = again.hex()
            faults.append("other bytes")
        for name, text in (("display", str(decoded)), ("canonical_name", decoded.canonical_name()), ("schema_name", row.get("schema_name") and decoded.schema_name())):
            if text != row.get(name):
                row[f"decoded_{name}"] = text
                faults.append(f"other {name}")

    if VOLATILE.search(case.python):
        row["volatile"] = True
        return close(row, faults), None

    # What counts is what the bytes evaluate to; the expression they came from is evaluated to compare.
    original = evaluator.evaluate(case, expr)
    outcome = evaluator.evaluate(case, decoded) if decoded is not None else original
    if isinstance(outcome, dict) or isinstance(original, dict):
        if isinstance(outcome, dict) != isinstance(original, dict):
            faults.append("other outcome")
    elif not same(original[1], outcome[1]):
        faults.append("other result")
    if isinstance(outcome, dict):
        row["error"] = outcome
        return close(row, faults), None
    fld, array = outcome
    stored = plain_array(array)
    row["result_type"] = str(fld.type)
    row["nullable"] = fld.nullable
    if stored.type != fld.type:
        row["stored_type"] = str(stored.type)
    ulp = tolerance(case, fld.type)
    if ulp is not None:
        row["ulp"] = ulp
    row["rows"] = len(stored)
    row["result"] = f"{case.group}.{len(stored)}.arrow"
    return close(row, faults), stored


def write_ipc(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def write_group(out: Path, group: str, cases: list[Case], evaluator: Evaluator) -> dict[str, int]:
    rows, columns = [], {}
    count = {"cases": 0, "results": 0, "errors": 0, "volatile": 0, "no_roundtrip": 0, "no_bytes": 0}
    seen: set[tuple[str, str, str | None]] = set()
    for case in cases:
        key = (case.input, case.python, case.group_by)
        if key in seen:
            continue
        seen.add(key)
        case_id = f"{group}_{len(rows) + 1:04d}"
        try:
            row, array = record(case, case_id, evaluator)
        except BaseException as error:  # noqa: BLE001
            print(f"not built: {group}: {case.python}: {type(error).__name__}: {message_of(error)[:200]}", file=sys.stderr)
            continue
        rows.append(row)
        count["cases"] += 1
        count["results"] += array is not None
        count["errors"] += "error" in row
        count["volatile"] += "volatile" in row
        count["no_roundtrip"] += row.get("roundtrip") is False
        count["no_bytes"] += "bytes" not in row
        if array is not None:
            columns.setdefault(len(array), {})[case_id] = array
    with open(out / f"{group}.jsonl", "w", encoding="utf-8", newline="\n") as sink:
        for row in rows:
            sink.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    for length, arrays in columns.items():
        write_ipc(out / f"{group}.{length}.arrow", pa.table(arrays))
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--group", action="append", help="only these groups")
    args = parser.parse_args()
    module = importlib.import_module("expr_cases")

    for name in ("inputs", "expr", "foreign"):
        (args.out / name).mkdir(parents=True, exist_ok=True)
    inputs = golden_inputs.build_inputs(module.SPECIAL)
    for name, table in inputs.items():
        write_ipc(args.out / "inputs" / f"{name}.arrow", table)

    by_group: dict[str, list[Case]] = {}
    for group, input_name, kind, template, *rest in module.cases():
        group_by = rest[0] if rest else None
        by_group.setdefault(group, []).append(Case(group, input_name, kind, expand(template), group_by))
    evaluator = Evaluator(inputs)
    total: dict[str, int] = {}
    for group, cases in by_group.items():
        if args.group and group not in args.group:
            continue
        for old in (args.out / "expr").glob(f"{group}.*"):
            old.unlink()
        count = write_group(args.out / "expr", group, cases, evaluator)
        print(f"{group:16}", " ".join(f"{k} {v}" for k, v in count.items()), flush=True)
        for k, v in count.items():
            total[k] = total.get(k, 0) + v
    print(f"{'total':16}", " ".join(f"{k} {v}" for k, v in total.items()))
    if not args.group:
        golden_foreign.write(args.out / "foreign", module)
    (args.out / "expr" / "versions.json").write_text(json.dumps({"datafusion": datafusion.__version__, "pyarrow": pa.__version__}) + "\n")


if __name__ == "__main__":
    main()
