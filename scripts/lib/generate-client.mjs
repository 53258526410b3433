import { spawnSync } from "node:child_process";
import path from "node:path";

/**
 * Writes Prisma's client. The command line looks for its native schema engine first, although generating needs none,
 * and would download it: any existing program satisfies the look.
 * @param {string} projectRoot
 */
export function generateClient(projectRoot) {
  const cli = path.join(projectRoot, "node_modules", "prisma", "build", "index.js");
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    ...process.env,
  };
  const result = spawnSync(process.execPath, [cli, "generate"], { cwd: projectRoot, env, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`prisma generate failed:\n${result.stdout}${result.stderr}`);
}
