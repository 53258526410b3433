import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ENVIRONMENT_READER, IMPORT_RULES } from "./import-rules.mjs";

const CHECKED = ["app", "components", "inngest", "lib", "server.ts"];
const NOT_OURS = /^lib\/generated\//;
const SOURCE = /\.(ts|tsx)$/;
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/[^\n]*/g;
/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")`. */
const IMPORTS = /\b(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']/g;
const ENVIRONMENT = /\bprocess\s*(?:\.|\?\.)\s*env\b|\bprocess\s*\[\s*["']env["']/;

/**
 * @typedef {object} Violation
 * @property {string} file
 * @property {string} text
 */

/**
 * Every place in the tree that breaks an import rule.
 * @param {string} root
 * @returns {{ violations: Violation[], fileCount: number }}
 */
export function checkImports(root) {
  const files = CHECKED.flatMap((item) => listSources(root, item)).filter((file) => !NOT_OURS.test(file));
  const violations = files.flatMap((file) => checkSource(file, readFileSync(path.join(root, file), "utf8")));
  return { violations, fileCount: files.length };
}

/**
 * @param {string} root
 * @param {string} item
 * @returns {string[]}
 */
function listSources(root, item) {
  const state = statSync(path.join(root, item), { throwIfNoEntry: false });
  if (!state) return [];
  if (!state.isDirectory()) return SOURCE.test(item) ? [item] : [];
  return readdirSync(path.join(root, item)).flatMap((name) => listSources(root, path.posix.join(item, name)));
}

/**
 * @param {string} file from the root, with forward slashes
 * @param {string} source
 * @returns {Violation[]}
 */
export function checkSource(file, source) {
  const name = file.replace(SOURCE, "");
  const rule = IMPORT_RULES.find(({ from }) => from.some((pattern) => covers(pattern, name)));
  const code = source.replace(COMMENTS, "");
  /** @type {string[]} */
  const texts = [];
  if (ENVIRONMENT.test(code) && name !== ENVIRONMENT_READER) texts.push("reads process.env; only lib/env.ts may");
  if (!rule) texts.push("has no rule in scripts/lib/import-rules.mjs");
  else
    for (const specifier of importsOf(code))
      if (!isAllowed(rule, name, specifier)) texts.push(`must not import ${specifier}`);
  return texts.map((text) => ({ file, text }));
}

/** @param {string} code */
function importsOf(code) {
  return [...code.matchAll(IMPORTS)].map((match) => match[1] ?? match[2] ?? "");
}

/**
 * @param {import("./import-rules.mjs").ImportRule} rule
 * @param {string} name
 * @param {string} specifier
 */
function isAllowed(rule, name, specifier) {
  const target = resolveSpecifier(name, specifier);
  if (target === undefined) return !(rule.noLibraries ?? []).some((library) => isLibrary(specifier, library));
  if (rule.never?.some((pattern) => covers(pattern, target))) return false;
  if (rule.may.some((pattern) => covers(pattern, target))) return true;
  return isOwnFolder(rule, target) && (!rule.isolated || isSameChild(rule, { name, target }));
}

/** Undefined for a package. @param {string} name @param {string} specifier */
function resolveSpecifier(name, specifier) {
  const withoutSuffix = specifier.replace(/\.(ts|tsx|js|mjs)$/, "");
  if (withoutSuffix.startsWith("@/")) return withoutSuffix.slice(2);
  if (withoutSuffix.startsWith(".")) return path.posix.join(path.posix.dirname(name), withoutSuffix);
  return undefined;
}

/** @param {import("./import-rules.mjs").ImportRule} rule @param {string} target */
function isOwnFolder(rule, target) {
  return rule.from.some((pattern) => covers(pattern, target));
}

/** @param {import("./import-rules.mjs").ImportRule} rule @param {{ name: string, target: string }} files */
function isSameChild(rule, { name, target }) {
  return rule.from.some((folder) => covers(folder, name) && childOf(folder, name) === childOf(folder, target));
}

/** @param {string} folder @param {string} name */
function childOf(folder, name) {
  return name.slice(folder.length).split("/")[0];
}

/** @param {string} pattern @param {string} name */
function covers(pattern, name) {
  return pattern.endsWith("/") ? name.startsWith(pattern) || `${name}/` === pattern : name === pattern;
}

/** @param {string} specifier @param {string} library */
function isLibrary(specifier, library) {
  return specifier === library || specifier.startsWith(/[/:]$/.test(library) ? library : `${library}/`);
}
