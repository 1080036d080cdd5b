/** Two's complement, most significant byte first, as decimals travel. */
export function bigEndianBytes(value: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  if (size === 4) {
    view.setInt32(0, Number(value));
    return bytes;
  }
  for (let at = size - 8; at >= 0; at -= 8, value >>= 64n) view.setBigUint64(at, BigInt.asUintN(64, value));
  return bytes;
}

/** The reverse of {@linkcode bigEndianBytes}; the first byte has the sign. */
export function bigEndianValue(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 4) return BigInt(view.getInt32(0));
  let value = view.getBigInt64(0);
  for (let at = 8; at < bytes.length; at += 8) value = (value << 64n) | view.getBigUint64(at);
  return value;
}
