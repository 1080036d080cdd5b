/**
 * Tells the fluent room what the library exports, so that functions which capture `SessionContext`, `col` or `setWorkerCtx` take its name
 * along and find the receiver's own.
 */
import * as library from "../mod.ts";
import { ipc, setLibraryExports } from "./fluent/mod.ts";

// Where entry points use one name for two things, the main one's wins.
setLibraryExports(() => ({ ...library.functions, ...ipc, ...library }));
