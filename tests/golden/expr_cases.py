"""Case lists and special values of the expression goldens."""

from __future__ import annotations

from collections.abc import Iterator

import golden_matrix as m
from golden_inputs import VISIBLE as SPECIAL  # noqa: F401

LITERALS = """
lit(None)
lit(True)
lit(False)
lit(0)
lit(1)
lit(-1)
lit(9223372036854775807)
lit(-9223372036854775808)
lit(1.5)
lit(-0.0)
lit(float("nan"))
lit(float("inf"))
lit(float("-inf"))
lit(1e300)
lit(1e-7)
lit(100000.0)
lit(1e16)
lit(0.1)
lit("")
lit("abc")
lit("é👍 \\"q\\" 'x' \\\\ \\n")
lit(b"")
lit(b"ab\\xff")
lit(dt.date(2024, 2, 29))
lit(dt.date(1969, 12, 31))
lit(dt.datetime(2024, 2, 29, 12, 34, 56, 789))
lit(dt.datetime(1969, 12, 31, 23, 59, 59))
lit(dt.datetime(2024, 2, 29, 12, 0, tzinfo=dt.timezone.utc))
lit(dt.time(1, 2, 3, 4))
lit(dt.timedelta(days=1, seconds=5, microseconds=6))
lit(dt.timedelta(days=-1))
lit(Decimal("1.50"))
lit(Decimal("-12345678901234567890.123"))
Expr.string_literal("abc")
Expr.string_literal("")
Expr.literal_with_metadata(5, {"unit": "m"})
Expr.literal_with_metadata("x", {"k": "v"})
lit(pa.scalar(127, pa.int8()))
lit(pa.scalar(-32768, pa.int16()))
lit(pa.scalar(2147483647, pa.int32()))
lit(pa.scalar(5, pa.int64()))
lit(pa.scalar(255, pa.uint8()))
lit(pa.scalar(65535, pa.uint16()))
lit(pa.scalar(4294967295, pa.uint32()))
lit(pa.scalar(18446744073709551615, pa.uint64()))
lit(pa.scalar(1.5, pa.float16()))
lit(pa.scalar(1.1, pa.float32()))
lit(pa.scalar(3.4028234663852886e38, pa.float32()))
lit(pa.scalar(1.1, pa.float64()))
lit(pa.scalar("abc", pa.string()))
lit(pa.scalar("abc", pa.large_string()))
lit(pa.scalar("abc", pa.string_view()))
lit(pa.scalar(b"abc", pa.binary()))
lit(pa.scalar(b"abc", pa.large_binary()))
lit(pa.scalar(b"abc", pa.binary_view()))
lit(pa.scalar(b"abcd", pa.binary(4)))
lit(pa.scalar(Decimal("1.23"), pa.decimal128(10, 2)))
lit(pa.scalar(Decimal("-1"), pa.decimal128(38, 0)))
lit(pa.scalar(Decimal("1.23"), pa.decimal256(50, 2)))
lit(pa.scalar(Decimal("1.23"), pa.decimal32(9, 2)))
lit(pa.scalar(Decimal("1.23"), pa.decimal64(18, 2)))
lit(pa.scalar(19000, pa.date32()))
lit(pa.scalar(86400000, pa.date64()))
lit(pa.scalar(3661, pa.time32("s")))
lit(pa.scalar(3661001, pa.time32("ms")))
lit(pa.scalar(3661000001, pa.time64("us")))
lit(pa.scalar(3661000000001, pa.time64("ns")))
lit(pa.scalar(-1, pa.timestamp("s")))
lit(pa.scalar(1709209296789, pa.timestamp("ms")))
lit(pa.scalar(1709209296789012, pa.timestamp("us")))
lit(pa.scalar(1709209296789012345, pa.timestamp("ns")))
lit(pa.scalar(1709209296, pa.timestamp("s", "UTC")))
lit(pa.scalar(1709209296789, pa.timestamp("ms", "+05:30")))
lit(pa.scalar(1709209296789012, pa.timestamp("us", "America/New_York")))
lit(pa.scalar(1, pa.timestamp("ns", "UTC")))
lit(pa.scalar(90061, pa.duration("s")))
lit(pa.scalar(-1, pa.duration("ms")))
lit(pa.scalar(1, pa.duration("us")))
lit(pa.scalar(0, pa.duration("ns")))
lit(pa.scalar(pa.MonthDayNano([1, -2, 3]), pa.month_day_nano_interval()))
lit(pa.scalar(None, pa.bool_()))
lit(pa.scalar(None, pa.int8()))
lit(pa.scalar(None, pa.uint64()))
lit(pa.scalar(None, pa.float32()))
lit(pa.scalar(None, pa.float64()))
lit(pa.scalar(None, pa.string()))
lit(pa.scalar(None, pa.string_view()))
lit(pa.scalar(None, pa.binary()))
lit(pa.scalar(None, pa.date32()))
lit(pa.scalar(None, pa.timestamp("us", "UTC")))
lit(pa.scalar(None, pa.decimal128(10, 2)))
lit(pa.scalar(None, pa.duration("s")))
lit(pa.scalar(None, pa.list_(pa.int64())))
lit(pa.scalar(None, pa.struct([("a", pa.int64())])))
lit(pa.scalar(None, pa.binary(4)))
lit(pa.scalar([1, None, 3], pa.list_(pa.int64())))
lit(pa.scalar([], pa.list_(pa.int32())))
lit(pa.scalar(["a", "é"], pa.list_(pa.string())))
lit(pa.scalar([[1], [2, 3]], pa.list_(pa.list_(pa.int8()))))
lit(pa.scalar([1, 2, 3], pa.list_(pa.int32(), 3)))
lit(pa.scalar([1, 2], pa.large_list(pa.int64())))
lit(pa.scalar({"a": 1, "b": "x"}, pa.struct([("a", pa.int64()), ("b", pa.string())])))
lit(pa.scalar({"a": None, "b": {"c": True}}, pa.struct([("a", pa.float64()), ("b", pa.struct([("c", pa.bool_())]))])))
lit(pa.scalar([("k", 1), ("l", None)], pa.map_(pa.string(), pa.int64())))
lit(pa.scalar("x", pa.string()).cast(pa.dictionary(pa.int32(), pa.string())))
lit([1, 2, 3])
lit({"a": 1})
"""

NAMES = """
$i64
col("small.i64")
col('"i64"')
Expr.column("i64")
$i64.alias("x")
$i64.alias("x").alias("y")
$i64.alias("Ünï \\"q\\"")
$i64.alias("x", {"k": "v"})
($i64.alias("inner") + lit(1)).alias("outer")
($i64 + lit(1)).alias("s") * lit(2)
f.alias($i64, "z")
f.abs($i64).alias("a.b")
col("nosuch")
col("small.nosuch")
col("I64")
col('"I64"')
$i64.cast(pa.float64()).alias("c")
$i64.cast(pa.float64())
f.abs($i64.cast(pa.float64()))
($i64 + $i32) * ($f64 - lit(1))
$i64 - ($i32 - $i16)
($i64 - $i32) - $i16
~(($i64 > lit(1)) & ($i32 < lit(2)))
($b | $c) & ~$b
f.when($b, $i64).otherwise(lit(0)).alias("w")
$i64 == None
$i64 != None
lit(1) + $i64
1 + $i64
2 - $i64
10 / $i64
10 % $i64
$i64 + 1.5
$i64 * True
"x" == lit("x")
$i64.alias("")
@groups GroupingSet.rollup($k, $kt)
@groups GroupingSet.cube($k, $kt)
@groups GroupingSet.grouping_sets([$k], [$kt])
"""

ARITHMETIC_MORE = """
$i64 / $z
$i64 % $z
$f64 / $z
$f64 % $z
$u8 / $z
$i64 + $nul
$i64 * $nul
$nul + $nul
$i64 + $b
$i64 - lit(None)
$i64 / lit(0)
$i64 % lit(0)
$f64 / lit(0)
$f64 / lit(0.0)
$f64 % lit(0.0)
$q % lit(0.75)
lit(7) / lit(2)
lit(-7) / lit(2)
lit(-7) % lit(2)
lit(7) % lit(-2)
lit(-7.5) % lit(2.0)
lit(1) / lit(0)
lit(1.0) / lit(0.0)
lit(-1.0) / lit(0.0)
lit(0.0) / lit(0.0)
lit(9223372036854775807) + lit(1)
lit(-9223372036854775808) - lit(1)
lit(9223372036854775807) * lit(2)
lit(-9223372036854775808) / lit(-1)
lit(-9223372036854775808) % lit(-1)
lit(pa.scalar(200, pa.uint8())) + lit(pa.scalar(100, pa.uint8()))
lit(pa.scalar(1, pa.uint8())) - lit(pa.scalar(2, pa.uint8()))
lit(pa.scalar(100, pa.int8())) + lit(pa.scalar(100, pa.int8()))
$u64 + $i64
$u64 - lit(100)
$u8 - $u16
$i8 + lit(1)
$i8 + lit(pa.scalar(1, pa.int8()))
$f32 + lit(1)
$f32 + lit(1.5)
$f32 * $i64
$i64 + lit("5")
$i64 + lit("x")
@numbers $i64 + $i64
@numbers $i64 - lit(1)
@numbers $i64 * $i64
@numbers $i32 + $i32
@numbers $i32 * $i32
@numbers $i16 - $i16
@numbers $i16 * $i16
@numbers $i8 + $i8
@numbers $i8 * $i8
@numbers $u8 + $u8
@numbers $u8 - $u16
@numbers $u16 * $u16
@numbers $u32 * $u32
@numbers $u64 + $u64
@numbers $u64 * lit(2)
@numbers $i64 / lit(-1)
@numbers $i64 / lit(3)
@numbers $i32 / lit(pa.scalar(-1, pa.int32()))
@numbers $i64 % lit(7)
@numbers $i8 % lit(pa.scalar(3, pa.int8()))
@numbers $f64 + $g64
@numbers $f64 - $g64
@numbers $f64 * $g64
@numbers $f64 / $g64
@numbers $f64 % $g64
@numbers $f32 + $f32
@numbers $f32 * $g64
@numbers $f32 / $f32
@numbers $f16 + $f16
@numbers $f16 * $f32
@numbers $f16 / $i8
@numbers $i64 + $f64
@numbers $u64 + $f64
@numbers $u64 - $i64
@numbers $i32 + $u32
@numbers $i32 * $u32
@numbers $i64 * lit(1.0)
@numbers f.abs($i32) + $u32
@decimals $d10_2 + $e10_2
@decimals $d10_2 - $d20_5
@decimals $d10_2 * $e10_2
@decimals $d10_2 / $e10_2
@decimals $d10_2 % $e10_2
@decimals $d20_5 / $e10_2
@decimals $d20_5 * $d20_5
@decimals $d38_10 + $d38_10
@decimals $d38_10 * $d38_10
@decimals $d38_10 / $d10_2
@decimals $d38_0 + $d38_10
@decimals $d5_0 * $d4_4
@decimals $d5_0 / $i32
@decimals $d10_2 + $i32
@decimals $d10_2 * $i64
@decimals $d10_2 - $u8
@decimals $d10_2 + $f64
@decimals $d10_2 * $f64
@decimals $d10_2 / lit(3)
@decimals $d10_2 + lit(1)
@decimals $d10_2 * lit(1.5)
@decimals $d10_2 * lit(Decimal("1.5"))
@decimals $d10_2 / lit(0)
@decimals $d50_6 + $d10_2
@decimals $d50_6 * $d10_2
@decimals $d50_6 / $e10_2
@times $d32 + $iv
@times $d32 - $iv
@times $d32 - $e32
@times $d32 + lit(1)
@times $d64 + $iv
@times $ts_s + $iv
@times $ts_ns + $iv
@times $ts_us - $us_us
@times $ts_us + $dur_us
@times $ts_ms + $dur_us
@times $ts_us - $dur_s
@times $tz_us + $iv
@times $tz_us - $us_us
@times $tz_ms + $dur_ms
@times $tz_s - $ts_s
@times $ts_us + $ts_us
@times $dur_s + $dur_s
@times $dur_s - $dur_ms
@times $dur_s * lit(2)
@times $dur_us / lit(2)
@times $iv + $iv
@times $iv * lit(2)
@times $iv / lit(2)
@times $t64us + $iv
@times $t64us - $t64us
@times $d32 + $dur_s
@times $ts_us - $d32
@times $ts_us - $e32
@times $far_us - $ts_us
@times $far_us + $iv
@times $e32 - $iv
@times $e32 + $dur_s
@strings $s + $w
@strings $num + lit(1)
"""

COMPARISON_MORE = """
@numbers $f64 == $g64
@numbers $f64 < $g64
@numbers $f64 > $g64
@numbers $f64 <= $g64
@numbers $f64 >= lit(float("nan"))
@numbers $f64 == lit(float("nan"))
@numbers $f64 != lit(float("nan"))
@numbers $f64 < lit(float("nan"))
@numbers $f64 == lit(0.0)
@numbers $f64 == lit(-0.0)
@numbers $f64 < lit(0.0)
@numbers $f64 >= lit(-0.0)
@numbers $f32 == $f64
@numbers $f16 == $f32
@numbers $i64 == $f64
@numbers $i64 == lit(9223372036854775807.0)
@numbers $u64 > $i64
@numbers $u64 == lit(-1)
@numbers $u64 >= lit(18446744073709551615)
@numbers $i8 < $u64
@numbers $i8 == lit(300)
@numbers $i8 < lit(300)
@numbers $u8 >= lit(0)
@numbers $u8 > lit(-5)
@numbers $i32 == lit(1.5)
@numbers $i32 == lit("1")
@numbers $i32 < lit("10")
@numbers $b == lit(True)
@numbers $b < lit(True)
@numbers $b != $b
@numbers $b == lit(1)
@numbers $i64 == lit(None)
@numbers $i64 < lit(None)
@strings $s == $w
@strings $s < $w
@strings $s >= lit("a")
@strings $s == lit("abc")
@strings $s == $ls
@strings $ls < lit("b")
@strings $num == lit(1)
@strings $num < lit(10)
@strings $s == $n
@strings $bin == lit(b"abc")
@strings $bin < $bin
@strings $bin == $s
@strings $lbin > $bin
@strings $fsb == $fsb
@strings $fsb > lit(b"abcd")
@strings $datetext == lit(dt.date(2024, 2, 29))
@times $d32 < $e32
@times $d32 == lit("2024-02-29")
@times $d32 > lit(dt.date(2000, 1, 1))
@times $d32 == $d64
@times $d32 < $ts_s
@times $ts_s == $ts_ms
@times $ts_ns > lit("2000-01-01")
@times $ts_us >= lit(dt.datetime(2000, 1, 1))
@times $tz_us < $us_us
@times $tz_us == lit("2024-03-10T02:30:00-05:00")
@times $tz_ms == $tz_s
@times $t32s < $t64us
@times $t64ns > lit("12:00:00")
@times $dur_s < $dur_ms
@times $dur_us >= lit(dt.timedelta(days=1))
@times $iv < $iv
@times $iv == lit(pa.scalar(pa.MonthDayNano([1, 0, 0])))
@decimals $d10_2 < $d20_5
@decimals $d10_2 == $d5_0
@decimals $d10_2 > lit(1)
@decimals $d10_2 == lit(1.5)
@decimals $d10_2 >= $i32
@decimals $d10_2 < $f64
@decimals $d10_2 == lit("1.50")
@decimals $d50_6 < $d38_10
@nested $li == $lj
@nested $li < $lj
@nested $lt == $lt
@nested $st == $st
@nested $st["x"] == lit(1)
@nested $ll == $ll
@nested $fsl == $fsl
@nested $m == $m
@dicts $ds == lit("alpha")
@dicts $ds == $s
@dicts $ds < $d8
@dicts $di > lit(1)
@dicts $ds == $ds
"""

BOOLEAN = """
$b & $c
$b | $c
~$b
~($b & $c)
~($b | $c)
$b & lit(True)
$b & lit(False)
$b | lit(True)
$b | lit(False)
$b & lit(None)
$b | lit(None)
~lit(None)
$b & $nul
$b | $nul
~$nul
($b & $c) | ~$c
$b & $i64
~$i64
$b.is_null()
$b.is_not_null()
$i64.is_null()
$nul.is_null()
$req.is_null()
$req.is_not_null()
lit(None).is_null()
lit(1).is_not_null()
($b & $c).is_null()
($i64 > lit(1)) & ($i32 < lit(3)) & ($f64 > lit(0))
($i64 > lit(1)) | ($i32 < lit(3)) | ($f64 > lit(0))
($i64 > lit(1)) & ($i32 < lit(3)) | ($f64 > lit(0)) & $b
(($i64 / $z) > lit(0)) & ($z != lit(0))
($z != lit(0)) & (($i64 / $z) > lit(0))
($z == lit(0)) | (($i64 / $z) > lit(0))
"""

BOOLEAN_SQL = """
b IS TRUE
b IS NOT TRUE
b IS FALSE
b IS NOT FALSE
b IS UNKNOWN
b IS NOT UNKNOWN
(b AND c) IS TRUE
(b OR c) IS NOT FALSE
nul IS TRUE
nul IS UNKNOWN
NOT b
NOT (b OR NULL)
b AND NOT c
b = c
b IS DISTINCT FROM c
b IS NOT DISTINCT FROM c
i64 IS DISTINCT FROM NULL
i64 IS NOT DISTINCT FROM i32
f64 IS DISTINCT FROM q
b XOR c
i64 IS TRUE
@numbers f64 IS NOT DISTINCT FROM g64
@strings s IS DISTINCT FROM 'abc'
"""

PREDICATES = """
$i64.between(1, 5)
$i64.between(5, 1)
$i64.between(lit(None), lit(5))
$i64.between(1, 5, negated=True)
$i64.between($i8, $i16)
$f64.between(-1, 1.5)
@numbers $f64.between(0.0, float("inf"))
@numbers $f64.between(lit(float("nan")), lit(float("nan")))
@numbers $u64.between(0, 10)
@strings $s.between("a", "b")
@times $d32.between(dt.date(2000, 1, 1), dt.date(2024, 12, 31))
@times $ts_us.between(lit("2000-01-01"), lit("2024-01-01"))
@decimals $d10_2.between(-1, 10)
f.in_list($i64, [lit(1), lit(2), lit(3)])
f.in_list($i64, [lit(1), lit(2)], negated=True)
f.in_list($i64, [lit(1), lit(None)])
f.in_list($i64, [lit(1), lit(None)], negated=True)
f.in_list($i64, [lit(None)])
f.in_list($i64, [])
f.in_list($i64, [], negated=True)
f.in_list($i64, [$i32, $i8])
f.in_list($i64, [lit(1.5), lit(2.0)])
f.in_list($i8, [lit(1), lit(300)])
f.in_list(lit(1), [lit(1), lit(2)])
f.in_list(lit(None), [lit(1), lit(2)])
f.in_list($i64, [lit(1), lit(2), lit(3), lit(4), lit(5), lit(6), lit(7), lit(8), lit(9), lit(-1), lit(-2)])
@strings f.in_list($s, [lit("a"), lit("abc"), lit("")])
@strings f.in_list($s, [lit("a"), lit(None)], negated=True)
@strings f.in_list($num, [lit(1), lit(2)])
@numbers f.in_list($f64, [lit(float("nan")), lit(0.0)])
@numbers f.in_list($f64, [lit(-0.0)])
@times f.in_list($d32, [lit(dt.date(2024, 2, 29)), lit("1970-01-01")])
@decimals f.in_list($d10_2, [lit(1.5), lit(Decimal("2.50"))])
@dicts f.in_list($ds, [lit("alpha"), lit("beta")])
@nested f.in_list($st["x"], [lit(1), lit(3)])
"""

PREDICATES_SQL = """
s LIKE 'a%'
s LIKE '%b%'
s LIKE '%c'
s LIKE '_bc'
s LIKE '%'
s LIKE ''
s LIKE 'abc'
s LIKE 'a\\%b%'
s LIKE 'a!%b!_c' ESCAPE '!'
s LIKE 'a#%b#_c' ESCAPE '#'
s LIKE '%!%%' ESCAPE '!'
s NOT LIKE 'a%'
s LIKE NULL
s LIKE part
s LIKE part || '%'
s ILIKE 'ABC'
s ILIKE '%STRASSE%'
s ILIKE 'İ%'
s ILIKE 'i%'
s ILIKE '%É%'
s NOT ILIKE '%a%'
ls LIKE '%x%'
ls ILIKE '%X%'
bin LIKE 'a%'
n LIKE '1%'
s LIKE '%.%'
s LIKE '%\\n%'
s LIKE '___'
w LIKE '%fo_ ba%'
s SIMILAR TO 'a%'
s SIMILAR TO 'abc|ABC'
s SIMILAR TO '[a-c]+'
s NOT SIMILAR TO '%(b|d)%'
s ~ '^a'
s ~* '^A'
s !~ 'b'
s !~* 'B'
s ~ ''
s ~ '.*'
s ~ '('
s ~ part
s ~ NULL
w ~ '\\d+'
w ~ '^\\w+\\s\\w+$'
w ~* 'ÜBER'
s ~~ 'a%'
s ~~* 'A%'
s !~~ 'a%'
s !~~* 'A%'
s || w
s || NULL
s || n
n || s
s || ls
s = ANY(['a', 'abc'])
s BETWEEN 'a' AND 'm'
n NOT BETWEEN 0 AND 2
n IN (1, 2, NULL)
n NOT IN (1, 2, NULL)
s IN ('a', 'abc')
@dicts ds LIKE 'a%'
@dicts ds ~ 'a'
"""

BITS_SQL = """
i64 & 6
i64 | 8
i64 ^ 5
i64 << 2
i64 >> 1
i8 & i16
i8 << 1
u8 & u16
u8 | 1
i64 & u64
i64 << 64
i64 << 63
i64 << -1
i64 >> 65
i64 >> -1
f64 & 1
b & c
i64 & NULL
~i64
@numbers i64 & 255
@numbers i64 ^ i64
@numbers i64 << 1
@numbers i64 >> 63
@numbers u64 >> 63
@numbers u64 & u8
@numbers i32 << 31
@numbers i8 << 7
@numbers i8 << 8
@numbers i8 ^ -1
i64 // 2
i64 // -2
f64 // 2.0
i64 // z
-i64
-(-i64)
-f64
- nul
@numbers -i64
@numbers -i8
@numbers -f64
@numbers -u8
@decimals -d10_2
@times -iv
@times -dur_s
"""

CASES = """
f.when($i64 > lit(3), lit("big")).otherwise(lit("small"))
f.when($i64 > lit(3), lit("big")).end()
f.when($b, $i64).when($c, $i32).otherwise($f64)
f.when($b, lit(1)).when($c, lit(2)).end()
f.when(lit(None), lit(1)).otherwise(lit(2))
f.when($b, lit(None)).otherwise(lit(None))
f.when($b, lit(None)).otherwise($i64)
f.when($b, lit(1)).otherwise(lit("x"))
f.when($b, lit(1)).otherwise(lit(1.5))
f.when($z != lit(0), $i64 / $z).otherwise(lit(0))
f.when($z == lit(0), lit(0)).otherwise($i64 / $z)
f.when($i64, lit(1)).end()
f.case($i64).when(lit(1), lit("one")).when(lit(2), lit("two")).otherwise(lit("many"))
f.case($i64).when(lit(1), lit("one")).end()
f.case($i64).when(lit(None), lit("null")).otherwise(lit("x"))
f.case($i64).when($i32, lit(True)).otherwise(lit(False))
f.case($i64).when(lit(1.5), lit("a")).when(lit("2"), lit("b")).end()
f.case($b).when(lit(True), lit("t")).when(lit(False), lit("f")).otherwise(lit("u"))
f.case(lit(1)).when(lit(1), $i64).end()
f.when($b, f.when($c, lit("bc")).otherwise(lit("b"))).otherwise(lit("-"))
f.when($i8 > lit(0), $i8).otherwise($i16)
f.when($i8 > lit(0), $u64).otherwise($i64)
f.when($i8 > lit(0), $f32).otherwise($i64)
@numbers f.case($f64).when(lit(float("nan")), lit("nan")).when(lit(0.0), lit("zero")).end()
@strings f.case($s).when(lit("a"), lit(1)).when(lit(""), lit(0)).otherwise($n)
@decimals f.when($d10_2 > lit(0), $d10_2).otherwise($d20_5)
@times f.when($d32 > lit(dt.date(2000, 1, 1)), $d32).otherwise($ts_us)
@nested f.when($e > lit(1), $li).otherwise($lj)
f.when($b, lit(1)).otherwise(lit(2)) + lit(1)
"""

DECIMAL_TARGETS = "decimal128(10, 2) decimal128(38, 0) decimal128(5, 1)".replace(", ", ",").split()
INT_TARGETS = [f"{p}int{w}()" for p in ("", "u") for w in (8, 16, 32, 64)]
PLAIN_TARGETS = [*INT_TARGETS, "float16()", "float32()", "float64()", "bool_()", "string()", *DECIMAL_TARGETS]
TIME_TARGETS = ["date32()", "date64()", 'timestamp("s")', 'timestamp("ns")', 'timestamp("us",tz="UTC")', 'timestamp("ms",tz="+02:00")', "int64()", "int32()", "string()", 'time64("us")', "float64()"]

TEXT_CASTS = """
@strings $num.{m}(pa.int64())
@strings $num.{m}(pa.int32())
@strings $num.{m}(pa.uint8())
@strings $num.{m}(pa.float64())
@strings $num.{m}(pa.decimal128(20,2))
@strings $num.{m}(pa.bool_())
@strings $mixed.{m}(pa.int64())
@strings $mixed.{m}(pa.float64())
@strings $mixed.{m}(pa.float32())
@strings $mixed.{m}(pa.bool_())
@strings $mixed.{m}(pa.date32())
@strings $mixed.{m}(pa.decimal128(10,2))
@strings $booltext.{m}(pa.bool_())
@strings $datetext.{m}(pa.date32())
@strings $datetext.{m}(pa.date64())
@strings $datetext.{m}(pa.timestamp("ns"))
@strings $datetext.{m}(pa.timestamp("s"))
@strings $tstext.{m}(pa.timestamp("ns"))
@strings $tstext.{m}(pa.timestamp("us"))
@strings $tstext.{m}(pa.timestamp("us", tz="UTC"))
@strings $tstext.{m}(pa.timestamp("ms", tz="America/New_York"))
@strings $tstext.{m}(pa.date32())
@strings $s.{m}(pa.binary())
@strings $s.{m}(pa.large_string())
@strings $s.{m}(pa.string_view())
@strings $bin.{m}(pa.string())
@strings $bin.{m}(pa.large_binary())
@strings $fsb.{m}(pa.binary())
@strings $bin.{m}(pa.binary(4))
@strings $s.{m}(pa.list_(pa.string()))
@strings $s.{m}(pa.dictionary(pa.int32(), pa.string()))
lit("12:34:56").{m}(pa.time64("us"))
lit("12:34:56.789").{m}(pa.time32("s"))
lit("1 day 2 hours").{m}(pa.month_day_nano_interval())
lit("1 year 3 mons -4 days 00:00:05.5").{m}(pa.month_day_nano_interval())
lit("P1D").{m}(pa.month_day_nano_interval())
lit(None).{m}(pa.int64())
lit(1).{m}(float)
lit("7").{m}(int)
lit(1.5).{m}(str)
lit(0).{m}(bool)
$nul.{m}(pa.string())
@nested $li.{m}(pa.list_(pa.string()))
@nested $li.{m}(pa.list_(pa.float32()))
@nested $li.{m}(pa.large_list(pa.int64()))
@nested $li.{m}(pa.string())
@nested $fsl.{m}(pa.list_(pa.int64()))
@nested $li.{m}(pa.list_(pa.int64(), 3))
@nested $lf.{m}(pa.list_(pa.int32()))
@nested $st.{m}(pa.struct([("x", pa.string()), ("y", pa.string()), ("z", pa.struct([("w", pa.float32())]))]))
@nested $st.{m}(pa.struct([("y", pa.string())]))
@nested $m.{m}(pa.map_(pa.string(), pa.float64()))
@nested $st.{m}(pa.string())
@dicts $ds.{m}(pa.string())
@dicts $di.{m}(pa.int32())
@times $t64us.{m}(pa.string())
@times $t32s.{m}(pa.time64("ns"))
@times $t64ns.{m}(pa.time32("s"))
@times $t64us.{m}(pa.int64())
@times $dur_us.{m}(pa.int64())
@times $dur_us.{m}(pa.string())
@times $dur_s.{m}(pa.duration("ns"))
@times $dur_s.{m}(pa.month_day_nano_interval())
@times $iv.{m}(pa.string())
@times $iv.{m}(pa.duration("us"))
@times $sec.{m}(pa.timestamp("s"))
@times $sec.{m}(pa.timestamp("ms", tz="UTC"))
@times $sec.{m}(pa.date32())
@times $yy.{m}(pa.date32())
@times $sec.{m}(pa.duration("s"))
"""

NESTED_ACCESS = """
$st["x"]
$st["y"]
$st["z"]
$st["z"]["w"]
$st["nosuch"]
$li[0]
$li[1]
$li[-1]
$li[-2]
$li[99]
$li[$i]
$li[0:2]
$li[1:3]
$li[0:99]
$li[:2]
$li[0:4:2]
$li[2:1]
$ll[0]
$ll[0][0]
$ll[1][-1]
$lst[0]
$lst[0]["a"]
$lt[0]
$fsl[1]
$lli[0]
f.get_field($st, "x")
f.get_field($st, "z", "w")
f.get_field($m, "a")
f.get_field($st, lit("y"))
$m["a"]
$e["x"]
"""

NESTED_ACCESS_SQL = """
st['x']
st['z']['w']
li[1]
li[2:3]
li[1:5:2]
li[-1]
ll[1][1]
m['a']
m['none']
[e, 1, 2]
[1, NULL]
[]
{'a': e, 'b': es}
MAP {'a': e}
MAP(['x', 'y'], [e, 2])
st['z']['w'] + 1
li || lj
li || e
li @> lj
lt[1] || 'x'
struct(e, es)
named_struct('p', e, 'q', es)['q']
"""

MATH = """
abs: $i8 ;; $f64 ;; @numbers $f32 ;; @decimals $d10_2 ;; @numbers $i64 ;; @numbers $u64 ;; lit(-3) ;; lit(None) ;; @numbers $f64
acos: $unit ;; $f64 ;; $i64 ;; @numbers $f32 ;; lit(0.5)
acosh: $p ;; $unit ;; $u8 ;; @numbers $f64
asin: $unit ;; $f64 ;; $i8 ;; @numbers $f32
asinh: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
atan: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
atan2: $f64, $q ;; $i64, $i32 ;; @numbers $f64, $g64 ;; $f32, $f32 ;; $f64, lit(None)
atanh: $unit ;; $f64 ;; @numbers $f32 ;; lit(0.25)
cbrt: $f64 ;; $i64 ;; @numbers $f64 ;; $f32 ;; lit(27)
ceil: $f64 ;; $q ;; $i64 ;; @numbers $f64 ;; @decimals $d10_2 ;; $f32
cos: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
cosh: $unit ;; $f64 ;; @numbers $f64 ;; $f32
cot: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
degrees: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
exp: $f64 ;; $unit ;; @numbers $f64 ;; $f32 ;; $i8
factorial: $i64 ;; $u8 ;; lit(20) ;; lit(21) ;; lit(0) ;; lit(None)
floor: $f64 ;; $q ;; $i64 ;; @numbers $f64 ;; @decimals $d10_2 ;; $f32
gcd: $i64, $i32 ;; $i64, lit(6) ;; $z, lit(0) ;; lit(-12), lit(18) ;; @numbers $i64, lit(0) ;; lit(None), lit(2)
isnan: $f64 ;; @numbers $f64 ;; @numbers $f32 ;; $i64 ;; lit(None)
is_nan = isnan
iszero: $f64 ;; @numbers $f64 ;; $z ;; @numbers $f32 ;; @decimals $d10_2
lcm: $i64, $i32 ;; $i64, lit(6) ;; $z, lit(0) ;; lit(-4), lit(6) ;; @numbers $i64, lit(2) ;; lit(None), lit(2)
ln: $p ;; $f64 ;; @numbers $f64 ;; $f32 ;; $i64 ;; lit(0)
log: lit(2), $p ;; 10, $p ;; $p, $p ;; lit(2), $i64 ;; @decimals lit(10), $d10_2 ;; lit(2.5), $f32 ;; @numbers lit(2), $f64
log10: $p ;; $f64 ;; @numbers $f64 ;; $f32 ;; lit(1000)
log2: $p ;; $f64 ;; @numbers $f64 ;; $f32 ;; lit(8)
nanvl: $f64, lit(1) ;; @numbers $f64, $g64 ;; @numbers $f32, lit(0.5) ;; @numbers $f64, lit(None) ;; @numbers $f32, $f64
pi: 
power: $f64, lit(2) ;; $i64, lit(3) ;; $i64, $i8 ;; $f64, $q ;; lit(2), lit(64) ;; @decimals $d10_2, lit(2) ;; @numbers $f64, lit(0.5) ;; $f32, 2 ;; $i64, lit(-1)
pow = power
radians: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
round: $f64 ;; $f64, 2 ;; $q ;; $q, 1 ;; $q, -1 ;; $i64 ;; $i64, lit(-1) ;; @numbers $f64 ;; @decimals $d10_2 ;; @decimals $d10_2, 1 ;; @decimals $d10_2, -2 ;; $f32, 1 ;; $f64, $i8 ;; lit(2.5) ;; lit(-2.5) ;; lit(0.5) ;; lit(1.005), 2 ;; lit(None)
signum: $f64 ;; $i64 ;; @numbers $f64 ;; $f32 ;; @decimals $d10_2
sin: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
sinh: $unit ;; $f64 ;; @numbers $f64 ;; $f32
sqrt: $p ;; $f64 ;; $i64 ;; @numbers $f64 ;; $f32 ;; lit(2)
tan: $f64 ;; $i64 ;; @numbers $f64 ;; $f32
tanh: $f64 ;; $unit ;; @numbers $f64 ;; $f32
trunc: $f64 ;; $f64, 2 ;; $q, -1 ;; @numbers $f64 ;; $i64 ;; $f32, 1 ;; @decimals $d10_2 ;; $f64, $i8
greatest: $i64, $i32 ;; $i64, $f64, lit(3) ;; @numbers $f64, $g64 ;; @strings $s, $w ;; @decimals $d10_2, $d20_5 ;; $i64, lit(None) ;; @times $d32, $e32 ;; $i64
least: $i64, $i32 ;; $i64, $f64, lit(3) ;; @numbers $f64, $g64 ;; @strings $s, $w ;; @decimals $d10_2, $i32 ;; $i64, lit(None) ;; @times $ts_us, $us_us
"""

STRINGS = """
ascii: $s ;; $ch ;; lit("") ;; lit("é") ;; $n
bit_length: $s ;; $ls ;; $bin ;; lit("é") ;; $n
btrim: $s ;; $s, "x" ;; $s, lit(" ab") ;; $ls ;; $s, $ch ;; lit("  x  ")
character_length: $s ;; $ls ;; lit("👍🏽") ;; lit("e\\u0301") ;; $n
length = character_length
char_length = character_length
chr: $cp ;; $k ;; lit(128077) ;; lit(0) ;; lit(1114112) ;; lit(-1) ;; lit(None)
concat: $s, $w ;; $s, lit("-"), $n ;; $s, lit(None) ;; lit("a"), lit(1), lit(2.5), lit(True) ;; $s, $ls ;; $s ;; @nested $li, $lj ;; @times $d32, lit("x")
concat_ws: "-", $s, $w ;; ",", $s, lit(None), $w ;; "", $s, $s ;; "|", $s, $ls, $num ;; "-", $s
contains: $s, "a" ;; $s, $part ;; $s, "" ;; $ls, "x" ;; $s, lit(None) ;; $w, "fo"
ends_with: $s, "c" ;; $s, "" ;; $s, $part ;; $ls, "k" ;; $s, lit(None)
find_in_set: $ch, "a,b,c,," ;; $s, "abc,a" ;; lit("b"), lit("a,b,c") ;; $ch, lit("") ;; $ch, lit(None)
initcap: $s ;; $w ;; $ls ;; lit("hello wORLD-foo_bar 1a") ;; lit(None)
instr: $s, "b" ;; $s, $part ;; $s, "" ;; $w, "o" ;; $s, lit(None)
position = instr
strpos = instr
left: $s, 2 ;; $s, $n ;; $s, -1 ;; $s, 0 ;; $ls, 3 ;; lit("👍🏽x"), 1 ;; $s, lit(None)
levenshtein: $s, "abc" ;; $s, $part ;; lit("kitten"), lit("sitting") ;; $s, lit("") ;; $s, lit(None)
lower: $s ;; $ls ;; $w ;; lit("ÀÉÎ İI ΑΣ") ;; lit(None)
lpad: $s, 5 ;; $s, 6, "ab" ;; $s, $n, $ch ;; $s, 2, "" ;; $ls, 4, "é" ;; $s, -1 ;; lit("👍"), lit(3), lit("é")
ltrim: $s ;; $s, "xa" ;; $s, $ch ;; $ls ;; lit("  x ")
md5: $s ;; $bin ;; lit("") ;; $ls ;; lit(None)
octet_length: $s ;; $ls ;; $bin ;; lit("é") ;; lit(None)
overlay: $s, "XX", 2 ;; $s, "é", 2, 1 ;; $s, $ch, $k, $k ;; lit("Txxxxas"), lit("hom"), lit(2), lit(4) ;; $s, lit(None), lit(1)
repeat: $s, 2 ;; $ch, $n ;; $s, 0 ;; $ls, 3 ;; $s, -1 ;; $s, lit(None)
replace: $s, "a", "Z" ;; $s, $part, "-" ;; $s, "", "-" ;; $ls, "x", "" ;; $s, lit(None), "a"
reverse: $s ;; $ls ;; lit("e\\u0301👍🏽") ;; $w ;; lit(None)
right: $s, 2 ;; $s, $n ;; $s, -1 ;; $s, 0 ;; $ls, 3 ;; $s, lit(None)
rpad: $s, 5 ;; $s, 6, "ab" ;; $s, $n, $ch ;; $s, 2, "" ;; $ls, 4, "é" ;; $s, -1
rtrim: $s ;; $s, "cx" ;; $s, $ch ;; $ls ;; lit(" x  ")
sha224: $s ;; $bin ;; lit("") ;; lit(None)
sha256: $s ;; $bin ;; lit("abc") ;; $ls ;; lit(None)
sha384: $s ;; $bin ;; lit("") ;; lit(None)
sha512: $s ;; $bin ;; lit("") ;; lit(None)
digest: $s, "md5" ;; $s, "sha256" ;; $bin, "sha512" ;; $s, "blake2b" ;; $s, "blake2s" ;; $s, "blake3" ;; $s, "sha224" ;; $s, "nope"
split_part: $s, ",", 1 ;; $s, ",", 3 ;; $s, ",", -1 ;; $w, " ", $k ;; $s, "", 1 ;; $s, ",", 0 ;; $ls, "a", 2
starts_with: $s, "a" ;; $s, "" ;; $s, $part ;; $ls, "x" ;; $s, lit(None)
substr: $s, 2 ;; $s, $n ;; $s, 2, 2 ;; $s, 0, 3 ;; $s, -1, 4 ;; $s, $k, $k ;; $s, 2, -1 ;; $ls, 3 ;; lit("👍🏽é"), 2 ;; $s, lit(None)
substring: $s, 2, 2 ;; $s, 1, 0 ;; $s, $k, $k ;; $ls, 2, 3
substr_index: $s, ",", 1 ;; $s, ",", -1 ;; $w, " ", $n ;; $s, "", 1 ;; $w, "o", 2 ;; $ls, "a", 1
substring_index = substr_index
to_hex: $n ;; $k ;; @numbers $i64 ;; @numbers $u64 ;; lit(255) ;; @numbers $i8 ;; lit(None)
translate: $s, "abc", "xy" ;; $s, "é", "e" ;; $w, " ", "_" ;; $ls, "x", "" ;; $s, lit(None), "a"
trim: $s ;; $s, "x" ;; $s, " a" ;; $ls ;; lit(" x ")
upper: $s ;; $ls ;; $w ;; lit("straße ıi ﬁ ŉ") ;; lit(None)
encode: $bin, "hex" ;; $bin, "base64" ;; $s, "base64" ;; $s, "hex" ;; $lbin, "hex" ;; $s, "nope" ;; $bin, "base64pad"
decode: $hex, "hex" ;; lit("aGVsbG8"), "base64" ;; lit("zz"), "hex" ;; $s, "base64" ;; lit("aGVsbG8="), "base64" ;; lit("aGVsbG8="), "base64pad" ;; f.encode($bin, "base64"), "base64"
"""

REGEX = """
regexp_like: $s, "^a" ;; $s, "B", "i" ;; $w, "\\\\d" ;; $s, $part ;; $s, "a.c", "s" ;; $s, "(" ;; $s, lit(None) ;; $ls, "x+" ;; $s, "A # comment", "xi" ;; $s, "a", "g"
regexp_match: $w, "(\\\\w)(\\\\d)" ;; $s, "b.*" ;; $s, "B", "i" ;; $s, "(a)|(z)" ;; $s, "zzz" ;; $s, lit(None) ;; $s, $part ;; $s, "a", "g"
regexp_replace: $s, "b", "X" ;; $w, "[aeiou]", "", "g" ;; $w, "(\\\\w+) (\\\\w+)", "\\\\2 \\\\1" ;; $w, "(\\\\w+) (\\\\w+)", "$2-$1" ;; $s, "A", "z", "gi" ;; $s, "", "-", "g" ;; $s, lit(None), "x" ;; $w, "(?<first>a)", "[${first}]" ;; $s, $part, "<>" ;; $s, "a", "\\\\\\\\" ;; $ls, "x", "y", "g" ;; $s, "^", ">"
regexp_count: $s, "a" ;; $w, "\\\\w+" ;; $w, "o", 3 ;; $s, "A", 1, "i" ;; $s, "" ;; $s, lit(None) ;; $s, $ch ;; $s, "a", 0
regexp_instr: $s, "b" ;; $w, "o", 3 ;; $w, "a", 1, 2 ;; $w, "(a)(b)", 1, 1, "i", 2 ;; $s, "zzz" ;; $s, lit(None) ;; $s, "B", 1, 1, "i"
"""

TIMES = """
to_char: $d32, "%Y/%m/%d" ;; $ts_us, "%Y-%m-%d %H:%M:%S%.f" ;; $tz_us, "%+" ;; $t64us, "%H:%M" ;; $dur_s, "pretty" ;; $ts_ns, "%j %U %a %b" ;; $d32, lit(None) ;; $ts_s, "%s" ;; $d32, "%H" ;; $dur_ms, "iso8601"
date_format = to_char
to_date: lit("2024-02-29") ;; @strings $datetext ;; $ts_us ;; lit(19000) ;; lit("29/02/2024"), "%d/%m/%Y" ;; @strings $mixed ;; $sec ;; lit("02-03-24"), "%Y-%m-%d", "%m-%d-%y" ;; lit(None) ;; $d32
to_time: lit("12:34:56") ;; lit("12:34:56.789") ;; $ts_us ;; lit("12h34"), "%Hh%M" ;; lit("25:00:00") ;; lit(None)
to_local_time: $tz_us ;; $tz_ms ;; $ts_us ;; $tz_s ;; lit("2024-03-10T02:30:00-05:00")
to_timestamp: @strings $tstext ;; $sec ;; lit("2024-02-29T12:34:56.123456789Z") ;; lit("29/02/2024 01:02:03"), "%d/%m/%Y %H:%M:%S" ;; $d32 ;; $ts_ms ;; $tz_us ;; lit(1.5) ;; @strings $mixed ;; lit(None) ;; lit("2024-02-30") ;; @decimals $d10_2
to_timestamp_millis: @strings $tstext ;; $sec ;; $ts_ns ;; lit("2024-02-29 12:34"), "%Y-%m-%d %H:%M" ;; lit(None) ;; $d32
to_timestamp_micros: @strings $tstext ;; $sec ;; $ts_ns ;; lit("2024-02-29"), "%Y-%m-%d" ;; $d32
to_timestamp_nanos: @strings $tstext ;; $ts_s ;; $sec ;; lit("2024-02-29T00:00:00+01:00") ;; $e32
to_timestamp_seconds: @strings $tstext ;; $sec ;; $ts_ns ;; lit("1969-12-31T23:59:59.9") ;; $d32
to_unixtime: @strings $tstext ;; $d32 ;; $ts_us ;; $tz_us ;; lit("29/02/2024"), "%d/%m/%Y" ;; lit(1) ;; lit(None)
date_part: "year", $d32 ;; "month", $d32 ;; "day", $ts_us ;; "hour", $ts_ns ;; "minute", $t64us ;; "second", $ts_ms ;; "millisecond", $ts_us ;; "microsecond", $ts_ns ;; "nanosecond", $ts_ns ;; "quarter", $d32 ;; "week", $d32 ;; "dow", $d32 ;; "isodow", $d32 ;; "doy", $d32 ;; "epoch", $ts_us ;; "epoch", $d32 ;; "hour", $tz_us ;; "day", $iv ;; "month", $iv ;; "epoch", $iv ;; "isoyear", $d32 ;; "nope", $d32 ;; "year", lit(None) ;; "second", $dur_ms ;; "hour", $t32s ;; "YEAR", $d64 ;; "decade", $d32 ;; "century", $d32 ;; "year", lit("2024-02-29")
datepart = date_part
extract = date_part
date_trunc: "year", $ts_us ;; "quarter", $ts_s ;; "month", $d32 ;; "month", $e32 ;; "year", $far_us ;; "week", $ts_us ;; "day", $ts_ns ;; "hour", $ts_ms ;; "minute", $ts_us ;; "second", $ts_ns ;; "millisecond", $ts_us ;; "microsecond", $ts_ns ;; "day", $tz_us ;; "hour", $tz_ms ;; "month", $tz_us ;; "nope", $ts_us ;; "day", lit(None) ;; "year", $d64 ;; "hour", $t64us ;; "DAY", $ts_us
datetrunc = date_trunc
date_bin: "15 minutes", $ts_us, "1970-01-01" ;; "1 day", $ts_ns, "2000-01-01T00:00:00" ;; "1 month", $ts_us, "1970-01-01" ;; "1 year 2 months", $ts_s, "2001-02-03" ;; lit(dt.timedelta(hours=6)), $ts_ms, lit("1970-01-01T01:00:00") ;; "7 days", $d32, "1970-01-05" ;; "7 days", $e32, "1970-01-05" ;; "1 hour", $tz_us, "1970-01-01" ;; "0 seconds", $ts_us, "1970-01-01" ;; "10 minutes", $t64us, lit("00:05:00").cast(pa.time64("us"))
make_date: $yy, $mm, $dd ;; 2024, 2, 29 ;; 2023, 2, 29 ;; lit("2024"), lit("1"), lit("5") ;; $yy, 1, lit(None) ;; 1, 1, 1 ;; 9999, 12, 31
make_time: $h, $mi, 0 ;; 23, 59, 59 ;; 24, 0, 0 ;; $h, 5, lit(None) ;; lit("1"), lit("2"), lit("3")
from_unixtime: $sec ;; lit(0) ;; lit(-1) ;; lit(None) ;; $n
now: 
current_timestamp: 
current_date: 
current_time: 
today: 
"""

LISTS = """
make_array: $e, lit(1), lit(None) ;; $es, lit("x") ;; $e, lit(1.5) ;; lit(1), lit("a") ;; $li, $lj ;;  ;; lit(None) ;; $e
make_list = make_array
array = make_array
array_append: $li, $e ;; $li, lit(1.5) ;; $lt, $es ;; $lt, lit(None) ;; $lli, $e ;; $fsl, lit(9) ;; lit(None), $e ;; $ll, $li
list_append = array_append
array_push_back = array_append
list_push_back = array_append
array_prepend: $e, $li ;; lit(None), $lt ;; $es, $lt ;; $e, $lli ;; $li, $ll
list_prepend = array_prepend
array_push_front = array_prepend
list_push_front = array_prepend
array_concat: $li, $lj ;; $li, $lj, $li ;; $lt, f.make_array(lit("z")) ;; $li, lit(None) ;; $ll, $ll ;; $li, $lf ;; $li
array_cat = array_concat
list_concat = array_concat
list_cat = array_concat
array_dims: $li ;; $ll ;; $fsl ;; $lli ;; f.make_array(f.make_array(lit(1), lit(2)))
list_dims = array_dims
array_ndims: $li ;; $ll ;; $fsl ;; lit(None) ;; $lli
list_ndims = array_ndims
array_distinct: $li ;; $lt ;; $lf ;; $ll ;; $lli ;; $lb
list_distinct = array_distinct
array_element: $li, 1 ;; $li, $i ;; $li, -1 ;; $li, 0 ;; $lt, 2 ;; $ll, 1 ;; $fsl, 3 ;; $lli, 1 ;; $lst, 1 ;; lit(None), 1
array_extract = array_element
list_element = array_element
list_extract = array_element
array_empty: $li ;; $lt ;; $ll ;; $lli ;; lit(None) ;; $fsl
empty = array_empty
list_empty = array_empty
array_length: $li ;; $ll ;; $lt ;; $fsl ;; $lli ;; lit(None)
list_length = array_length
cardinality: $li ;; $ll ;; $m ;; $fsl ;; $lli ;; f.make_array()
array_has: $li, $e ;; $li, lit(1) ;; $lt, $es ;; $li, lit(None) ;; $ll, f.make_array(lit(1), lit(2)) ;; $lli, $e ;; $li, lit(1.0) ;; $lt, lit("a")
array_contains = array_has
list_has = array_has
list_contains = array_has
array_has_all: $li, $lj ;; $li, f.make_array(lit(1)) ;; $lt, f.make_array(lit("a"), lit("")) ;; $li, f.make_array() ;; $li, lit(None)
list_has_all = array_has_all
array_has_any: $li, $lj ;; $li, f.make_array(lit(1), lit(9)) ;; $lt, f.make_array(lit("a"), lit("")) ;; $li, f.make_array() ;; $lf, f.make_array(lit(1.0))
list_has_any = array_has_any
arrays_overlap = array_has_any
list_overlap = array_has_any
array_position: $li, $e ;; $li, lit(1) ;; $li, lit(1), 2 ;; $lt, $es ;; $li, lit(None) ;; $lli, lit(1) ;; $ll, f.make_array(lit(1), lit(2))
array_indexof = array_position
list_position = array_position
list_indexof = array_position
array_positions: $li, $e ;; $li, lit(1) ;; $lt, $es ;; $li, lit(None) ;; $ll, f.make_array(lit(1), lit(2))
list_positions = array_positions
array_pop_back: $li ;; $lt ;; $ll ;; $lli ;; $fsl
list_pop_back = array_pop_back
array_pop_front: $li ;; $lt ;; $ll ;; $lli ;; $fsl
list_pop_front = array_pop_front
array_remove: $li, $e ;; $li, lit(1) ;; $lt, $es ;; $li, lit(None) ;; $ll, f.make_array(lit(1), lit(2))
list_remove = array_remove
array_remove_n: $li, lit(1), 1 ;; $li, $e, $cnt ;; $lt, lit("a"), 2 ;; $li, lit(1), 0
list_remove_n = array_remove_n
array_remove_all: $li, $e ;; $li, lit(1) ;; $lt, lit("") ;; $li, lit(None)
list_remove_all = array_remove_all
array_repeat: $e, 3 ;; $e, $cnt ;; $li, 2 ;; lit("x"), $cnt ;; $e, lit(-1) ;; lit(None), 2
list_repeat = array_repeat
array_replace: $li, lit(1), lit(100) ;; $li, $e, lit(None) ;; $li, lit(None), lit(0) ;; $lt, lit("a"), $es
list_replace = array_replace
array_replace_n: $li, lit(1), lit(100), 1 ;; $li, $e, lit(7), 2 ;; $lt, lit("a"), lit("z"), $cnt ;; $li, lit(1), lit(2), 0
list_replace_n = array_replace_n
array_replace_all: $li, lit(1), lit(100) ;; $li, $e, lit(7) ;; $lt, lit("a"), lit("z") ;; $li, lit(None), lit(0)
list_replace_all = array_replace_all
array_sort: $li ;; $li, True ;; $li, False, True ;; $li, True, True ;; $lt ;; $lf ;; $ll
list_sort = array_sort
array_slice: $li, 1, 2 ;; $li, 2, -1 ;; $li, -2, -1 ;; $li, 1, 5, 2 ;; $li, $cnt, $i ;; $lt, 0, 2 ;; $lli, 1, 2 ;; $li, 3, 1 ;; $li, -1, 1, -1 ;; $li, 1, 5, 0
list_slice = array_slice
array_intersect: $li, $lj ;; $lt, f.make_array(lit("a")) ;; $li, lit(None) ;; $li, f.make_array() ;; $lf, $lf
list_intersect = array_intersect
array_union: $li, $lj ;; $lt, f.make_array(lit("a")) ;; $li, lit(None) ;; $li, f.make_array() ;; $lf, $lf
list_union = array_union
array_except: $li, $lj ;; $lt, f.make_array(lit("a")) ;; $li, lit(None) ;; $li, f.make_array() ;; $ll, $ll
list_except = array_except
array_resize: $li, 3, lit(0) ;; $li, $cnt, $e ;; $lt, 2, lit("x") ;; $li, 0, lit(0) ;; $li, 2, lit(None)
list_resize = array_resize
array_any_value: $li ;; $lt ;; $ll ;; $lf
list_any_value = array_any_value
array_distance: $va, $vb ;; $va, f.make_array(lit(1.0), lit(2.0), lit(3.0)) ;; $li, $lj ;; f.make_array(lit(1), lit(2)), f.make_array(lit(4), lit(6)) ;; $va, lit(None)
list_distance = array_distance
array_max: $li ;; $lt ;; $lf ;; $lli ;; $lb
list_max = array_max
array_min: $li ;; $lt ;; $lf ;; $lli ;; $lb
list_min = array_min
array_reverse: $li ;; $lt ;; $ll ;; $lli ;; $fsl
list_reverse = array_reverse
arrays_zip: $li, $lj ;; $li, $lt ;; $li ;; $li, $lt, $lf ;; lit(None), $li
list_zip = arrays_zip
array_to_string: $li, "," ;; $lt, "-", "NULL" ;; $lf, ";" ;; $ll, "," ;; $lt, "" ;; $li, lit(None) ;; $lb, "|"
array_join = array_to_string
list_to_string = array_to_string
list_join = array_to_string
string_to_array: @strings $s, "," ;; @strings $w, " " ;; @strings $s, "" ;; @strings $s, lit(None) ;; @strings $w, " ", "foo" ;; @strings $ls, "a"
string_to_list = string_to_array
range: lit(0), lit(5) ;; lit(5), lit(0) ;; lit(0), lit(10), lit(3) ;; lit(5), lit(0), lit(-2) ;; $e, $cnt ;; lit(5) ;; lit(dt.date(2024, 1, 30)), lit(dt.date(2024, 3, 2)), lit(pa.scalar(pa.MonthDayNano([0, 10, 0]))) ;; lit(0), lit(5), lit(0)
generate_series: lit(0), lit(5) ;; lit(5), lit(0) ;; lit(0), lit(10), lit(5) ;; lit(5), lit(0), lit(-2) ;; $e, $cnt ;; lit(3) ;; lit(dt.date(2024, 1, 31)), lit(dt.date(2024, 5, 31)), lit(pa.scalar(pa.MonthDayNano([1, 0, 0])))
gen_series = generate_series
flatten: $ll ;; $li ;; f.make_array(f.make_array($li)) ;; lit(None)
array_add: $va, $vb ;; $li, $lj ;; $va, f.make_array(lit(1), lit(2), lit(3)) ;; $va, lit(None)
list_add = array_add
array_subtract: $va, $vb ;; $li, $lj ;; $va, f.make_array(lit(1), lit(2), lit(3)) ;; $va, lit(None)
list_subtract = array_subtract
array_scale: $va, 2.0 ;; $va, $e ;; $li, 0.5 ;; $va, lit(None)
list_scale = array_scale
array_avg: $va ;; $li ;; $lf ;; lit(None)
list_avg = array_avg
array_sum: $va ;; $li ;; $lf ;; $lli
list_sum = array_sum
array_product: $va ;; $li ;; $lf ;; $lli
list_product = array_product
array_compact: $li ;; $lt ;; $ll ;; $lli
list_compact = array_compact
array_normalize: $va ;; $li ;; f.make_array(lit(3.0), lit(4.0)) ;; f.make_array(lit(0.0), lit(0.0))
list_normalize = array_normalize
cosine_distance: $va, $vb ;; $va, f.make_array(lit(1.0), lit(0.0), lit(0.0)) ;; f.make_array(lit(1), lit(0)), f.make_array(lit(0), lit(1)) ;; $va, lit(None)
inner_product: $va, $vb ;; $va, f.make_array(lit(1.0), lit(0.0), lit(0.0)) ;; f.make_array(lit(1), lit(2)), f.make_array(lit(3), lit(4)) ;; $va, lit(None)
dot_product = inner_product
array_transform: $li, lambda x: x + lit(1) ;; $lt, lambda x: f.upper(x) ;; $li, f.lambda_(["v"], f.lambda_var("v") * lit(2)) ;; $ll, lambda x: f.array_length(x) ;; $li, lambda x: x + $e ;; $li, lambda x: x > lit(1)
list_transform = array_transform
array_filter: $li, lambda x: x > lit(1) ;; $lt, lambda x: x != lit("") ;; $li, lambda x: x.is_not_null() ;; $li, lambda x: x > $e
list_filter = array_filter
array_any_match: $li, lambda x: x > lit(2) ;; $lt, lambda x: x == lit("a") ;; $li, lambda x: x.is_null() ;; $li, lambda x: x == $e
any_match = array_any_match
list_any_match = array_any_match
array_first: $li, lambda x: x > lit(1) ;; $lt, lambda x: x != lit("") ;; $li, lambda x: x.is_null() ;; $li, lambda x: x > $e
list_first = array_first
"""

STRUCTS = """
struct: $e, $es ;; $e ;; lit(1), lit("a"), lit(None) ;; $li, $st
row = struct
named_struct: [("a", $e), ("b", $es)] ;; [("x", lit(1))] ;; [("é", $li), ("n", lit(None))] ;; [("a", $e), ("a", $es)]
make_map: {"a": 1, "b": 2} ;; "k", $e ;; ["x", "y"], [1, 2] ;; {} ;; {"a": None} ;; $es, $e ;; ["a", "a"], [1, 2]
map_keys: $m ;; $mi ;; f.make_map("k", $e) ;; lit(None)
map_values: $m ;; $mi ;; f.make_map("k", $e) ;; lit(None)
map_entries: $m ;; $mi ;; f.make_map("k", $e) ;; lit(None)
map_extract: $m, lit("a") ;; $m, $key ;; $mi, lit(1) ;; $m, lit("zzz") ;; $m, lit(None)
element_at = map_extract
get_field: $st, "x" ;; $st, "z", "w" ;; $m, "b" ;; $st, "nope" ;; $lst, "a"
union_extract: $st, "x" ;; $e, "x" ;; $li, "a" ;; lit(None), "a"
union_tag: $st ;; $e ;; $li ;; lit(None)
"""

MISC = """
coalesce: $i64, $i32 ;; $i64, lit(0) ;; $nul, $i64, lit(5) ;; $i64, $f64 ;; lit(None), lit(None) ;; @strings $s, lit("?") ;; $i64 ;; $i64, lit("x") ;; @times $d32, $e32
nullif: $i64, lit(1) ;; $i64, $i32 ;; @strings $s, lit("") ;; $f64, lit(0) ;; $i64, lit(None) ;; lit(None), $i64 ;; @numbers $f64, lit(float("nan"))
nvl: $i64, lit(0) ;; $i64, $f64 ;; @strings $s, lit("?") ;; lit(None), $i64 ;; $nul, lit("x")
ifnull = nvl
nvl2: $i64, lit(1), lit(0) ;; $i64, $f64, $i32 ;; @strings $s, $w, lit("-") ;; lit(None), lit(1), lit(2) ;; $b, $i64, lit("n")
arrow_typeof: $i64 ;; @strings $s ;; @times $tz_us ;; @decimals $d10_2 ;; @nested $st ;; @nested $li ;; lit(1) ;; lit("x") ;; lit(None) ;; @nested $m ;; @times $iv ;; @dicts $ds ;; @times $dur_ms ;; @nested $fsl ;; $i64 + $i32 ;; $u64 + $i64 ;; $i64 / lit(2) ;; @decimals $d10_2 * $d20_5
arrow_cast: $i64, "Int8" ;; $i64, "Float32" ;; $i64, "Utf8" ;; $i64, "Decimal128(10, 2)" ;; $i64, "Timestamp(ms, \\"UTC\\")" ;; $i64, "Timestamp(Second, None)" ;; @strings $s, "LargeUtf8" ;; @strings $s, "Dictionary(Int32, Utf8)" ;; $i64, "Nope" ;; $i64, pa.int16() ;; @nested $li, "LargeList(Int64)" ;; $i64, "Duration(s)" ;; $i64, "Date32"
arrow_try_cast: @strings $mixed, "Int64" ;; @strings $mixed, "Float64" ;; @numbers $i64, "Int8" ;; @strings $num, pa.uint8() ;; $i64, "Utf8View"
arrow_field: $i64 ;; @strings $s ;; @nested $st ;; lit(1)
arrow_metadata: $i64 ;; f.with_metadata($i64, {"k": "v"}) ;; f.with_metadata($i64, {"k": "v"}), "k" ;; f.with_metadata($i64, {"k": "v"}), "none"
with_metadata: $i64, {"k": "v"} ;; $f64, {"unit": "m"} ;; lit(1), {"a": "b"} ;; @strings $s, {"é": "ß"}
cast_to_type: $i64, $f32 ;; $i64, lit("x") ;; @strings $num, lit(1) ;; @strings $mixed, lit(1)
try_cast_to_type: @strings $mixed, lit(1) ;; @strings $mixed, lit(1.5) ;; $i64, $i8 ;; @numbers $i64, $i8
version: 
random: 
rand: 
uuid: 
input_file_name: 
file_row_index: 
in_list: $i64, [lit(1), lit(2)] ;; $f64, [lit(1)] ;; @strings $s, [lit("a")] ;; lit(1), [$i64]
"""

AGGREGATES = """
f.sum($i8)
f.sum($i64)
f.sum($u8)
f.sum($u64)
f.sum($q)
f.sum($f32)
f.sum($fm)
f.sum($fx)
f.sum($dec)
f.sum($big)
f.sum($allnull)
f.sum($b)
f.sum($s)
f.sum($i64, distinct=True)
f.sum($q, distinct=True)
f.sum($i64, filter=$i64 > lit(5))
f.sum($i64, filter=lit(False))
f.sum($i64 + $i8)
f.sum(lit(1))
f.sum(lit(None))
f.sum($i64) + lit(1)
f.sum($i64).alias("total")
f.sum($d)
f.avg($i8)
f.avg($i64)
f.avg($u8)
f.avg($q)
f.avg($f32)
f.avg($fm)
f.avg($fx)
f.avg($dec)
f.avg($allnull)
f.avg($i64, distinct=True)
f.avg($i64, filter=$b)
f.avg($ts)
f.mean($q)
f.mean($i64, filter=$b)
f.count($i64)
f.count()
f.count_star()
f.count_star(filter=$b)
f.count($i64, distinct=True)
f.count($s, distinct=True)
f.count($fx, distinct=True)
f.count($li, distinct=True)
sql("count(k, kt)")
sql("count(DISTINCT k, kt)")
f.count($i64, filter=$b)
f.count(lit(None))
f.count($allnull)
f.min($i64)
f.min($q)
f.min($fx)
f.min($s)
f.min($dec)
f.min($d)
f.min($ts)
f.min($b)
f.min($allnull)
f.min($li)
f.min($i64, filter=$b)
f.max($i64)
f.max($u8)
f.max($q)
f.max($fx)
f.max($s)
f.max($dec)
f.max($d)
f.max($ts)
f.max($b)
f.max($li)
f.max($i64, filter=lit(False))
f.median($i64)
f.median($q)
f.median($dec)
f.median($i8, distinct=True)
f.median($i64, filter=$b)
f.median($s)
f.median($fx)
f.stddev($q)
f.stddev($i64)
f.stddev($dec)
f.stddev($q, filter=$b)
f.stddev_samp($fm)
f.stddev_samp($allnull)
f.stddev_pop($q)
f.stddev_pop($i8)
f.var($q)
f.var($i64, filter=$b)
f.var_samp($fm)
f.var_sample($q)
f.var_pop($q)
f.var_pop($f32)
f.var_population($i64)
f.var_pop($fx)
f.corr($y, $x)
f.corr($i64, $i8)
f.corr($y, $x, filter=$b)
f.corr($y, $allnull)
f.covar_pop($y, $x)
f.covar_samp($y, $x)
f.covar($y, $x)
f.covar($i64, $q, filter=$b)
f.regr_avgx($y, $x)
f.regr_avgy($y, $x)
f.regr_count($y, $x)
f.regr_intercept($y, $x)
f.regr_r2($y, $x)
f.regr_slope($y, $x)
f.regr_sxx($y, $x)
f.regr_sxy($y, $x)
f.regr_syy($y, $x)
f.regr_slope($y, $x, filter=$b)
f.regr_count($i64, $allnull)
f.regr_r2($y, lit(1.0))
f.bit_and($i64)
f.bit_and($u8)
f.bit_and($i64, filter=$b)
f.bit_or($i64)
f.bit_or($i8)
f.bit_or($u64, filter=$b)
f.bit_xor($i64)
f.bit_xor($i64, distinct=True)
f.bit_xor($u8, filter=$b)
f.bit_and($q)
f.bool_and($b)
f.bool_and($i64 > lit(-100))
f.bool_and($b, filter=$i64 > lit(0))
f.bool_or($b)
f.bool_or($i64 > lit(100))
f.bool_or($b, filter=lit(False))
f.bool_and($i64)
f.array_agg($i64)
f.array_agg($i64, distinct=True, order_by=$i64)
f.array_agg($s, order_by=[$s, $id])
f.array_agg($i64, order_by=$id)
f.array_agg($i64, order_by=[$o.sort(ascending=False), $id])
f.array_agg($i64, filter=$b, order_by=$id)
f.array_agg($li, order_by=$id)
f.array_agg($i64, order_by=$i64.sort(ascending=False, nulls_first=True))
f.array_agg($allnull)
f.array_agg($i64).null_treatment(NullTreatment.IGNORE_NULLS)
f.string_agg($s, ",", order_by=$id)
f.string_agg($s, "-", distinct=True, order_by=$s)
f.string_agg($s, "", filter=$b, order_by=[$s.sort(ascending=False), $id])
f.string_agg($kt, "|")
f.string_agg($allnull, ",")
f.first_value($i64, order_by=$id)
f.first_value($i64, order_by=$id.sort(ascending=False))
f.first_value($i64)
f.first_value($i64, order_by=$id, null_treatment=NullTreatment.IGNORE_NULLS)
f.first_value($s, order_by=[$o, $id], filter=$b)
f.last_value($i64, order_by=$id)
f.last_value($i64)
f.last_value($s, order_by=[$o, $id])
f.last_value($i64, order_by=$id, null_treatment=NullTreatment.IGNORE_NULLS)
f.nth_value($i64, 2, order_by=$id)
f.nth_value($i64, -2, order_by=$id)
f.nth_value($i64, 1)
f.nth_value($i64, 999, order_by=$id)
f.nth_value($s, 3, order_by=[$o, $id], filter=$b)
f.nth_value($i64, 0, order_by=$id)
f.any_value($i64)
f.any_value($s)
f.any_value($allnull)
f.any_value($i64, filter=$b)
f.approx_distinct($i64)
f.approx_distinct($s)
f.approx_distinct($d)
f.approx_distinct($i64, filter=$b)
f.approx_median($i64)
f.approx_median($q)
f.approx_median($q, filter=$b)
f.approx_percentile_cont($q, 0.5)
f.approx_percentile_cont($i64, 0.9)
f.approx_percentile_cont($q, 0.1, 50)
f.approx_percentile_cont($q.sort(ascending=False), 0.25)
f.approx_percentile_cont($q, 0.5, filter=$b)
f.approx_percentile_cont($q, 1.5)
f.approx_percentile_cont_with_weight($q, $wt, 0.5)
f.approx_percentile_cont_with_weight($i64, $wt, 0.75)
f.approx_percentile_cont_with_weight($q, $wt, 0.9, 20)
f.approx_percentile_cont_with_weight($q, $wt, 0.5, filter=$b)
f.percentile_cont($q, 0.5)
f.percentile_cont($q, 0.0)
f.percentile_cont($q, 1.0)
f.percentile_cont($i64, 0.25)
f.percentile_cont($q.sort(ascending=False), 0.25)
f.percentile_cont($i64, 0.3, distinct=True)
f.percentile_cont($q, 0.5, filter=$b)
f.quantile_cont($q, 0.75)
f.grouping($k)
f.sum($i64).distinct().build()
f.sum($i64).filter($b).build()
f.array_agg($i64).order_by($id).build()
f.first_value($i64).order_by($id.sort(ascending=False)).null_treatment(NullTreatment.IGNORE_NULLS).build()
f.count($i64).distinct().filter($b).build()
"""

AGGREGATES_EMPTY = """
f.sum($i64)
f.avg($q)
f.count($i64)
f.count_star()
f.min($s)
f.max($dec)
f.median($q)
f.stddev($q)
f.var_pop($q)
f.array_agg($i64)
f.string_agg($s, ",")
f.bool_and($b)
f.bit_xor($i64)
f.first_value($i64)
f.approx_distinct($i64)
f.approx_median($q)
f.percentile_cont($q, 0.5)
f.corr($y, $x)
f.regr_count($y, $x)
f.regr_slope($y, $x)
f.any_value($i64)
f.nth_value($i64, 1)
f.sum(lit(1))
"""

FRAMES = [
    'WindowFrame("rows", None, 0)', 'WindowFrame("rows", 1, 1)', 'WindowFrame("rows", None, None)', 'WindowFrame("rows", 2, 0)', 'WindowFrame("rows", 0, None)',
    'WindowFrame("range", None, 0)', 'WindowFrame("range", pa.scalar(1, pa.int32()), pa.scalar(1, pa.int32()))', 'WindowFrame("range", None, None)',
    'WindowFrame("groups", 1, 1)', 'WindowFrame("groups", 0, 0)', 'WindowFrame("groups", 2, 0)',
]
FRAMED = ["f.sum($i64)", "f.count($i64)", "f.min($q)", "f.max($s)", "f.avg($q)", "f.first_value($i64)", "f.last_value($i64)", "f.nth_value($i64, 2)", "f.array_agg($i64)"]

WINDOWS = """
f.row_number(order_by=$id)
f.row_number(partition_by=$k, order_by=[$o, $id])
f.row_number(partition_by=[$k, $kt], order_by=$id.sort(ascending=False))
f.row_number()
f.rank(order_by=$o)
f.rank(partition_by=$k, order_by=$o)
f.rank(partition_by=$kt, order_by=$on.sort(ascending=False, nulls_first=True))
f.rank()
f.dense_rank(order_by=$o)
f.dense_rank(partition_by=$k, order_by=$o)
f.dense_rank(partition_by=[$kt], order_by=[$on.sort(nulls_first=True)])
f.dense_rank(partition_by=$k, order_by=$o.sort(ascending=False))
f.percent_rank(order_by=$o)
f.percent_rank(partition_by=$k, order_by=$o)
f.percent_rank(partition_by=$kt, order_by=$on)
f.percent_rank(partition_by=$id, order_by=$o)
f.cume_dist(order_by=$o)
f.cume_dist(partition_by=$k, order_by=$o)
f.cume_dist(partition_by=$kt, order_by=$on.sort(ascending=False))
f.cume_dist(partition_by=$id)
f.ntile(4, order_by=$id)
f.ntile(3, partition_by=$k, order_by=[$o, $id])
f.ntile(100, order_by=$id)
f.ntile(1, order_by=$id)
f.ntile(0, order_by=$id)
f.lag($i64, order_by=$id)
f.lag($i64, 2, order_by=$id)
f.lag($i64, 1, 0, order_by=$id)
f.lag($i64, 3, -1, partition_by=$k, order_by=[$o, $id])
f.lag($s, order_by=$id)
f.lag($i64, 1, null_treatment=NullTreatment.IGNORE_NULLS, order_by=$id)
f.lag($q, 0, order_by=$id)
f.lag($i64, -1, order_by=$id)
f.lead($i64, order_by=$id)
f.lead($i64, 2, order_by=$id)
f.lead($i64, 1, 0, order_by=$id)
f.lead($i64, 3, -1, partition_by=$k, order_by=[$o, $id])
f.lead($s, 1, "none", order_by=$id)
f.lead($d, order_by=$id)
f.lead($i64, 2, null_treatment=NullTreatment.IGNORE_NULLS, order_by=$id)
f.first_value($i64).over(Window(partition_by=[$k], order_by=$id))
f.first_value($i64, null_treatment=NullTreatment.IGNORE_NULLS).over(Window(partition_by=[$k], order_by=$id))
f.first_value($i64).over(Window(partition_by=[$k], order_by=$id, null_treatment=NullTreatment.IGNORE_NULLS))
f.last_value($i64).over(Window(partition_by=[$k], order_by=$id))
f.last_value($i64).over(Window(partition_by=[$k], order_by=$id, window_frame=WindowFrame("rows", None, None)))
f.last_value($i64, null_treatment=NullTreatment.IGNORE_NULLS).over(Window(order_by=$id))
f.nth_value($i64, 2).over(Window(partition_by=[$k], order_by=$id))
f.nth_value($i64, 3).over(Window(order_by=$id, window_frame=WindowFrame("rows", None, None)))
f.nth_value($i64, 2, null_treatment=NullTreatment.IGNORE_NULLS).over(Window(order_by=$id))
f.sum($i64).over(Window())
f.sum($i64).over(Window(partition_by=[$k]))
f.sum($i64).over(Window(order_by=$o))
f.sum($i64).over(Window(order_by=[$o, $id]))
f.sum($i64).over(Window(partition_by=[$k, $kt], order_by=$id.sort(ascending=False)))
f.sum($q).over(Window(partition_by=$k, order_by=$o))
f.sum($dec).over(Window(partition_by=$k, order_by=$id))
f.sum($i64, filter=$b).over(Window(order_by=$id))
f.sum($i64, distinct=True).over(Window(partition_by=$k))
f.sum($i64, distinct=True).over(Window(order_by=$id))
f.avg($i64).over(Window(partition_by=$k))
f.avg($dec).over(Window(order_by=$id))
f.count($i64).over(Window(partition_by=$k))
f.count_star().over(Window(order_by=$o))
f.min($i64).over(Window(partition_by=$k, order_by=$id))
f.max($fx).over(Window(order_by=$id))
f.median($i64).over(Window(partition_by=$k))
f.stddev($q).over(Window(partition_by=$k))
f.var_pop($q).over(Window(order_by=$id))
f.bool_and($b).over(Window(partition_by=$k))
f.bool_or($b).over(Window(order_by=$id))
f.bit_xor($i64).over(Window(order_by=$id))
f.corr($y, $x).over(Window(partition_by=$k))
f.string_agg($kt, ",").over(Window(order_by=$id))
f.array_agg($i64).over(Window(partition_by=$k, order_by=$id))
f.approx_distinct($i64).over(Window(partition_by=$k))
f.sum($i64).over(Window(partition_by=$k)) + lit(1)
$i64 - f.avg($i64).over(Window(partition_by=$k))
f.sum($i64).over(Window(partition_by=$k)).alias("t")
f.row_number().partition_by($k).order_by($id).build()
f.sum($i64).over(Window(order_by=$q.sort(nulls_first=True)))
f.sum($i64).over(Window(order_by=$on.sort(ascending=False, nulls_first=False), window_frame=WindowFrame("range", 2, 2)))
f.sum($i64).over(Window(order_by=$on, window_frame=WindowFrame("range", 2, 2)))
f.sum($i64).over(Window(order_by=$q, window_frame=WindowFrame("range", pa.scalar(10.5), pa.scalar(0.0))))
f.sum($i64).over(Window(order_by=$d, window_frame=WindowFrame("range", pa.scalar(pa.MonthDayNano([12, 0, 0])), pa.scalar(pa.MonthDayNano([0, 0, 0])))))
f.sum($i64).over(Window(order_by=$s, window_frame=WindowFrame("range", None, 0)))
f.sum($i64).over(Window(order_by=[$o, $id], window_frame=WindowFrame("range", 1, 1)))
f.sum($i64).over(Window(window_frame=WindowFrame("rows", 1, 1)))
f.count($i64).over(Window(window_frame=WindowFrame("groups", 1, 1)))
"""

WINDOWS_SQL = """
sum(i64) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING)
sum(i64) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING)
count(*) OVER (ORDER BY o RANGE BETWEEN 2 PRECEDING AND 1 FOLLOWING)
count(*) OVER (ORDER BY o GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW)
count(*) OVER (ORDER BY o GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)
sum(i64) OVER (ORDER BY o DESC RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)
avg(q) FILTER (WHERE b) OVER (PARTITION BY kt)
lag(i64, 1) IGNORE NULLS OVER (ORDER BY id)
first_value(i64) IGNORE NULLS OVER (PARTITION BY k ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
count(DISTINCT i64) OVER (PARTITION BY k)
sum(i64) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '1' YEAR PRECEDING AND CURRENT ROW)
rank() OVER (ORDER BY kt, o DESC NULLS LAST)
nth_value(q, 2) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING)
row_number() OVER ()
first_value(i64) OVER (PARTITION BY k ORDER BY id)
first_value(i64) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
first_value(s) OVER (ORDER BY o, id ROWS BETWEEN 2 FOLLOWING AND 4 FOLLOWING)
first_value(i64) OVER (ORDER BY id RANGE BETWEEN 3 PRECEDING AND CURRENT ROW)
last_value(i64) OVER (PARTITION BY k ORDER BY id)
last_value(i64) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING)
last_value(q) IGNORE NULLS OVER (PARTITION BY k ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
last_value(i64) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
nth_value(i64, 2) OVER (PARTITION BY k ORDER BY id)
nth_value(i64, 3) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
nth_value(i64, -1) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
lead(q, 2, -1.5) OVER (PARTITION BY kt ORDER BY id DESC)
lag(s, 1, 'none') OVER (ORDER BY id)
sum(sum(i64)) OVER ()
"""

SQL_EXTRAS = """
CAST(i64 AS SMALLINT)
CAST(i64 AS DOUBLE)
CAST(i64 AS VARCHAR)
CAST(i64 AS DECIMAL(12, 3))
i64::REAL
TRY_CAST(f64 AS TINYINT)
1
1.5
'x'
NULL
TRUE
1e3
12345678901234567890
123456789012345678901234567890
X'CAFE'
DATE '2024-02-29'
TIMESTAMP '2024-02-29 12:34:56'
TIME '12:34:56'
INTERVAL '1' DAY
INTERVAL '1 month 2 days 3 hours'
INTERVAL '1-2' YEAR TO MONTH
$1
i64 + INTERVAL '1' DAY
SUBSTRING('abcdef' FROM 2 FOR 3)
TRIM(BOTH 'x' FROM 'xaxx')
TRIM(LEADING 'x' FROM 'xaxx')
POSITION('c' IN 'abc')
OVERLAY('abcdef' PLACING 'ZZ' FROM 2 FOR 3)
EXTRACT(DOW FROM DATE '2024-02-29')
CEIL(f64)
FLOOR(f64)
EXTRACT(epoch FROM TIMESTAMP '1970-01-02 00:00:00')
'2024-02-29'::DATE + INTERVAL '1 year'
CASE WHEN b THEN 1 WHEN c THEN 2 END
CASE i64 WHEN 1 THEN 'a' ELSE 'b' END
COALESCE(NULL, i64, 0)
NULLIF(i64, 1)
i64 = 1 AND f64 > 2 OR NOT b
i64 + i32 * f64 - (i16 - i8)
b AND b AND c
ARROW_CAST(i64, 'Utf8')
'a' || 1 || TRUE
TIMESTAMP '2024-01-31 00:00:00' AT TIME ZONE 'America/New_York'
DATE '2024-03-31' - DATE '2024-02-29'
TIMESTAMP '2024-03-31 00:00:00' - TIMESTAMP '2024-02-29 12:00:00'
1 = 1.0
'1' = 1
2 ^ 3
5 / 2
5.0 / 2
-5 % 3
1 IN (1, 2)
(1, 'a')
GREATEST(1, 2.5)
nosuchfunction(1)
sum(i64)
"""


def deep() -> Iterator[m.Row]:
    for depth in (10, 30, 50, 500):
        yield "deep", "small", "scalar", f"reduce(lambda e, i: e + lit(i), range({depth}), $i64)"
        yield "deep", "small", "scalar", f"reduce(lambda e, i: e + lit(i) if i % 2 else e - lit(i), range({depth}), $i64)"
        yield "deep", "small", "scalar", f"reduce(lambda e, i: f.abs(e), range({min(depth, 200)}), $i64)"
        yield "deep", "small", "scalar", f"reduce(lambda e, i: ~e, range({depth}), $b)"
        yield "deep", "small", "scalar", f"reduce(lambda e, i: lit(i) + e, range({depth}), $i64)"
        yield "deep", "small", "scalar", f"reduce(lambda e, i: f.when($i64 == lit(i), lit(i)).otherwise(e), range({depth}), lit(-1))"
    for depth in (2, 5, 10):
        # planning time of nested aliases doubles with each level
        yield "deep", "small", "scalar", f"reduce(lambda e, i: e.alias(f'a{{i}}'), range({depth}), $i64)"
    for width in (50, 500):
        yield "deep", "small", "scalar", f"f.in_list($i64, [lit(i) for i in range({width})])"
        yield "deep", "small", "scalar", f"f.coalesce(*[$i64 for i in range({width})], lit(0))"
        yield "deep", "small", "scalar", f"f.concat(*[lit(str(i)) for i in range({width})])"
        yield "deep", "small", "scalar", f"f.make_array(*[$i64 + lit(i) for i in range({width})])"
        yield "deep", "small", "scalar", f"f.greatest(*[lit(i) for i in range({width})])"
        yield "deep", "small", "scalar", f"reduce(lambda e, i: e | ($i64 == lit(i)), range({width}), $b)"
        yield "deep", "small", "scalar", f"reduce(lambda e, i: e & ($i64 != lit(i)), range({width}), $b)"


def cases() -> Iterator[m.Row]:
    yield from m.lines("literal", "small", LITERALS)
    yield from m.lines("name", "small", NAMES)
    numeric = ["$i8", "$i64", "$u8", "$u32", "$u64", "$f32", "$f64"]
    yield from m.pairs("arithmetic", "small", numeric, numeric, ["+"])
    yield from m.pairs("arithmetic", "small", ["$i16", "$i32", "$u16", "$u64"], ["$i8", "$i32", "$u16", "$f32"], ["-", "*"])
    yield from m.pairs("arithmetic", "small", ["$i8", "$i64", "$u8", "$f64", "$f32"], ["$i8", "$i64", "$u16", "$f64"], ["/", "%"])
    yield from m.lines("arithmetic", "small", ARITHMETIC_MORE)
    yield from m.pairs("comparison", "small", ["$i8", "$i64", "$u64", "$f32", "$f64"], ["$i32", "$u8", "$q"], ["==", "<"])
    yield from m.pairs("comparison", "small", ["$i64", "$f64"], ["lit(1)", "lit(1.5)", "$i16"], ["!=", "<=", ">", ">="])
    yield from m.lines("comparison", "small", COMPARISON_MORE)
    yield from m.lines("boolean", "small", BOOLEAN)
    yield from m.sql("boolean", "small", BOOLEAN_SQL)
    yield from m.lines("predicate", "small", PREDICATES)
    yield from m.sql("predicate", "strings", PREDICATES_SQL)
    yield from m.sql("bits", "small", BITS_SQL)
    yield from m.lines("case", "small", CASES)
    for method in ("cast", "try_cast"):
        yield from m.casts(method, method, "numbers", ["i64", "f64"], PLAIN_TARGETS)
        yield from m.casts(method, method, "small", ["i8", "u8", "f32", "q", "b"], ["int8()", "uint16()", "int64()", "float64()", "bool_()", "string()", "decimal128(10,2)"])
        yield from m.casts(method, method, "numbers", ["u64", "i8", "f32", "f16"], ["int32()", "uint8()", "float64()", "string()"])
        yield from m.casts(method, method, "decimals", ["d10_2", "d38_10"], ["int8()", "int64()", "float64()", "float32()", "string()", "decimal128(5,1)", "decimal128(38,10)", "decimal256(60,4)", "bool_()"])
        yield from m.casts(method, method, "times", ["d32", "e32", "d64", "ts_s", "ts_us", "ts_ns", "tz_us", "far_us"], TIME_TARGETS)
        yield from m.lines(method, "small", TEXT_CASTS.replace("{m}", method))
    yield from m.lines("access", "nested", NESTED_ACCESS)
    yield from m.sql("access", "nested", NESTED_ACCESS_SQL)
    yield from m.functions("fn_math", "small", MATH)
    yield from m.functions("fn_string", "strings", STRINGS)
    yield from m.functions("fn_regex", "strings", REGEX)
    yield from m.functions("fn_time", "times", TIMES)
    yield from m.functions("fn_list", "nested", LISTS)
    yield from m.functions("fn_struct", "nested", STRUCTS)
    yield from m.functions("fn_misc", "small", MISC)
    yield from m.aggregates(AGGREGATES)
    yield from m.lines("aggregate", "empty", AGGREGATES_EMPTY, "aggregate")
    yield from m.lines("window", "groups", WINDOWS, "window")
    for call in FRAMED:
        for frame in FRAMES:
            order = "$o" if "range" in frame or "groups" in frame else "[$o, $id]"
            if call in ("f.first_value($i64)", "f.last_value($i64)", "f.nth_value($i64, 2)", "f.array_agg($i64)") and order == "$o":
                order = "$id"
            yield "window", "groups", "window", f"{call}.over(Window(partition_by=$k, order_by={order}, window_frame={frame}))"
    yield from m.sql("window", "groups", WINDOWS_SQL, "window")
    yield from m.sql("sql", "small", SQL_EXTRAS)
    yield from deep()
