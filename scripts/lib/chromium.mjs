import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { step } from "./steps.mjs";

const CANDIDATES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A browser for the tests; CHROMIUM_PATH goes first. Undefined where there is none. */
export function findChromium() {
  return [process.env.CHROMIUM_PATH ?? "", ...CANDIDATES].find((file) => file !== "" && existsSync(file));
}

/** Installs Debian's chromium where it is missing and that is possible. Returns why not, for a person. */
export async function ensureChromium() {
  if (findChromium()) return undefined;
  const canInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (!canInstall) {
    return "Browser tests are skipped: no Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.";
  }
  await step("Chromium from Debian, for the browser tests", installWithApt);
  return findChromium() ? undefined : "Browser tests are skipped: apt-get could not install chromium.";
}

function installWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { env, stdio: "ignore" });
  const packages = ["chromium", "fonts-liberation"];
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env, stdio: "ignore" });
}
