import { UdfSourceError } from "../errors.ts";
import { expressionProblem, type ParsedFunction, parseFunction, type SyntaxProblem } from "./parse_function.ts";
import { codeFrame, positionAt } from "./source_position.ts";

/** How the function was written; a getter or setter counts as a method. */
export type FunctionForm = "function" | "arrow" | "method" | "class";

/** Any function or class. */
// deno-lint-ignore ban-types
export type AnyFunction = Function;

/** The text of a function, read once and made an expression. */
export interface FunctionSource {
  /** Re-parses as one function or class expression. */
  readonly text: string;
  readonly form: FunctionForm;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** What `toString` gave; positions in messages refer to it. */
  readonly original: string;
  readonly parsed: ParsedFunction;
}

const NATIVE = /\{\s*\[native code\]\s*\}\s*$/;

/** Why a function has no source to read, to stand after `it is …, `. */
export interface SourceRefusal {
  readonly what: string;
  readonly remedy: string;
}

/**
 * Reads a function's source and normalises it: `area(r) { … }` becomes `function(r) { … }`, so that it stands alone.
 *
 * @param name the UDF's name, for the error's field
 * @param subject who is meant in messages: up to, not including, the verb
 * @throws {UdfSourceError} if it is native, bound, a proxy, not strict mode code, or tied to an object (`super`, `#private`)
 */
export function readFunctionSource(
  fn: AnyFunction,
  name: string,
  subject: string = `function "${name}": it`,
): FunctionSource {
  if (typeof fn !== "function") {
    throw new UdfSourceError({
      message: `Cannot ship ${subject} is ${describeType(fn)}, must be a function or class`,
      udf: name,
    });
  }
  const refusal = refuseFunction(fn);
  if (refusal) {
    const { what, remedy } = refusal;
    throw new UdfSourceError({
      message: `Cannot ship ${subject} is ${what}, must be written in JavaScript`,
      udf: name,
      remedy,
    });
  }
  return functionSourceFromText(Function.prototype.toString.call(fn), name, subject);
}

/**
 * The same for a text that is one function, method or class, as `toString` would give it.
 *
 * @throws {UdfSourceError} if it is not
 */
export function functionSourceFromText(
  original: string,
  name: string,
  subject: string = `function "${name}": it`,
): FunctionSource {
  const parsed = parseFunction(original);
  if ("reason" in parsed) throw syntaxError(name, subject, original, parsed);
  const { root, member, shift } = parsed;
  const isAsync = root.async === true;
  const isGenerator = root.generator === true;
  if (!member) {
    const form = root.type === "ArrowFunctionExpression"
      ? "arrow"
      : root.type === "ClassExpression"
      ? "class"
      : "function";
    const text = original.slice(root.start - shift, root.end - shift);
    return { text, form, isAsync, isGenerator, original, parsed };
  }
  // A method's own name is not visible inside it, so the function has none.
  const head = `${isAsync ? "async " : ""}function${isGenerator ? "*" : ""}`;
  const text = head + original.slice(root.start - shift, root.end - shift);
  const problem = expressionProblem(text);
  if (problem) {
    throw new UdfSourceError({
      message: `Cannot ship ${subject} is a method that needs the class or object around it (${problem.reason}), ` +
        `must stand alone`,
      udf: name,
      remedy: `(…args) => instance.${name}(…args) with what it needs in captures, or a plain function`,
    });
  }
  return { text, form: "method", isAsync, isGenerator, original, parsed };
}

/** Why the function cannot be read: it is built in, bound, or a proxy. Undefined if it has source. */
export function refuseFunction(fn: AnyFunction): SourceRefusal | undefined {
  const text = Function.prototype.toString.call(fn);
  if (!NATIVE.test(text)) return undefined;
  const own = Object.getOwnPropertyDescriptor(fn, "name")?.value;
  const isNamed = typeof own === "string" && own !== "";
  // A bound function is called "bound f". A proxy's text has no name (V8) or that of its class (JavaScriptCore).
  const isBound = isNamed && own.startsWith("bound ");
  const isProxy = !isBound && /^function\s*(?:ProxyObject)?\(/.test(text);
  const kind = isBound ? "a bound function" : isProxy ? "a Proxy" : "a built-in function";
  const inner = isBound ? own.slice("bound ".length) : "";
  return {
    what: `${kind} without source text ("${shorten(text)}")`,
    remedy: isBound
      ? `pass ${inner ? `"${inner}"` : "the function"} itself and list what it was bound to in captures`
      : isProxy
      ? "pass the function behind the Proxy"
      : `wrap it: (x) => ${isNamed ? own : "fn"}(x)`,
  };
}

function syntaxError(udf: string, subject: string, text: string, { reason, offset }: SyntaxProblem): UdfSourceError {
  const position = positionAt(text, offset);
  return new UdfSourceError({
    message: `Cannot ship ${subject} has source that does not stand alone as strict mode JavaScript ` +
      `(line ${position.line}, column ${position.column}: ${reason})\n${codeFrame(text, position)}`,
    udf,
    position,
  });
}

function describeType(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
