/**
 * Floats as arrow-rs writes them: the shortest digits that read back (Ryu), `1e16` from 10^16 on (10^13 for Float32),
 * `1e-6` below 10^-5 (10^-6), else positional with at least one digit after the point; `NaN`, `inf`, `-inf`.
 */

/** Text of a Float64: `1.0`, `-0.0`, `1e16`, `1.5e-7`. */
export function formatFloat64(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-5 && magnitude < 1e16) return positional(value);
  return special(value, value);
}

/** Text of a Float32, given as the number that it holds. */
export function formatFloat32(value: number): string {
  const digits = shortestFloat32(value);
  const magnitude = Math.abs(digits);
  if (magnitude >= 1e-6 && magnitude < 1e13) return positional(digits);
  return special(value, digits);
}

/** Text of a Float16, given as the number that it holds: the digits of the Float32 of that value, without exponent or `.0`. */
export function formatFloat16(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  if (!Number.isFinite(value)) return special(value, value);
  const digits = shortestFloat32(value, false);
  const text = String(digits);
  const e = text.indexOf("e");
  if (e < 0) return text;
  // Only small values come with an exponent: the largest Float16 is 65504.
  const sign = digits < 0 ? "-" : "";
  const mantissa = text.slice(sign.length, e).replace(".", "");
  return `${sign}0.${"0".repeat(-Number(text.slice(e + 1)) - 1)}${mantissa}`;
}

function positional(value: number): string {
  const text = String(value);
  return Number.isInteger(value) ? text + ".0" : text;
}

function special(value: number, digits: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (value !== value) return "NaN";
  if (value === Infinity) return "inf";
  if (value === -Infinity) return "-inf";
  return digits.toExponential().replace("e+", "e");
}

/** Below this Float32 loses digits one by one. */
const FLOAT32_MIN_NORMAL = 2 ** -126;

/**
 * The float64 whose shortest text has the shortest digits that read back as this Float32: of several, those nearest to it, of two
 * as near those that end in an even digit (Ryu), or, without `evenTies`, the larger (Rust's own formatting).
 */
export function shortestFloat32(value: number, evenTies = true): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const magnitude = Math.abs(value);
  if (magnitude < 16_777_216 && Number.isInteger(value)) return value;
  if (magnitude >= 1e-3 && magnitude < 16_777_216 && !isPowerOfTwo(magnitude)) {
    return value < 0 ? -fewestDecimals(magnitude, evenTies) : fewestDecimals(magnitude, evenTies);
  }
  for (let precision = magnitude < FLOAT32_MIN_NORMAL ? 1 : 6; precision < 9; precision++) {
    const candidate = Number(value.toPrecision(precision));
    if (Math.fround(candidate) === value) {
      return evenTies ? evenOfTie(value, candidate, precision) : candidate;
    }
    // At powers of two the gap to the next value is twice that to the one before: the text above may be the one that fits.
    if (isPowerOfTwo(magnitude)) {
      const above = nextDecimal(value, precision);
      if (Math.fround(above) === value) return above;
    }
  }
  return Number(value.toPrecision(9));
}

/** The same for magnitudes from 10^-3 to 2^24: fewest decimals are fewest digits. */
function fewestDecimals(magnitude: number, evenTies: boolean): number {
  for (let unit = 10;; unit *= 10) {
    // 24 bits times 5^12 at most: the product is exact, and so is its fraction.
    const scaled = magnitude * unit;
    let digits = Math.floor(scaled);
    const rest = scaled - digits;
    if (rest > 0.5 || (rest === 0.5 && !(evenTies && digits % 2 === 0))) digits++;
    const candidate = digits / unit;
    if (Math.fround(candidate) === magnitude) return candidate;
  }
}

/** Of two texts equally near, the one with the even last digit: `toPrecision` takes the larger. */
function evenOfTie(value: number, candidate: number, precision: number): number {
  const [mantissa, exponent = "0"] = value.toExponential(precision).split("e") as [string, string | undefined];
  if (!mantissa.endsWith("5")) return candidate;
  if (!/^50+$/.test(value.toExponential(precision + 30).split("e")[0]!.slice(mantissa.length - 1))) return candidate;
  const lower = mantissa.slice(0, -1);
  const digit = Number(lower.replace(/\.$/, "").at(-1));
  return digit % 2 === 0 ? Number(`${lower}e${exponent}`) : candidate;
}

function isPowerOfTwo(magnitude: number): boolean {
  const exponent = Math.round(Math.log2(magnitude));
  return 2 ** exponent === magnitude;
}

/** The next decimal of `precision` digits away from zero. */
function nextDecimal(value: number, precision: number): number {
  const [mantissa, exponent] = value.toExponential(precision - 1).split("e") as [string, string];
  const digits = BigInt(mantissa.replace(".", "")) + (value < 0 ? -1n : 1n);
  const next = Number(`${digits}e${Number(exponent) - precision + 1}`);
  const candidate = Number(`${mantissa}e${exponent}`);
  return Math.abs(candidate) > Math.abs(value) ? candidate : next;
}
