/**
 * A float without exponent, in the fewest digits that give it back: what Rust's `{}` prints. `100000`, `0.0000001`, `-0`, `NaN`, `inf`.
 *
 * @param width 64, 32 or 16: which float type the digits must identify
 */
export function plainFloatText(value: number, width: 16 | 32 | 64 = 64): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "inf";
  if (value === -Infinity) return "-inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0`;
  // A half float prints as the single float of the same value.
  return sign + withoutExponent(width === 64 ? String(Math.abs(value)) : shortestSingle(Math.abs(value)));
}

/** The shortest decimal that rounds to the given single float. */
function shortestSingle(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}

/** Writes `1.5e-7` as `0.00000015`. */
function withoutExponent(text: string): string {
  const at = text.indexOf("e");
  if (at < 0) return text;
  const exponent = Number(text.slice(at + 1));
  const [whole = "", fraction = ""] = text.slice(0, at).split(".");
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + "0".repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
