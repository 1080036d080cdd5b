/**
 * The worker of a {@linkcode WorkerPool}: load it with `new Worker(url, { type: "module" })`, or let the pool start the copy that it carries.
 *
 * @module
 */
import "./library.ts";
import { openEvaluate, openFunction, serve } from "./worker/mod.ts";

serve({ function: openFunction, evaluate: openEvaluate });
