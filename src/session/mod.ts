/**
 * Sessions: where tables and functions have names and plans become running queries.
 *
 * - A {@linkcode SessionContext} owns catalogs, functions and settings; its clones share the first two.
 * - A {@linkcode DataFrame} is a plan and its context; it runs when rows are asked for.
 * - The global context of a realm is made when it is first needed; encoding and decoding use it where none is given.
 *
 * May import: every room below (`fluent`, `codec`, `exec`, `functions`, `plan`, `expr`, `udf`, `inline`, `compute`, `arrow`, `errors`).
 */
import { setDefaultContext } from "../fluent/mod.ts";
import { SessionContext } from "./session_context.ts";

export { Catalog, CatalogList, SchemaCatalog } from "./catalog.ts";
export { DataFrame, type ExprOrName, type JoinOptions } from "./data_frame.ts";
export { MemoryTable } from "./memory_table.ts";
export { type DiskManagerKind, type MemoryPoolKind, RuntimeEnvBuilder } from "./runtime_env_builder.ts";
export { SessionConfig } from "./session_config.ts";
export { type RuntimeCheck, SessionContext } from "./session_context.ts";

setDefaultContext(() => SessionContext.globalCtx());
