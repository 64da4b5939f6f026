// Runs an XForm in ODK's own engine (that of ODK Web Forms) and says what it thinks of answers.
// node verdicts.mjs FOLDER_OF_MODULES FORM < steps, a JSON list:
//   ["add", repeat]           another row of a repeat
//   ["set", question, value]  a text, a list of codes for a select_multiple, or null for no answer
//   ["see", note]             nothing is changed
// Questions are named by their paths. Prints a JSON list: for each "set" and "see" whether the engine holds what was
// given, which condition it violates ("constraint", "required" or null), the sentence it shows, and whether it is asked.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, formPath] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'package.json'));

// The engine is made for browsers: it looks for a DOM, and its parser for what old modules of node had.
const { window } = new (require('jsdom').JSDOM)('', { url: 'http://localhost' });
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
Object.assign(globalThis, { window, document: window.document, require, __dirname: resolve(modules) });
const engine = await import(pathToFileURL(require.resolve('@getodk/xforms-engine')).href);

const form = await engine.loadForm(readFileSync(formPath, 'utf8'), { missingResourceBehavior: 'BLANK' });
if (form.status === 'failure') throw form.error;
const { root } = form.createInstance();

function* nodesBelow(node) {
  for (const child of node.currentState.children ?? []) {
    yield child;
    yield* nodesBelow(child);
  }
}

function find(path) {
  for (const node of nodesBelow(root)) if (node.currentState.reference === path) return node;
  throw new Error(`The form has no ${path}`);
}

function judged(step, path, value) {
  const node = find(path);
  const isSelect = node.nodeType === 'select';
  if (step === 'see') value = node.currentState.instanceValue;
  else if (isSelect && Array.isArray(value)) node.selectValues(value);
  else if (isSelect) node.selectValue(value);
  else node.setValue(value ?? '');
  const { violation } = node.validationState;
  return {
    holds: node.currentState.instanceValue === (Array.isArray(value) ? value.join(' ') : value ?? ''),
    violates: violation?.condition ?? null,
    says: violation?.message?.asString ?? null,
    asked: node.currentState.relevant,
  };
}

const verdicts = [];
for (const [step, path, value] of JSON.parse(readFileSync(0, 'utf8'))) {
  if (step === 'add') find(path).addInstances();
  else verdicts.push(judged(step, path, value));
}
process.stdout.write(JSON.stringify(verdicts), () => process.exit(0));
