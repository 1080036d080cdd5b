/** An unscaled decimal as arrow-rs prints it: at most `precision` digits, `scale` of them after the point. */
export function decimalText(unscaled: bigint, precision: number, scale: number): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = String(unscaled < 0n ? -unscaled : unscaled);
  const kept = digits.slice(0, precision);
  if (scale === 0) return sign + kept;
  if (scale < 0) return sign + kept + "0".repeat(-scale);
  if (digits.length <= scale) return `${sign}0.${digits.padStart(scale, "0")}`;
  const point = Math.max(kept.length - scale, 0);
  return `${sign}${kept.slice(0, point)}.${kept.slice(point)}`;
}
