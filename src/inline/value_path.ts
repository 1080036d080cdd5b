const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const MAX_KEY_CHARS = 40;
const MAX_SEGMENTS = 24;

/** `.name`, `["odd name"]`, `[3]` or `[Symbol(x)]`: a step into an object or array. */
export function propertyStep(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  if (typeof key === "symbol") return `[${String(key)}]`;
  return IDENTIFIER.test(key) ? `.${key}` : `[${JSON.stringify(shorten(key))}]`;
}

/** The step into a map's value. */
export function mapStep(key: unknown): string {
  const shown = typeof key === "string"
    ? JSON.stringify(shorten(key))
    : typeof key === "object" && key !== null || typeof key === "function"
    ? "…"
    : String(key);
  return `.get(${shown})`;
}

/** Joins a root and its steps; long paths are shown by both ends. */
export function joinPath(root: string, steps: readonly string[]): string {
  if (steps.length <= MAX_SEGMENTS) return root + steps.join("");
  const half = MAX_SEGMENTS / 2;
  return `${root}${steps.slice(0, half).join("")}…${steps.slice(-half).join("")}`;
}

function shorten(text: string): string {
  return text.length > MAX_KEY_CHARS ? `${text.slice(0, MAX_KEY_CHARS - 1)}…` : text;
}
