"""Decodes expressions, prints them and encodes them again.

stdin: {"exprs": [hex]}
stdout: [{"error"} or {"display", "schema_name", "variant", "bytes"}]
"""

import json
import sys

from datafusion import Expr


def answer(encoded):
    try:
        expr = Expr.from_bytes(bytes.fromhex(encoded))
    except BaseException as error:  # DataFusion's panics are no Exception
        return {"error": str(error)}
    try:
        schema_name = expr.schema_name()
    except BaseException:
        schema_name = None
    return {
        "display": expr.canonical_name(),
        "schema_name": schema_name,
        "variant": expr.variant_name(),
        "bytes": expr.to_bytes().hex(),
    }


print(json.dumps([answer(encoded) for encoded in json.load(sys.stdin)["exprs"]]))
