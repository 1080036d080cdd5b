/** Values by name, as Python's keywords. */
export type Named<K extends string, V> = { readonly [name in K]?: V | undefined };

/**
 * Optional arguments by name, given one after the other, or by name in one object that stands last, or both.
 *
 * @param call what messages call the function
 * @param names in the order of the arguments
 * @throws {TypeError} on an unknown name, and on an argument that is given twice
 */
export function named<K extends string, V>(
  call: string,
  names: readonly K[],
  args: readonly (V | Named<K, V> | undefined)[],
): Named<K, V> {
  const count = args.findLastIndex((arg) => arg !== undefined) + 1;
  const last = args[count - 1];
  const options = isOptions(last) ? last as Named<K, V> : undefined;
  if (options !== undefined) checkOptions(call, options, names);
  const values: { [name in K]?: V | undefined } = { ...options };
  args.slice(0, options === undefined ? count : count - 1).forEach((arg, k) => {
    const name = names[k]!;
    if (values[name] !== undefined) throw new TypeError(`Cannot call ${call}(): ${name} is given twice`);
    values[name] = arg as V | undefined;
  });
  return values;
}

/** Whether a value is a plain object, and no typed scalar: what stands for options in the place of an argument. */
export function isOptions(value: unknown): value is object {
  if (typeof value !== "object" || value === null || ("type" in value && "value" in value)) return false;
  const prototype = Object.getPrototypeOf(value);
  // The second one is Object.prototype, of whatever realm.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** @throws {TypeError} on an unknown option, and where `options` is no object */
export function checkOptions(call: string, options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`Cannot call ${call}(): its options are ${String(options)}, must be an object`);
  }
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new TypeError(`Cannot call ${call}(): "${unknown}" is not an option, must be one of ${known.join(", ")}`);
}
