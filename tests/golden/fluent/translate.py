"""Recorded Python constructions (`python` in ../expr/*.jsonl) as TypeScript.

    python3 translate.py

writes one `<group>.gen.ts` per group, and `constructions.gen.ts` over them: entries of id, the construction, and the
bytes that DataFusion for Python encoded for it. Calls are translated as a user would: names in camelCase, keywords as one options object, typed scalars
as `lit(value, type)`. `sql("...")` is no construction and is left out. Python turns `2 - col` into `col - 2`, and `list[-1]`
into `array_element(list, 0)`, and so does this script. Anything it does not know is an error, so that no case is dropped in silence.
"""

import ast
import json
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
GROUPS = sorted((HERE.parent / "expr").glob("*.jsonl"))
SAFE = 2**53 - 1

INDEX = """/** Made by translate.py: the constructions of every group. */
import type {{ Construction }} from "../../support/construction.ts";
{imports}

export const CONSTRUCTIONS: Readonly<Record<string, readonly Construction[]>> = {{ {groups} }};
"""

HEADER = """/** Made by translate.py from ../expr/{group}.jsonl. */
import {{ {imports} }} from "@fusewire/fusewire";
import type {{ Construction }} from "../../support/construction.ts";
{support}
export const constructions: readonly Construction[] = [
{entries}
];
"""

BINARY = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Mod: "mod", ast.BitAnd: "and", ast.BitOr: "or",
}
COMPARISON = {ast.Eq: "eq", ast.NotEq: "notEq", ast.Lt: "lt", ast.LtE: "ltEq", ast.Gt: "gt", ast.GtE: "gtEq"}
# A comparison with the value on the left is asked of the expression on the right, the other way round.
MIRRORED = {ast.Eq: "eq", ast.NotEq: "notEq", ast.Lt: "gt", ast.LtE: "gtEq", ast.Gt: "lt", ast.GtE: "ltEq"}
TYPES = {
    "bool_": "bool", "string": "utf8", "large_string": "largeUtf8", "string_view": "utf8View", "list_": "list",
    "large_list": "largeList", "map_": "map", "large_binary": "largeBinary", "binary_view": "binaryView",
    "month_day_nano_interval": "intervalMonthDayNano",
}
PYTHON_TYPES = {"int": "int64", "float": "float64", "bool": "bool", "str": "utf8"}
# Steps of a builder, which the recorder ended with `.build()` where they stood last.
STEPS = ("distinct", "filter", "null_treatment", "order_by", "partition_by", "window_frame")
NULL_TREATMENT = {"IGNORE_NULLS": '"ignoreNulls"', "RESPECT_NULLS": '"respectNulls"'}


def camel(name):
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(part.title() for part in rest)


def text(value):
    return json.dumps(value, ensure_ascii=False)


def number(value):
    """A plain number; whole floats need a type to stay floats, see `constant`."""
    if isinstance(value, int):
        return str(value) if -SAFE <= value <= SAFE else f"{value}n"
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value)


def data(value):
    """JavaScript for a value under a type that is given beside it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bytes):
        return f"new Uint8Array([{', '.join(str(byte) for byte in value)}])"
    if isinstance(value, Decimal):
        return text(str(value))
    if isinstance(value, list):
        if value and all(isinstance(item, tuple) for item in value):
            return f"new Map([{', '.join(f'[{data(k)}, {data(v)}]' for k, v in value)}])"
        return f"[{', '.join(data(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{text(k)}: {data(v)}' for k, v in value.items())} }}"
    raise ValueError(f"no JavaScript for {value!r}")


class Translator:
    def __init__(self):
        self.used = set()
        self.support = set()
        self.floats = True  # whether whole floats must say that they are floats; percentiles are floats by themselves
        self.numbers = set()  # names of variables that hold numbers

    def use(self, name):
        self.used.add(name)
        return name

    def construction(self, source):
        node = ast.parse(source, mode="eval").body
        ends_in_step = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in STEPS
        # `f.order_by(...)` is none.
        ends_in_step = ends_in_step and not isinstance(node.func.value, ast.Name)
        return self.expr(node) + (".build()" if ends_in_step else "")

    # Values of Python

    def value(self, node):
        """The Python value of a constant; raises ValueError if the node is none."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -self.value(node.operand)
        if isinstance(node, ast.List):
            return [self.value(item) for item in node.elts]
        if isinstance(node, ast.Tuple):
            return tuple(self.value(item) for item in node.elts)
        if isinstance(node, ast.Dict):
            return {self.value(k): self.value(v) for k, v in zip(node.keys, node.values)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "float":
                return float(self.value(node.args[0]))
            if node.func.id == "Decimal":
                return Decimal(self.value(node.args[0]))
        raise ValueError(ast.unparse(node))

    def is_value(self, node):
        if isinstance(node, ast.Name):
            return node.id in self.numbers
        if self.dotted(node, "dt") or (self.dotted(node, "pa") and node.func.attr in ("scalar", "MonthDayNano")):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cast":
            return self.is_value(node.func.value)  # pa.scalar(…).cast(…)
        try:
            self.value(node)
            return True
        except ValueError:
            return False

    def dotted(self, node, module):
        return (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name) and node.func.value.id == module
        )

    def constant(self, node, literal=False):
        """A value as an argument: plain where JavaScript can say it, else `lit(value, type)`.

        With `literal` always the latter, in the form `lit(...)`.
        """
        plain, dtype = self.typed(node)
        if dtype is not None:
            return f"{self.use('lit')}({plain}, {dtype})"
        return f"{self.use('lit')}({plain})" if literal else plain

    def typed(self, node):
        """JavaScript of a value, and of its type where the value alone does not tell."""
        if isinstance(node, ast.Name) and node.id in self.numbers:
            return node.id, None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str":
            return f"String({self.number(node.args[0])})", None
        if self.dotted(node, "dt"):
            return self.moment(node)
        if self.dotted(node, "pa"):
            return self.scalar(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cast":
            return self.typed(node.func.value)[0], self.type(node.args[0])
        value = self.value(node)
        if isinstance(value, float) and not self.floats and value.is_integer():
            return str(int(value)), None
        if isinstance(value, float) and value.is_integer() and abs(value) <= SAFE and not repr(value).startswith("-0"):
            return str(int(value)), self.types("float64()")
        if isinstance(value, Decimal):
            sign, digits, exponent = value.as_tuple()
            return text(str(value)), self.types(f"decimal128({max(len(digits), -exponent)}, {-exponent})")
        return data(value), None

    def scalar(self, node):
        """pa.scalar(value, type)"""
        name = node.func.attr
        if name == "MonthDayNano":
            months, days, nanoseconds = self.value(node.args[0])
            return (
                f"{{ months: {months}, days: {days}, nanoseconds: {nanoseconds} }}",
                self.types("intervalMonthDayNano()"),
            )
        assert name == "scalar", name
        plain, dtype = self.typed(node.args[0])
        return plain, self.type(node.args[1]) if len(node.args) > 1 else dtype

    def moment(self, node):
        """dt.date, dt.datetime, dt.time and dt.timedelta, counted as pyarrow does: days, else microseconds."""
        numbers = [self.value(arg) for arg in node.args]
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        match node.func.attr:
            case "date":
                year, month, day = numbers
                return f'"{year:04}-{month:02}-{day:02}"', self.types("date32()")
            case "datetime":
                year, month, day, hour, minute, second, micro = numbers + [0] * (7 - len(numbers))
                moment = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
                if "tzinfo" in keywords:
                    return f'new Date("{moment}Z")', self.types('timestamp("us", "UTC")')
                if micro % 1000:
                    return f'"{moment}.{micro:06}"', self.types('timestamp("us")')
                return f'new Date("{moment}.{micro // 1000:03}Z")', None
            case "time":
                hour, minute, second, micro = numbers
                return f'"{hour:02}:{minute:02}:{second:02}.{micro:06}"', self.types('time64("us")')
            case "timedelta":
                unit = {"days": 86_400_000_000, "hours": 3_600_000_000, "seconds": 1_000_000, "microseconds": 1}
                micros = sum(unit[name] * self.value(value) for name, value in keywords.items())
                return number(micros), self.types('duration("us")')
        raise ValueError(ast.unparse(node))

    # Types

    def types(self, call):
        return f"{self.use('types')}.{call}"

    def type(self, node):
        if isinstance(node, ast.Name):
            return self.types(f"{PYTHON_TYPES[node.id]}()")
        name = node.func.attr
        args = list(node.args)
        match name:
            case "binary" if args:
                return self.types(f"fixedSizeBinary({self.value(args[0])})")
            case "list_" if len(args) > 1:
                return self.types(f"fixedSizeList({self.type(args[0])}, {self.value(args[1])})")
            case "struct":
                fields = ((self.value(pair.elts[0]), self.type(pair.elts[1])) for pair in args[0].elts)
                return self.types(f"struct({{ {', '.join(f'{text(name)}: {dtype}' for name, dtype in fields)} }})")
            case "dictionary":
                return self.types(f"dictionary({self.type(args[1])}, {self.type(args[0])})")
        args += [keyword.value for keyword in node.keywords]  # only timestamp's tz
        inner = ", ".join(self.type(arg) if isinstance(arg, ast.Call) else data(self.value(arg)) for arg in args)
        return self.types(f"{TYPES.get(name, name)}({inner})")

    # Expressions

    def argument(self, node):
        """What stands between parentheses: a value, an expression, or lists and objects of both."""
        if isinstance(node, ast.Starred):
            return f"...{self.argument(node.value)}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "NullTreatment":
            return NULL_TREATMENT[node.attr]
        if self.is_value(node):
            return self.constant(node)
        if isinstance(node, (ast.List, ast.Tuple)):
            return f"[{', '.join(self.argument(item) for item in node.elts)}]"
        if isinstance(node, ast.Dict):
            pairs = ((self.value(k), self.argument(v)) for k, v in zip(node.keys, node.values))
            return f"{{ {', '.join(f'{text(k)}: {v}' for k, v in pairs)} }}"
        if isinstance(node, ast.ListComp):
            (generator,) = node.generators
            return f"{self.times()}({self.count(generator.iter)}, {self.step(generator.target.id, node.elt)})"
        if isinstance(node, ast.Lambda):
            names = [arg.arg for arg in node.args.args]
            return f"({', '.join(names)}) => {self.argument(node.body)}"
        if isinstance(node, ast.JoinedStr):
            parts = (
                part.value if isinstance(part, ast.Constant) else "${" + self.number(part.value) + "}"
                for part in node.values
            )
            return f"`{''.join(parts)}`"
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("pa."):
            return self.type(node)
        if isinstance(node, ast.Name) and node.id in PYTHON_TYPES:
            return self.type(node)
        return self.expr(node)

    def expr(self, node):
        match node:
            case ast.Name():
                return node.id
            case ast.BinOp():
                return self.operator(node.left, BINARY[type(node.op)], BINARY[type(node.op)], node.right)
            case ast.Compare(ops=[op], comparators=[right]):
                return self.operator(node.left, COMPARISON[type(op)], MIRRORED[type(op)], right)
            case ast.UnaryOp(op=ast.Invert()):
                return f"{self.expr(node.operand)}.not()"
            case ast.Subscript(slice=ast.Slice(lower=low, upper=high, step=step)):
                bounds = [low or ast.Constant(0), high] + ([step] if step else [])
                return f"{self.expr(node.value)}.slice({', '.join(self.argument(each) for each in bounds)})"
            case ast.Subscript():
                key, value = self.value(node.slice), self.expr(node.value)
                if isinstance(key, int) and key < 0:
                    return f"{self.use('functions as f').split()[-1]}.arrayElement({value}, {key + 1})"
                return f"{value}.{'getField' if isinstance(key, str) else 'at'}({data(key)})"
            case ast.IfExp():
                return f"{self.number(node.test)} !== 0 ? {self.expr(node.body)} : {self.expr(node.orelse)}"
            case ast.Call():
                return self.call(node)
        raise ValueError(f"no translation of {ast.unparse(node)}")

    def operator(self, left, method, mirrored, right):
        if self.is_value(left):
            return f"{self.expr(right)}.{mirrored}({self.argument(left)})"
        return f"{self.expr(left)}.{method}({self.argument(right)})"

    def call(self, node):
        func = node.func
        if isinstance(func, ast.Name):
            match func.id:
                case "lit":
                    return self.constant(node.args[0], literal=True)
                case "reduce":
                    return self.reduce(node)
                case "Window" | "WindowFrame":
                    return f"new {self.use(func.id)}({self.arguments(node)})"
                case "col":
                    return f"{self.use('col')}({self.arguments(node)})"
            raise ValueError(f"no translation of {ast.unparse(node)}")
        base = func.value
        if isinstance(base, ast.Name) and base.id in ("f", "Expr", "GroupingSet"):
            self.use("functions as f" if base.id == "f" else base.id)
            if "percentile" in func.attr or "quantile" in func.attr:
                self.floats = False
            text = f"{base.id}.{camel(func.attr)}({self.arguments(node)})"
            self.floats = True
            return text
        return f"{self.expr(base)}.{camel(func.attr)}({self.arguments(node)})"

    def arguments(self, node):
        args = [self.argument(arg) for arg in node.args]
        if node.keywords:
            pairs = (f"{camel(keyword.arg)}: {self.argument(keyword.value)}" for keyword in node.keywords)
            args.append(f"{{ {', '.join(pairs)} }}")
        return ", ".join(args)

    # Loops

    def reduce(self, node):
        step, count, start = node.args
        expr, i = (arg.arg for arg in step.args.args)
        self.support.add("repeated")
        return f"repeated({self.count(count)}, {self.expr(start)}, {self.step(f'{expr}, {i}', step.body, i)})"

    def step(self, params, body, variable=None):
        variable = variable or params
        self.numbers.add(variable)
        inner = self.argument(body)
        self.numbers.discard(variable)
        return f"({params}) => {inner}"

    def times(self):
        self.support.add("listed")
        return "listed"

    def count(self, node):
        assert node.func.id == "range", ast.unparse(node)
        return str(self.value(node.args[0]))

    def number(self, node):
        """Arithmetic of numbers, not of expressions."""
        match node:
            case ast.Name():
                return node.id
            case ast.BinOp(op=ast.Mod()):
                return f"{self.number(node.left)} % {self.number(node.right)}"
            case ast.Constant():
                return number(node.value)
        raise ValueError(ast.unparse(node))


def main():
    total = skipped = 0
    groups = []
    for path in GROUPS:
        translator, entries = Translator(), []
        for line in path.read_text().splitlines():
            case = json.loads(line)
            if case["python"].startswith("sql("):
                skipped += 1
                continue
            code = translator.construction(case["python"])
            entries.append(f'  [{text(case["id"])}, () => {code}, "{case["bytes"]}"],')
        if not entries:
            continue
        total += len(entries)
        groups.append(path.stem)
        support = "".join(
            f'import {{ {name} }} from "../../support/construction.ts";\n' for name in sorted(translator.support)
        )
        (HERE / f"{path.stem}.gen.ts").write_text(
            HEADER.format(
                group=path.stem,
                imports=", ".join(sorted(translator.used)),
                support=support,
                entries="\n".join(entries),
            )
        )
    imports = "\n".join(f'import {{ constructions as {group}_ }} from "./{group}.gen.ts";' for group in groups)
    index = INDEX.format(imports=imports, groups=", ".join(f"{group}: {group}_" for group in groups))
    (HERE / "constructions.gen.ts").write_text(index)
    print(f"{total} constructions, {skipped} of SQL text left out", file=sys.stderr)


main()
