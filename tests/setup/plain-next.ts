import { spawn } from "node:child_process";
import path from "node:path";
import { freePort } from "./free-port";
import { waitFor } from "./wait-for";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The built app under `next start`, as a host that knows no custom server runs it, on the file's database. */
export async function startPlainNext(
  overrides: Record<string, string>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const cli = path.join(ROOT, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [cli, "start", "-p", String(port), "-H", "127.0.0.1"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NEXTAUTH_URL: url, ...overrides },
    stdio: "ignore",
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await waitFor(
    () =>
      fetch(`${url}/api/v1/health/ready`).then(
        (response) => response.ok,
        () => false,
      ),
    {
      until: "next start was ready",
      timeoutMs: 30_000,
    },
  );
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
