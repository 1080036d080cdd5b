"""Asks DataFusion which functions it knows.

stdin: {"names": [names to ask for]}
stdout: {kind: {name: main name}} for the names that it knows, by kind: scalar, aggregate, window, higherOrder

A call of an unknown function cannot be decoded; a known one prints as its main name.
"""

import json
import sys

from datafusion import Expr


def varint(n):
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


COLUMN = field(1, field(1, b"a"))
# ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
FRAME = field(8, field(2, b"\x08\x01") + field(3, b""))

CALLS = {
    "scalar": lambda name: field(20, field(1, name) + field(2, COLUMN)),
    "aggregate": lambda name: field(19, field(1, name) + field(2, COLUMN)),
    "window": lambda name: field(18, field(9, name) + FRAME),
    "higherOrder": lambda name: field(37, field(1, name) + field(2, COLUMN)),
}


def main_name(encoded):
    try:
        text = Expr.from_bytes(encoded).canonical_name()
    except Exception:
        return None
    return text.split("(")[0]


def known(call, names):
    mains = {name: main_name(call(name.encode())) for name in names}
    return {name: main for name, main in mains.items() if main is not None}


names = json.load(sys.stdin)["names"]
print(json.dumps({kind: known(call, names) for kind, call in CALLS.items()}))
