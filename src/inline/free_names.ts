import type { AstNode } from "./parse_function.ts";

/** One use of a name. Offsets are the parser's. */
export interface NameUse {
  readonly name: string;
  readonly offset: number;
  readonly isRead: boolean;
  readonly isWritten: boolean;
  /** `typeof name`, which does not throw where the name is missing. */
  readonly isTypeof: boolean;
  /** `name.member`: how compiled code uses a module. */
  readonly isObject: boolean;
}

/** What a function takes from outside of itself. */
export interface OuterUses {
  /** Uses of names that nothing inside declares, in source order. */
  readonly free: readonly NameUse[];
  /** Offsets of `this`, `super` and `new.target` that mean those of the function itself, or of its surroundings. */
  readonly thisAt: readonly number[];
  readonly superAt: readonly number[];
  readonly newTargetAt: readonly number[];
  readonly importMetaAt: readonly number[];
  /** `import(…)` calls; `specifier` where it is a literal. */
  readonly dynamicImports: readonly { readonly offset: number; readonly specifier: string | undefined }[];
  /** Names used as `(0, name.member)(…)`: what compilers make of calls of imported functions. */
  readonly importCalls: ReadonlySet<string>;
}

/**
 * Scope analysis over the syntax tree of one function or class, by the rules of strict mode code.
 *
 * Names are resolved when their scope closes, so that hoisting needs no second pass.
 */
export function findOuterUses(root: AstNode): OuterUses {
  const walker = new ScopeWalker();
  walker.visitRoot(root);
  return walker.finish();
}

interface Scope {
  readonly declared: Set<string>;
  /** Uses seen in this scope, or handed up by inner scopes, not resolved yet. */
  uses: NameUse[];
  readonly parent: Scope | undefined;
  /** Whether `var` stops here. */
  readonly holdsVars: boolean;
}

type Access = "read" | "write" | "update";

class ScopeWalker {
  readonly #thisAt: number[] = [];
  readonly #superAt: number[] = [];
  readonly #newTargetAt: number[] = [];
  readonly #importMetaAt: number[] = [];
  readonly #dynamicImports: { offset: number; specifier: string | undefined }[] = [];
  readonly #importCalls = new Set<string>();
  readonly #global: Scope = { declared: new Set(), uses: [], parent: undefined, holdsVars: true };
  #scope: Scope = this.#global;
  /** Whether `this` here is the root's own, or what the root takes from its surroundings. */
  #isRootThis = true;
  /** The same for `super`, which object and class methods inside the root have for themselves. */
  #isRootSuper = true;

  visitRoot(root: AstNode): void {
    if (isClass(root)) this.#class(root);
    else this.#function(root, true);
  }

  finish(): OuterUses {
    return {
      free: this.#global.uses.sort((a, b) => a.offset - b.offset),
      thisAt: this.#thisAt,
      superAt: this.#superAt,
      newTargetAt: this.#newTargetAt,
      importMetaAt: this.#importMetaAt,
      dynamicImports: this.#dynamicImports,
      importCalls: this.#importCalls,
    };
  }

  #in(holdsVars: boolean, visit: () => void): void {
    const scope: Scope = { declared: new Set(), uses: [], parent: this.#scope, holdsVars };
    this.#scope = scope;
    visit();
    this.#scope = scope.parent!;
    for (const use of scope.uses) if (!scope.declared.has(use.name)) this.#scope.uses.push(use);
  }

  #ownThis(hasSuper: boolean, visit: () => void): void {
    const outerThis = this.#isRootThis;
    const outerSuper = this.#isRootSuper;
    this.#isRootThis = false;
    if (hasSuper) this.#isRootSuper = false;
    visit();
    this.#isRootThis = outerThis;
    this.#isRootSuper = outerSuper;
  }

  #declare(name: string, isVar = false): void {
    let scope = this.#scope;
    while (isVar && !scope.holdsVars) scope = scope.parent!;
    scope.declared.add(name);
  }

  #use(node: AstNode, access: Access, how: { isTypeof?: boolean; isObject?: boolean } = {}): void {
    this.#scope.uses.push({
      name: node.name as string,
      offset: node.start,
      isRead: access !== "write",
      isWritten: access !== "read",
      isTypeof: how.isTypeof ?? false,
      isObject: how.isObject ?? false,
    });
  }

  #visit(node: AstNode | null | undefined): void {
    if (!node) return;
    const visit = VISITORS[node.type];
    if (visit) visit.call(this, node);
    else this.#children(node);
  }

  #children(node: AstNode): void {
    for (const key in node) {
      const value = node[key];
      if (Array.isArray(value)) { for (const item of value) if (isNode(item)) this.#visit(item); }
      else if (isNode(value)) this.#visit(value);
    }
  }

  #all(nodes: unknown): void {
    for (const node of nodes as (AstNode | null)[]) this.#visit(node);
  }

  #function(node: AstNode, isRoot = false, hasSuper = false): void {
    const isArrow = node.type === "ArrowFunctionExpression";
    const ownName = node.type === "FunctionExpression" && node.id ? (node.id as AstNode).name as string : undefined;
    const body = (): void => {
      // Parameters have a scope of their own: a default does not see the body's `var`s.
      this.#in(true, () => {
        if (!isArrow) this.#declare("arguments");
        for (const param of node.params as AstNode[]) this.#pattern(param, "let");
        const block = node.body as AstNode;
        if (block.type === "BlockStatement") this.#in(true, () => this.#all(block.body));
        else this.#visit(block);
      });
    };
    const named = (): void => {
      if (ownName === undefined) return body();
      this.#in(true, () => {
        this.#declare(ownName);
        body();
      });
    };
    if (isRoot || isArrow) named();
    else this.#ownThis(hasSuper, named);
  }

  #class(node: AstNode): void {
    this.#in(true, () => {
      if (node.id) this.#declare((node.id as AstNode).name as string);
      this.#visit(node.superClass as AstNode | null);
      for (const member of (node.body as AstNode).body as AstNode[]) {
        if (member.computed) this.#visit(member.key as AstNode);
        if (member.type === "StaticBlock") this.#ownThis(true, () => this.#in(true, () => this.#all(member.body)));
        else if (member.type === "MethodDefinition") this.#function(member.value as AstNode, false, true);
        else this.#ownThis(true, () => this.#in(true, () => this.#visit(member.value as AstNode | null)));
      }
    });
  }

  /** A pattern that declares names (`var`, `let`) or assigns to them (`write`, `update`). */
  #pattern(node: AstNode | null, mode: "var" | "let" | "write" | "update"): void {
    switch (node?.type) {
      case undefined:
        return;
      case "Identifier":
        if (mode === "var" || mode === "let") this.#declare(node!.name as string, mode === "var");
        else this.#use(node!, mode);
        return;
      case "ObjectPattern":
        for (const property of node!.properties as AstNode[]) {
          if (property.computed) this.#visit(property.key as AstNode);
          this.#pattern((property.type === "RestElement" ? property.argument : property.value) as AstNode, mode);
        }
        return;
      case "ArrayPattern":
        for (const element of node!.elements as (AstNode | null)[]) this.#pattern(element, mode);
        return;
      case "AssignmentPattern":
        this.#pattern(node!.left as AstNode, mode);
        return this.#visit(node!.right as AstNode);
      case "RestElement":
        return this.#pattern(node!.argument as AstNode, mode);
      default:
        // `a.b = …`, `a[i] = …`: the names inside are read.
        this.#visit(node);
    }
  }

  #loopLeft(left: AstNode): void {
    if (left.type === "VariableDeclaration") this.#visit(left);
    else this.#pattern(left, "write");
  }

  static visitors(): Record<string, (this: ScopeWalker, node: AstNode) => void> {
    return {
      Identifier(node) {
        this.#use(node, "read");
      },
      Literal() {},
      TemplateElement() {},
      PrivateIdentifier() {},
      BreakStatement() {},
      ContinueStatement() {},
      LabeledStatement(node) {
        this.#visit(node.body as AstNode);
      },
      ThisExpression(node) {
        if (this.#isRootThis) this.#thisAt.push(node.start);
      },
      Super(node) {
        if (this.#isRootSuper) this.#superAt.push(node.start);
      },
      MetaProperty(node) {
        if ((node.meta as AstNode).name === "import") this.#importMetaAt.push(node.start);
        else if (this.#isRootThis) this.#newTargetAt.push(node.start);
      },
      ImportExpression(node) {
        const source = node.source as AstNode;
        const specifier = source.type === "Literal" && typeof source.value === "string" ? source.value : undefined;
        this.#dynamicImports.push({ offset: node.start, specifier });
        this.#children(node);
      },
      CallExpression(node) {
        const callee = node.callee as AstNode;
        if (callee.type === "SequenceExpression") {
          const [zero, member, ...more] = callee.expressions as AstNode[];
          const object = member?.type === "MemberExpression" ? member.object as AstNode : undefined;
          if (more.length === 0 && zero?.type === "Literal" && object?.type === "Identifier") {
            this.#importCalls.add(object.name as string);
          }
        }
        this.#children(node);
      },
      UnaryExpression(node) {
        const argument = node.argument as AstNode;
        if (node.operator === "typeof" && argument.type === "Identifier") {
          this.#use(argument, "read", { isTypeof: true });
        } else this.#visit(argument);
      },
      AssignmentExpression(node) {
        this.#pattern(node.left as AstNode, node.operator === "=" ? "write" : "update");
        this.#visit(node.right as AstNode);
      },
      UpdateExpression(node) {
        this.#pattern(node.argument as AstNode, "update");
      },
      MemberExpression(node) {
        const object = node.object as AstNode;
        if (object.type === "Identifier") this.#use(object, "read", { isObject: !node.computed });
        else this.#visit(object);
        if (node.computed) this.#visit(node.property as AstNode);
      },
      Property(node) {
        if (node.computed) this.#visit(node.key as AstNode);
        const value = node.value as AstNode;
        if (node.method || node.kind === "get" || node.kind === "set") this.#function(value, false, true);
        else this.#visit(value);
      },
      VariableDeclaration(node) {
        const mode = node.kind === "var" ? "var" : "let";
        for (const declarator of node.declarations as AstNode[]) {
          this.#pattern(declarator.id as AstNode, mode);
          this.#visit(declarator.init as AstNode | null);
        }
      },
      FunctionDeclaration(node) {
        this.#declare((node.id as AstNode).name as string);
        this.#function(node);
      },
      FunctionExpression(node) {
        this.#function(node);
      },
      ArrowFunctionExpression(node) {
        this.#function(node);
      },
      ClassDeclaration(node) {
        this.#declare((node.id as AstNode).name as string);
        this.#class(node);
      },
      ClassExpression(node) {
        this.#class(node);
      },
      BlockStatement(node) {
        this.#in(false, () => this.#all(node.body));
      },
      ForStatement(node) {
        this.#in(false, () => {
          this.#visit(node.init as AstNode | null);
          this.#visit(node.test as AstNode | null);
          this.#visit(node.update as AstNode | null);
          this.#visit(node.body as AstNode);
        });
      },
      ForInStatement(node) {
        this.#in(false, () => {
          this.#loopLeft(node.left as AstNode);
          this.#visit(node.right as AstNode);
          this.#visit(node.body as AstNode);
        });
      },
      ForOfStatement(node) {
        this.#in(false, () => {
          this.#loopLeft(node.left as AstNode);
          this.#visit(node.right as AstNode);
          this.#visit(node.body as AstNode);
        });
      },
      CatchClause(node) {
        this.#in(false, () => {
          this.#pattern(node.param as AstNode | null, "let");
          this.#visit(node.body as AstNode);
        });
      },
      SwitchStatement(node) {
        this.#visit(node.discriminant as AstNode);
        this.#in(false, () => this.#all(node.cases));
      },
    };
  }
}

const VISITORS: Readonly<Record<string, (this: ScopeWalker, node: AstNode) => void>> = ScopeWalker.visitors();

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function isClass(node: AstNode): boolean {
  return node.type === "ClassExpression" || node.type === "ClassDeclaration";
}
