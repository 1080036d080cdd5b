export { caseWhen, when } from "./case_builder.ts";
export { col } from "./col.ts";
