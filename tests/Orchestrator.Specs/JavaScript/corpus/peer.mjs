// Runs a batch of scripts as the reference: reads {data, now, scripts} from the input, writes one outcome per script.
import { readFileSync, writeFileSync } from "node:fs";

const { data, now, scripts } = JSON.parse(readFileSync(0, "utf8"));
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => (args.length === 0 ? new target(now) : new target(...args)),
  apply: () => new RealDate(now).toString(),
  get: (target, name) => (name === "now" ? () => now : target[name]),
});
globalThis.getVariable = (name) => globalThis.variables[name];
globalThis.getInput = (name) => globalThis.variables.input[name];

const indirectEval = eval;
const hasReturn = /(^|[\n;{)]\s*)return\b/;

function outcome(script) {
  globalThis.variables = JSON.parse(data);
  try {
    let value;
    try {
      value = indirectEval('"use strict";void 0;' + script);
    } catch (error) {
      if (!(error instanceof SyntaxError && hasReturn.test(script))) throw error;
      value = new Function('"use strict";' + script)();
    }
    return { json: JSON.stringify(value, (_, v) => (typeof v === "string" ? v.toWellFormed() : v)) ?? "null" };
  } catch (error) {
    return error instanceof Error ? { error: error.name } : { error: "thrown " + (JSON.stringify(error) ?? "undefined") };
  }
}

writeFileSync(1, JSON.stringify(scripts.map(outcome)));
