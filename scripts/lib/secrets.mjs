import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} LocalSecrets
 * @property {Record<string, string>} environment what the children get
 * @property {string} setupCode claims an installation without an operator account
 * @property {{ file: string, value: string, isNew: boolean } | undefined} operatorKey undefined when the environment fixes it
 */

/**
 * Reads the secrets of this installation; makes at the first start those that the environment does not give.
 * Files are readable by their owner only.
 * @param {string} dataDir
 * @param {Record<string, string | undefined>} environment
 * @returns {LocalSecrets}
 */
export function prepareSecrets(dataDir, environment) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const keep = (/** @type {string} */ name, /** @type {() => string} */ make) =>
    keepSecret(path.join(dataDir, name), make);
  const setupCode = keep("setup-code", () => random(16)).value;
  const operatorKey = environment.HOOKSWITCH_OPERATOR_KEY ? undefined : keep("operator-key", () => `hs_${random(24)}`);
  return {
    setupCode,
    operatorKey,
    environment: {
      HOOKSWITCH_SETUP_CODE: setupCode,
      HOOKSWITCH_OPERATOR_KEY: operatorKey?.value ?? environment.HOOKSWITCH_OPERATOR_KEY ?? "",
      HOOKSWITCH_SECRET_KEY: environment.HOOKSWITCH_SECRET_KEY || keep("secret-key", () => random(32)).value,
      NEXTAUTH_SECRET: environment.NEXTAUTH_SECRET || keep("nextauth-secret", () => random(32)).value,
    },
  };
}

/**
 * @param {string} file
 * @param {() => string} make
 */
function keepSecret(file, make) {
  if (existsSync(file)) return { file, value: readFileSync(file, "utf8").trim(), isNew: false };
  const value = make();
  // "wx": two first starts at the same moment must not each print a key of their own.
  writeFileSync(file, `${value}\n`, { mode: 0o600, flag: "wx" });
  return { file, value, isNew: true };
}

/** @param {number} bytes */
function random(bytes) {
  return randomBytes(bytes).toString("base64url");
}
