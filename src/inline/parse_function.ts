import { parse } from "acorn";

/** A node of the syntax tree (ESTree); fields depend on `type`. */
export interface AstNode {
  readonly type: string;
  /** Offsets into the text that was given to the parser's caller, not into the wrapped text. */
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** What the text of a function turned out to be. */
export interface ParsedFunction {
  /** Function, arrow or class node. For a method, getter or setter: the function without its key. */
  readonly root: AstNode;
  /** The member around `root`, if the text is a method, getter or setter. */
  readonly member: AstNode | undefined;
  /** How many characters stand before the text in the parsed program: subtract it from every offset. */
  readonly shift: number;
}

/** A syntax error with its place in the caller's text. */
export interface SyntaxProblem {
  readonly reason: string;
  /** Offset into the text, clamped to it. */
  readonly offset: number;
}

/** Function texts are expressions, members of an object literal, or members of a class (private names). */
const WRAPPERS: readonly (readonly [before: string, after: string, member: "object" | "class" | undefined])[] = [
  ["(", "\n)", undefined],
  ["({", "\n})", "object"],
  ["(class{", "\n})", "class"],
];

/** Parses what `Function.prototype.toString` gave, as strict mode code. Runs nothing. */
export function parseFunction(text: string): ParsedFunction | SyntaxProblem {
  let first: SyntaxProblem | undefined;
  for (const [before, after, member] of WRAPPERS) {
    const program = parseProgram(before + text + after, before.length, text.length);
    if (!("type" in program)) {
      // The first attempt's message is about the text itself; later ones speak of the wrapper.
      first ??= program;
      continue;
    }
    const found = member ? soleMember(program) : soleExpression(program);
    if (found) return { ...found, shift: before.length };
  }
  return first ?? { reason: "it is not one function or class", offset: 0 };
}

/** The syntax problem of a text that must be one function or class expression, or undefined. */
export function expressionProblem(text: string): SyntaxProblem | undefined {
  const program = parseProgram(`(${text}\n)`, 1, text.length);
  if (!("type" in program)) return program;
  return soleExpression(program) ? undefined : { reason: "it is not one function or class expression", offset: 0 };
}

function parseProgram(code: string, shift: number, length: number): AstNode | SyntaxProblem {
  try {
    // Module code is strict, as revived functions are.
    return parse(code, { ecmaVersion: "latest", sourceType: "module" }) as unknown as AstNode;
  } catch (error) {
    if (error instanceof RangeError) return { reason: "it is nested too deeply to be parsed", offset: 0 };
    if (!(error instanceof SyntaxError)) throw error;
    const { pos } = error as { pos?: number };
    const reason = error.message.replace(/ \(\d+:\d+\)$/, "");
    return { reason, offset: Math.max(0, Math.min(length, (pos ?? 0) - shift)) };
  }
}

function soleExpression(program: AstNode): Pick<ParsedFunction, "root" | "member"> | undefined {
  const expression = soleStatement(program);
  if (!expression || !FUNCTION_TYPES.has(expression.type)) return undefined;
  return { root: expression, member: undefined };
}

const FUNCTION_TYPES: ReadonlySet<string> = new Set([
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassExpression",
]);

function soleMember(program: AstNode): Pick<ParsedFunction, "root" | "member"> | undefined {
  const holder = soleStatement(program);
  const members = holder?.type === "ObjectExpression"
    ? holder.properties as AstNode[]
    : holder?.type === "ClassExpression"
    ? (holder.body as AstNode).body as AstNode[]
    : [];
  const member = members[0];
  if (members.length !== 1 || !member) return undefined;
  const isMethod = member.type === "MethodDefinition" || member.method === true || member.kind === "get" ||
    member.kind === "set";
  return isMethod ? { root: member.value as AstNode, member } : undefined;
}

function soleStatement(program: AstNode): AstNode | undefined {
  const body = program.body as AstNode[];
  if (body.length !== 1 || body[0]!.type !== "ExpressionStatement") return undefined;
  return body[0]!.expression as AstNode;
}
