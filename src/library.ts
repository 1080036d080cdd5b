/**
 * Tells the fluent room what the library exports, so that functions which capture `SessionContext`, `col` or `setWorkerCtx` take its name
 * along and find the receiver's own.
 */
import * as library from "../mod.ts";
import * as functions from "./fluent/functions.ts";
import * as ipc from "./fluent/ipc.ts";
import { setLibraryExports } from "./fluent/mod.ts";

// Where entry points use one name for two things, the main one's wins.
setLibraryExports(() => ({ ...functions, ...ipc, ...library }));
