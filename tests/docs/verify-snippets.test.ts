import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERIFY_SNIPPETS } from "@/components/docs/snippets/verify-snippets";
import { newSubscription, newTenant, publish, startWorker } from "../delivery/world";
import { type ReceivedRequest, type Receiver, startReceiver } from "../receiver";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const TIMEOUT_MS = 90_000;

interface Given {
  folder: string;
  code: string;
  request: ReceivedRequest;
  secret: string;
}

interface Runner {
  /** Each must be there; else the language is skipped. */
  commands: string[];
  /** Ends with 0 when the snippet accepts the request. */
  run(given: Given): number | null;
}

/** Calls `verify` of the snippet with a request out of request.json; for most languages that is a second file. */
const RUNNERS: Record<string, Runner> = {
  typescript: {
    commands: ["node"],
    run: (given) => {
      const caller = `import { readFileSync } from "node:fs"; import { verify } from "./verify.ts";
        const { body, headers, secret } = JSON.parse(readFileSync("request.json", "utf8")); verify(body, headers, secret);`;
      return execute(given, { "verify.ts": given.code, "call.ts": caller }, [
        process.execPath,
        "--import",
        tsx(),
        "call.ts",
      ]);
    },
  },
  python: {
    commands: ["python3"],
    run: (given) => {
      const caller = `import json\nfrom verify import verify\nr = json.load(open("request.json"))\nverify(r["body"].encode(), r["headers"], r["secret"])\n`;
      return execute(given, { "verify.py": given.code, "call.py": caller }, ["python3", "call.py"]);
    },
  },
  go: {
    commands: ["go"],
    run: (given) => {
      const caller = `package webhook
import ("encoding/json"; "net/http"; "os"; "testing")
func TestCall(t *testing.T) {
	var r struct { Body string; Secret string; Headers map[string]string }
	text, _ := os.ReadFile("request.json")
	if err := json.Unmarshal(text, &r); err != nil { t.Fatal(err) }
	headers := http.Header{}
	for name, value := range r.Headers { headers.Set(name, value) }
	if err := Verify([]byte(r.Body), headers, r.Secret); err != nil { t.Fatal(err) }
}`;
      const files = { "verify.go": given.code, "verify_test.go": caller, "go.mod": "module webhook\ngo 1.19\n" };
      return execute(given, files, ["go", "test", "./..."]);
    },
  },
  ruby: {
    commands: ["ruby"],
    run: (given) => {
      const caller = `require "json"\nrequire_relative "verify"\nr = JSON.parse(File.read("request.json"))\nverify(r["body"], r["headers"], r["secret"])\n`;
      return execute(given, { "verify.rb": given.code, "call.rb": caller }, ["ruby", "call.rb"]);
    },
  },
  php: {
    commands: ["php"],
    run: (given) => {
      const caller = `<?php require 'verify.php'; $r = json_decode(file_get_contents('request.json'), true);
        try { verify($r['body'], $r['headers'], $r['secret']); } catch (Exception $e) { exit(1); }`;
      return execute(given, { "verify.php": given.code, "call.php": caller }, ["php", "call.php"]);
    },
  },
  java: {
    commands: ["javac", "java"],
    run: (given) => {
      const { request, secret } = given;
      const wanted = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(
        (name) => `"${name}", "${request.headers[name]}"`,
      );
      const caller = `class Call { public static void main(String[] a) throws Exception {
        Webhook.verify(${JSON.stringify(request.body)}, java.util.Map.of(${wanted.join(", ")}), "${secret}"); } }`;
      const files = { "Webhook.java": given.code, "Call.java": caller };
      return execute(given, files, ["javac", "Webhook.java", "Call.java"]) === 0
        ? execute(given, {}, ["java", "-cp", ".", "Call"])
        : null;
    },
  },
  shell: {
    commands: ["openssl", "od", "base64"],
    run: (given) => {
      const { headers } = given.request;
      return execute(given, { "verify.sh": given.code, body: given.request.body }, ["sh", "verify.sh"], {
        webhook_id: headers["webhook-id"] ?? "",
        webhook_timestamp: headers["webhook-timestamp"] ?? "",
        webhook_signature: headers["webhook-signature"] ?? "",
        body_file: "body",
        secret: given.secret,
      });
    },
  },
};

let receiver: Receiver;
let worker: Awaited<ReturnType<typeof startWorker>>;
const folders: string[] = [];
let request: ReceivedRequest;

beforeAll(async () => {
  receiver = await startReceiver();
  worker = await startWorker();
  const tenant = await newTenant();
  await newSubscription(tenant.id, { url: receiver.url("/snippets"), secret: SECRET });
  await publish(tenant.id, { data: '{"text":"Grüße, \\"Welt\\" \\\\ 1.0"}' });
  [request] = (await receiver.waitForRequests(1)) as [ReceivedRequest];
});
afterAll(async () => {
  await worker.stop();
  await receiver.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each(VERIFY_SNIPPETS)("the snippet in $label", ({ id, code }) => {
  const runner = RUNNERS[id];
  const missing = runner ? runner.commands.find((command) => !isThere(command)) : "a compiler that Debian has";

  it.skipIf(missing)(
    `accepts a delivered request, and refuses another secret, body and time${missing ? ` (no ${missing})` : ""}`,
    () => {
      const run = (changed: Partial<ReceivedRequest>, secret = SECRET) => {
        const folder = mkdtempSync(path.join(tmpdir(), "hookswitch-snippet-"));
        folders.push(folder);
        return runner?.run({ folder, code, request: { ...request, ...changed }, secret });
      };
      const old = { ...request.headers, "webhook-timestamp": String(Math.floor(Date.now() / 1_000) - 600) };
      expect(run({})).toBe(0);
      expect([0, null]).not.toContain(run({}, OTHER_SECRET));
      expect([0, null]).not.toContain(run({ body: request.body.replace("1.0", "2.0") }));
      expect([0, null]).not.toContain(run({ headers: old }));
    },
    TIMEOUT_MS,
  );
});

function execute(
  { folder, request: { body, headers }, secret }: Given,
  files: Record<string, string>,
  [command = "", ...args]: string[],
  environment: Record<string, string> = {},
): number | null {
  const all = { "request.json": JSON.stringify({ body, headers, secret }), ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(path.join(folder, name), text);
  const env = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", ...environment };
  return spawnSync(command, args, { cwd: folder, env, stdio: "ignore", timeout: TIMEOUT_MS }).status;
}

function isThere(command: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

function tsx(): string {
  return import.meta.resolve("tsx");
}
