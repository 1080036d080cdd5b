"""Writes regex.json: whether DataFusion 55 (Rust's `regex`) matches each pattern in each text with `~` and `~*`.

    pip install datafusion==55.0.0 pyarrow
    python make_regex_goldens.py > regex.json

`sensitive` and `insensitive` are strings of 0 and 1, one per text; null where the pattern is refused.
"""

import json

import pyarrow as pa
from datafusion import SessionContext

TEXTS = [
    "", "a", "A", "abc", "ABC", "aaa", "ab12", "a b", "a\nb", "\n", "hello world", "x=1;y=2", "Straße", "STRASSE", "ẞ", "İstanbul", "ıI",
    "été", "e\u0301te\u0301", "naïve café", "日本語", "٣", "K", "ſ", "ΑΣ", "ας", "👍 ok", "foo.bar", "a+b", "[x]", "tab\there", "\u00a0", "_",
    "\u200d", "Ⅷ", "ⓐ", "1,234.5", "aXbXc", "O'Neil", "back\\slash", "-", "^$",
]
PATTERNS = [
    "", "a", "^a", "a$", "^a$", "^$", "a|b", "ab*", "(ab)+", "a{2}", "a{2,}", "a{1,2}$", "^.$", "^..$", "(?s)^.$", "(?s)a.b", "a.b",
    r"\d", r"\D", r"^\d+$", r"\w", r"^\w+$", r"\W", r"\s", r"^\S+$", r"\bok\b", r"\bé", r"té\b", r"\Bt", r"(?-u)\w\W", r"(?-u:\b)caf(?-u:\b)?",
    r"\p{L}", r"\p{Lu}", r"\P{L}", r"\p{Greek}", r"\p{greek}", r"\p{Script=Han}", r"\p{sc=Greek}", r"\pN", r"\p{Nd}", r"\p{Alphabetic}",
    r"\p{White_Space}", r"\p{Any}", r"\p{Lowercase_Letter}", r"[[:alpha:]]", r"[[:^alpha:]]", r"[[:digit:][:space:]]", "[a-c]", "[^a-c]",
    "[]a]", "[^]a]", "[a-]", r"[\d.]", r"[\w&&[^a-z]]", "[a-z&&[b-y]]", "[a-z--[aeiou]]", "[a-g~~[e-k]]", "[a[bc]]", r"[\W]", r"[\S\d]", r"[^\W]",
    "(?i)abc", "(?i)straße", "(?i)k", "(?i)s", "(?i)ς", "(?i)[k]", "(?i:a)b", "(?i)^[^a]$", "a(?i)B", "(?m)^b", "(?m)a$", "(?x) a b # c", "(?x)a\\ b",
    "(?U)a+$", "(?P<n>a)b", "(?<n>a)b", "(a)(b)?", "(?:a|b)c", "a**", "a+?b", "(a*)*b", "(a+)+$", r"\x41", r"\x{41}", r"\u00e9", r"\u{1F44D}", r"\U0001F44D",
    r"\t", r"\n", r"\.", r"\+", r"\[x\]", r"\\", r"\-", r"\_", r"\'", r"\A", r"a\z", r"\Ab", ".*", "^.*$", ".+", "a{0}", "a{,2}", "x{2,1}", "(", ")", "[", "]",
    "a{", "{", "*a", "+", "?", r"\1", r"\8", "(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", r"\Z", r"\Qa\E", r"\e", r"\h", "(?R)a", "(?z)a", "(?P<1>a)", "(?P<n>a)(?P<n>b)",
    r"\p{Nope}", r"\pZ", "[z-a]", r"[\d-z]", "a|*", "(|a)", "(?i)İ", "(?i)ı", r"\b{start}ok", r"\<ok", "(?-u).", r"(?-u)\d", "[0-9]+[,.][0-9]+", "^[^@]+$", "X(.)X",
]


def main() -> None:
    table = pa.table({"i": pa.array(range(len(TEXTS)), pa.int32()), "s": TEXTS})
    out = {"texts": TEXTS, "patterns": []}
    for pattern in PATTERNS:
        row = {"pattern": pattern}
        for key, operator in (("sensitive", "~"), ("insensitive", "~*")):
            try:
                ctx = SessionContext()
                ctx.from_arrow(table, name="t")
                quoted = pattern.replace("'", "''")
                # Written so that the simplifier cannot answer instead of the regular expression.
                got = ctx.sql(f"SELECT i, s {operator} (CASE WHEN i >= 0 THEN '{quoted}' END) AS r FROM t ORDER BY i").to_pydict()["r"]
                row[key] = "".join("1" if x else "0" for x in got)
            except BaseException as error:  # noqa: BLE001 (panics are BaseException)
                if isinstance(error, KeyboardInterrupt):
                    raise
                row[key] = None
        out["patterns"].append(row)
    rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in out["patterns"])
    print('{\n"texts": ' + json.dumps(TEXTS, ensure_ascii=False) + ',\n"patterns": [\n' + rows + "\n]\n}")


if __name__ == "__main__":
    main()
