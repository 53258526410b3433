import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type RunningPostgres, startPostgres } from "@/scripts/lib/postgres.mjs";
import { isRunning } from "@/scripts/lib/processes.mjs";

let dataDir: string;
let server: RunningPostgres;

const start = () => startPostgres({ projectRoot: process.cwd(), dataDir });

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "hookswitch-postgres-"));
  server = await start();
});
afterEach(async () => {
  if (!isRunning(server.pid)) server = await start();
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // some tests kill the server under it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test("data folder and password are private, and only this machine reaches the server", async () => {
  expect(statSync(path.join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(dataDir, "postgres-password")).mode & 0o777).toBe(0o600);
  const { rows } = await withClient(server.url, (client) => client.query("show listen_addresses"));
  expect(rows[0].listen_addresses).toBe("127.0.0.1");
});

test("a wrong password is refused", async () => {
  const url = new URL(server.url);
  url.password = "wrong";
  await expect(withClient(url.href, async () => {})).rejects.toThrow("password authentication failed");
});

test("a commit is on disk before it is acknowledged", async () => {
  const settings = await withClient(server.url, (client) =>
    client.query("select current_setting('fsync') || current_setting('synchronous_commit') as both"),
  );
  expect(settings.rows[0].both).toBe("onon");
});

test("it stops cleanly and comes back on the same port", async () => {
  const { port, pid } = server;
  await server.stop();
  expect(isRunning(pid)).toBe(false);
  expect(existsSync(path.join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  server = await start();
  expect(server).toMatchObject({ port, reused: false });
});

test("every acknowledged row is there after the server was killed in the middle of commits", async () => {
  await withClient(server.url, (client) => client.query("create table acknowledged (id int primary key)"));
  let acknowledged = 0;
  const writing = withClient(server.url, async (client) => {
    for (let id = 1; ; id += 1) {
      await client.query("insert into acknowledged values ($1)", [id]);
      acknowledged = id;
      if (id === 200) process.kill(server.pid, "SIGKILL");
    }
  });
  await expect(writing).rejects.toThrow();
  await server.exited;

  server = await start();
  const { rows } = await withClient(server.url, (client) =>
    client.query("select count(*)::int as count, max(id) as last from acknowledged"),
  );
  expect(rows[0].last).toBeGreaterThanOrEqual(acknowledged);
  expect(rows[0].count).toBe(rows[0].last);
});

test("a server that outlived its supervisor is used again, not started twice", async () => {
  const again = await start();
  expect(again).toMatchObject({ reused: true, pid: server.pid, url: server.url });
});

test("a reused server is stopped for good and its end is noticed", async () => {
  const again = await start();
  await again.stop();
  await again.exited;
  expect(isRunning(again.pid)).toBe(false);
});

test("a pid file that names some other living process does not keep the server from starting", async () => {
  await server.stop();
  const file = path.join(dataDir, "postgres", "postmaster.pid");
  const lines = [process.pid, path.join(dataDir, "postgres"), 1, server.port, "", "127.0.0.1", "", "ready   "];
  await writeFile(file, lines.join("\n"));
  server = await start();
  expect(server.reused).toBe(false);
  expect(readFileSync(file, "utf8").split("\n")[0]).toBe(String(server.pid));
});
