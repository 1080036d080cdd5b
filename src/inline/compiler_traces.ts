import type { FreeName } from "./function_analysis.ts";

/**
 * Free names that no author wrote: compilers, bundlers and coverage tools put them into functions. They tell a user
 * why a self-contained function is not self-contained any more.
 */
export interface CompilerTrace {
  /** What the name is, to stand after `it uses "x", `. */
  readonly what: string;
  readonly remedy: string;
}

const BY_MODULE = "refer to it by module: udfFromModule(url, exportName, …)";
const NEWER_TARGET = `compile for ES2022 or later ("target" in tsconfig.json, or of the bundler), or ${BY_MODULE}`;

interface Rule {
  readonly pattern: RegExp;
  /** Authors use such names, too: the rule is only for names that are used as modules are. */
  readonly isNamespace?: boolean;
  readonly trace: (name: string) => CompilerTrace;
}

const helper = (tool: string) => (): CompilerTrace => ({
  what: `a helper that ${tool} puts outside of the function`,
  remedy: NEWER_TARGET,
});
const coverage = (tool: string) => (): CompilerTrace => ({
  what: `a counter that ${tool} puts into every function`,
  remedy: `leave the file with this function out of the instrumentation (/* istanbul ignore next */ is not enough ` +
    `where it stays counted), or use coverage of the engine (V8), or ${BY_MODULE}`,
});
const importOf = (tool: string, original: (name: string) => string) => (name: string): CompilerTrace => ({
  what: `which ${tool} made of the import of "${original(name)}"`,
  remedy: `imports: { ${identifier(original(name))}: "${original(name)}" } and use that name in the function, ` +
    `or bind the imported value to a local constant and list it in captures`,
});

const RULES: readonly Rule[] = [
  {
    pattern:
      /^__(?:awaiter|generator|asyncGenerator|asyncDelegator|asyncValues|await|rest|assign|spread|spreadArray|spreadArrays|read|values|decorate|param|metadata|extends|createBinding|exportStar|makeTemplateObject|importStar|importDefault|classPrivateFieldGet|classPrivateFieldSet|classPrivateFieldIn|addDisposableResource|disposeResources|esDecorate|runInitializers|propKey|setFunctionName|rewriteRelativeImportExtension)$/,
    trace: helper("TypeScript"),
  },
  {
    pattern:
      /^__(?:async|publicField|privateGet|privateSet|privateAdd|privateMethod|privateIn|privateWrapper|spreadValues|spreadProps|objRest|forAwait|yieldStar|template|using|callDispose|decorateClass|decorateElement|defNormalProp|toESM|toCommonJS|commonJS|export|earlyAccess|pow|restKey|require)$/,
    trace: helper("esbuild"),
  },
  {
    pattern:
      /^_(?:ts_|async_to_generator|class_call_check|class_private_|create_class|create_super|define_property|extends|get_prototype_of|inherits|instanceof|object_spread|object_without_properties|sliced_to_array|super_prop_|tagged_template_literal|to_array|to_consumable_array|type_of|async_iterator|await_async_generator|wrap_async_generator|array_like_to_array|call_super|interop_require_)/,
    trace: helper("SWC"),
  },
  {
    pattern:
      /^_(?:asyncToGenerator|asyncGenerator|asyncIterator|awaitAsyncGenerator|wrapAsyncGenerator|regenerator|regeneratorRuntime|classCallCheck|classPrivate\w*|createClass|createSuper|callSuper|createForOfIteratorHelper\w*|defineProperty|assertClassBrand|checkPrivateRedeclaration|extends|inherits\w*|getPrototypeOf|setPrototypeOf|possibleConstructorReturn|assertThisInitialized|superPropGet|isNativeReflectConstruct|wrapNativeSuper|objectSpread2?|objectWithoutProperties\w*|objectDestructuringEmpty|slicedToArray\w*|toArray|toConsumableArray|toPropertyKey|toPrimitive|taggedTemplateLiteral\w*|templateObject\d*|typeof|arrayWithHoles|arrayLikeToArray|nonIterableRest|nonIterableSpread|iterableToArray\w*|unsupportedIterableToArray|readOnlyError|newArrowCheck|temporalRef|tdz|applyDecs\w*|usingCtx|jsx|jsxs)\d*$|^regeneratorRuntime$/,
    trace: helper("Babel"),
  },
  { pattern: /^cov_[0-9a-z]+$/i, trace: coverage("Istanbul (nyc, Jest, Vitest coverage)") },
  { pattern: /^(?:__cov_|__coverage__$|_\$jscoverage|__\$coverObject)/, trace: coverage("a coverage tool") },
  { pattern: /^stry(?:Mut|Cov|NS)\w*_[0-9a-f]+$/, trace: coverage("Stryker") },
  {
    pattern: /^_?interopRequire(?:Default|Wildcard)\w*$|^_interop_?[rR]equire\w*$/,
    trace: helper("Babel"),
  },
  {
    pattern: /^(?:__webpack_\w+|__WEBPACK_\w+|__turbopack_\w+|__parcel__\w+|parcelHelpers|\$parcel\$\w+)$/,
    trace: () => ({
      what: "which the bundler made of an import",
      remedy: `load the module in the function's imports: { name: url }, or ${BY_MODULE}`,
    }),
  },
  {
    pattern: /^__vi(?:te_ssr)?_import_\w+$|^__vite_ssr_\w+$|^__vi_\w+$/,
    trace: () => ({
      what: "which Vite made of an import",
      remedy: "bind the imported value to a local constant and list it in captures, or list its module in imports",
    }),
  },
  {
    pattern: /^import_[A-Za-z0-9_$]+$/,
    isNamespace: true,
    trace: importOf("esbuild", (name) => name.slice("import_".length)),
  },
  {
    pattern: /^[A-Za-z$][\w$]*_\d+$/,
    isNamespace: true,
    trace: importOf("TypeScript", (name) => name.replace(/_\d+$/, "")),
  },
];

/** Whose work a free name is, or undefined if an author may have written it. */
export function compilerTrace({ name, isImportCall, isNamespace }: FreeName): CompilerTrace | undefined {
  const rule = RULES.find((each) => each.pattern.test(name) && (!each.isNamespace || isNamespace));
  if (rule) return rule.trace(name);
  if (!isImportCall) return undefined;
  return importOf("the compiler", (given) => given.replace(/^_+/, "").replace(/_?\d+$/, "") || given)(name);
}

/** Whether the name looks shortened: one or two letters, as minifiers choose. */
export function looksMinified(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]?$/.test(name);
}

function identifier(text: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(text) ? text : JSON.stringify(text);
}
