"""Compares messages with what DataFusion's own decoder knows.

stdin: {"messages": {name: [{"number", "name", "wire", "message", "isMap", "oneof"}]}, "roots": {name: "logical" | "physical"}}
stdout: {"walked": [names], "differences": [texts]}

DataFusion's decoder names the field when a known field comes with a wire type that it does not expect, and skips a field
that it does not know. So every number of every message is sent once with a wire type that no field of that number has.
"""

import json
import os
import re
import sys

from datafusion import SessionContext
from datafusion.plan import ExecutionPlan, LogicalPlan

HIGHEST_NUMBER = 63
VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5
NAMES = {"Varint": VARINT, "SixtyFourBit": FIXED64, "LengthDelimited": LENGTH, "ThirtyTwoBit": FIXED32}

# Decoding some physical plans panics where a feature is not compiled in; the report of it is noise here.
sys.stderr.flush()
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

context = SessionContext()
DECODERS = {
    "logical": lambda data: LogicalPlan.from_bytes(context, data),
    "physical": lambda data: ExecutionPlan.from_bytes(context, data),
}


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def nested(number, body):
    return varint(number << 3 | LENGTH) + varint(len(body)) + body


def ask(decode, path, number, wire):
    """The struct, field and wire type that DataFusion expects, or None for a field that it does not know."""
    data = varint(number << 3 | wire) + (b"\0" if wire == VARINT else b"\0" * 4)
    for outer in reversed(path):
        data = nested(outer, data)
    try:
        decode(data)
        return None
    except BaseException as error:  # a panic is no Exception
        text = str(error)
    found = re.search(r"message: (\w+)\.(\w+)", text)
    expected = re.search(r"invalid wire type: \w+ \(expected (\w+)\)", text)
    return (found[1], found[2], NAMES[expected[1]]) if found and expected else None


def walk(messages, roots):
    walked, differences = [], []
    queue = [(name, [], DECODERS[kind]) for name, kind in roots.items()]
    while queue:
        name, path, decode = queue.pop(0)
        if name in walked:
            continue
        walked.append(name)
        fields = {field["number"]: field for field in messages[name]}
        for number in range(1, HIGHEST_NUMBER + 1):
            field = fields.get(number)
            if field and field["isMap"]:  # its entries are checked, not the field itself
                answer = ask(decode, path + [number], 1, FIXED32)
                if answer is None or answer[1] != field["name"]:
                    differences.append(f"{name}.{field['name']} = {number}: DataFusion says {answer}")
                if field["message"]:
                    queue.append((field["message"], path + [number, 2], decode))
                continue
            answer = ask(decode, path, number, VARINT if field and field["wire"] == FIXED32 else FIXED32)
            if answer is None and field is None:
                continue
            if answer is None or field is None:
                ours = f"{name}.{field['name']}" if field else name
                differences.append(f"{ours} = {number}: {'unknown to DataFusion' if answer is None else f'missing, {answer}'}")
                continue
            _, their_name, their_wire = answer
            if their_wire != field["wire"]:
                differences.append(f"{name}.{field['name']} = {number}: wire type {field['wire']}, DataFusion {their_wire}")
            if not field["oneof"] and their_name.strip("_") != field["name"].strip("_"):
                differences.append(f"{name}.{field['name']} = {number}: DataFusion calls it {their_name}")
            if field["message"]:
                queue.append((field["message"], path + [number], decode))
    return {"walked": sorted(walked), "differences": sorted(differences)}


print(json.dumps(walk(**json.load(sys.stdin))))
