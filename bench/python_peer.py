"""The same work in datafusion for Python: prints figures as JSON."""

import json
import multiprocessing
import statistics
import time

from datafusion import Expr, SessionContext, col, lit


def expression():
    return (
        ((col("a") * lit(2) + col("b")) > col("c"))
        & ((col("d") == lit("x")) | col("e").is_null())
        & col("f").between(lit(1), lit(10))
        & (col("g") < lit(1.5))
    )


def per_call_us(run):
    for _ in range(2000):
        run()
    rounds = []
    for _ in range(11):
        start = time.perf_counter()
        for _ in range(2000):
            run()
        rounds.append((time.perf_counter() - start) * 1e6 / 2000)
    return statistics.median(rounds)


def identity(x):
    return x


def cold_ms():
    start = time.perf_counter()
    with multiprocessing.get_context("forkserver").Pool(2) as pool:
        pool.map(identity, [1, 2])
    return (time.perf_counter() - start) * 1e3


if __name__ == "__main__":
    expr = expression()
    data = expr.to_bytes()
    ctx = SessionContext()
    # The first pool starts the fork server, as the first pool of a program does.
    cold = [cold_ms()]
    print(json.dumps({
        "encodeUs": per_call_us(expr.to_bytes),
        "decodeUs": per_call_us(lambda: Expr.from_bytes(data, ctx)),
        "coldMs": statistics.median(cold),
    }))
