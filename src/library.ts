/**
 * Tells the fluent room what the library exports, so that functions which capture `SessionContext` or `Table` take its name along and find
 * the receiver's own.
 */
import * as library from "../mod.ts";
import { setLibraryExports } from "./fluent/mod.ts";

setLibraryExports(() => library);
