import { describe, expect, test } from "vitest";
import { checkImports, checkSource } from "@/scripts/lib/check-imports.mjs";
import { IMPORT_RULES } from "@/scripts/lib/import-rules.mjs";

/** For each rule, by its first `from`: a file under it, an import that it forbids and one that it allows. */
const SAMPLES: Record<string, { file: string; forbidden: string; allowed: string }> = {
  "app/api/inngest/": {
    file: "app/api/inngest/route.ts",
    forbidden: "@/lib/queries/events",
    allowed: "@/inngest/functions",
  },
  "app/": { file: "app/(portal)/page.tsx", forbidden: "@/inngest/functions", allowed: "@/components/shell/Portal" },
  "components/": { file: "components/ui/Button.tsx", forbidden: "@/lib/services/events", allowed: "@/lib/client/api" },
  "inngest/functions/": { file: "inngest/functions/deliver.ts", forbidden: "@/lib/http/route", allowed: "../client" },
  "inngest/embedded/": {
    file: "inngest/embedded/engine.ts",
    forbidden: "@/lib/queries/events",
    allowed: "@/lib/clock",
  },
  "inngest/client": { file: "inngest/client.ts", forbidden: "@/lib/services/wake", allowed: "./embedded/fetch" },
  "inngest/serve": { file: "inngest/serve.ts", forbidden: "./functions", allowed: "@/lib/env" },
  "inngest/worker": { file: "server.ts", forbidden: "@/components/ui/Button", allowed: "@/lib/http/publish" },
  "lib/http/": { file: "lib/http/route.ts", forbidden: "@/lib/prisma", allowed: "../services/events" },
  "lib/client/": { file: "lib/client/api.ts", forbidden: "@/lib/errors", allowed: "../contracts/event" },
  "lib/services/": { file: "lib/services/events.ts", forbidden: "@/lib/http/route", allowed: "../queries/events" },
  "lib/partitions/": { file: "lib/partitions/owner.ts", forbidden: "@/lib/http/route", allowed: "@/lib/delivery/lane" },
  "lib/delivery/": { file: "lib/delivery/lane.ts", forbidden: "@/lib/prisma", allowed: "@/lib/clock" },
  "lib/destinations/registry": {
    file: "lib/destinations/registry.ts",
    forbidden: "@/lib/env",
    allowed: "./s3/adapter",
  },
  "lib/destinations/types": {
    file: "lib/destinations/types.ts",
    forbidden: "./webhook/sign",
    allowed: "../contracts/attempt",
  },
  "lib/destinations/": { file: "lib/destinations/s3/adapter.ts", forbidden: "../webhook/sign", allowed: "./metadata" },
  "lib/queries/": { file: "lib/queries/events.ts", forbidden: "@/lib/services/events", allowed: "../prisma" },
  "lib/prisma": { file: "lib/prisma.ts", forbidden: "./queries/events", allowed: "./env" },
  "lib/listen": { file: "lib/listen.ts", forbidden: "./services/events", allowed: "./prisma" },
  "lib/logger": { file: "lib/logger.ts", forbidden: "./prisma", allowed: "./env" },
  "lib/process": { file: "lib/process.ts", forbidden: "./prisma", allowed: "./logger" },
  "lib/log-stream": { file: "lib/log-stream.ts", forbidden: "./env", allowed: "node:stream" },
  "lib/contracts/": { file: "lib/contracts/event.ts", forbidden: "node:crypto", allowed: "./common" },
  "lib/errors": { file: "lib/crypto.ts", forbidden: "./env-reader", allowed: "node:crypto" },
};

describe.each(IMPORT_RULES.map((rule) => rule.from[0] ?? ""))("the rule for %s", (name) => {
  const sample = SAMPLES[name];

  test("finds an import that it forbids", () => {
    expect(checkSource(sample?.file ?? "", `import { x } from "${sample?.forbidden}";`)).toEqual([
      { file: sample?.file, text: `must not import ${sample?.forbidden}` },
    ]);
  });

  test("lets an import pass that it allows", () => {
    expect(checkSource(sample?.file ?? "", `import { x } from "${sample?.allowed}";`)).toEqual([]);
  });
});

test("the tree keeps every rule", () => {
  const { violations, fileCount } = checkImports(process.cwd());
  expect(violations).toEqual([]);
  expect(fileCount).toBeGreaterThan(50);
});

test.each([
  ["type import", 'import type { Pool } from "pg";'],
  ["several lines", 'import {\n  Pool,\n  Client,\n} from "pg";'],
  ["re-export", 'export { Pool } from "pg";'],
  ["import for its effect", 'import "pg";'],
  ["dynamic import", 'const pg = await import("pg");'],
  ["part of a package", 'import x from "pg/lib/client";'],
])("a %s counts as an import", (_, source) => {
  expect(checkSource("lib/routing/matcher.ts", source)).toHaveLength(1);
});

test("comments and text are no imports", () => {
  const source = '// import { x } from "pg";\n/* import "pg" */\nconst text = "from pg import";\n';
  expect(checkSource("lib/routing/matcher.ts", source)).toEqual([]);
});

test("a package is not taken for another whose name begins alike", () => {
  expect(checkSource("lib/routing/matcher.ts", 'import x from "nextgen";')).toEqual([]);
});

test("a file in a folder without a rule is noticed", () => {
  expect(checkSource("lib/misc/stuff.ts", "")).toEqual([
    { file: "lib/misc/stuff.ts", text: "has no rule in scripts/lib/import-rules.mjs" },
  ]);
});

test.each(["process.env.PORT", "process?.env", 'process["env"]', "const { PORT } = process.env"])(
  "%s is read in lib/env.ts only",
  (code) => {
    expect(checkSource("lib/clock.ts", code)).toHaveLength(1);
    expect(checkSource("lib/env.ts", code)).toEqual([]);
  },
);
