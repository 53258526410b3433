/**
 * Who may import whom: the table of docs/architecture in code. The first rule whose `from` matches a file counts; a file
 * without a rule is an error, so that a new folder finds its place here first.
 *
 * Patterns are paths from the root without extension; a trailing slash stands for everything below it. A folder may
 * always import from itself (`from`), unless the rule says `isolated`.
 * @typedef {object} ImportRule
 * @property {string[]} from
 * @property {string[]} may
 * @property {string[]} [never] exceptions from `may` and from the folder itself
 * @property {string[]} [noLibraries] packages that it must not know
 * @property {boolean} [isolated] the folders below `from` must not know each other
 */

const STORAGE_AND_FRAMEWORKS = ["@prisma/", "pg", "next", "next-auth", "react", "inngest"];

/** @type {ImportRule[]} */
export const IMPORT_RULES = [
  {
    from: ["app/api/inngest/"],
    may: [
      "inngest/functions/",
      "inngest/client",
      "lib/http/",
      "lib/services/",
      "lib/contracts/",
      "lib/errors",
      "lib/auth",
    ],
  },
  {
    from: ["app/"],
    may: [
      "openapi.json",
      "components/",
      "lib/http/",
      "lib/services/",
      "lib/contracts/",
      "lib/errors",
      "lib/auth",
      // What a page reads first, for the server to ask: names, paths and parsing, nothing of the browser.
      "lib/client/queries/",
      "lib/client/api-query",
      "lib/client/cookies",
      "lib/client/pick-filters",
      "lib/client/to-search",
    ],
    noLibraries: ["@prisma/", "pg", "inngest"],
  },
  {
    from: ["components/"],
    may: ["lib/client/", "lib/contracts/"],
    noLibraries: ["@prisma/", "pg", "inngest", "pino"],
  },
  {
    from: ["inngest/functions/"],
    may: ["inngest/client", "inngest/events", "lib/"],
    never: ["lib/http/", "lib/client/"],
  },
  { from: ["inngest/embedded/"], may: ["lib/env", "lib/logger", "lib/clock", "lib/prisma", "lib/generated/"] },
  { from: ["inngest/client", "inngest/events"], may: ["lib/env", "lib/contracts/", "inngest/embedded/"] },
  {
    from: ["inngest/serve", "inngest/serving/"],
    may: ["inngest/client", "inngest/embedded/", "inngest/serving/", "lib/clock", "lib/env", "lib/logger"],
  },
  { from: ["inngest/worker", "server"], may: ["app/", "inngest/", "lib/"] },
  {
    from: ["lib/http/", "lib/auth"],
    may: [
      "lib/contracts/",
      "lib/errors",
      "lib/services/",
      "lib/queries/",
      "lib/env",
      "lib/crypto",
      "lib/logger",
      "lib/ids",
      "lib/clock",
      "lib/listen",
      "lib/when-ready",
      "lib/routing/raw-json",
    ],
  },
  {
    from: ["lib/client/"],
    // Pure: the form shows what the server will do, by the server's own rules, and calls are typed as the public client's.
    may: [
      "lib/contracts/",
      "lib/routing/pattern",
      "lib/delivery/retry",
      "clients/typescript/operation",
      "clients/typescript/schema",
    ],
    noLibraries: ["@prisma/", "pg", "inngest", "pino", "undici"],
  },
  {
    from: ["lib/services/"],
    may: [
      "lib/queries/",
      "lib/contracts/",
      "lib/errors",
      "lib/destinations/",
      "lib/routing/",
      "lib/schemas/",
      "lib/ids",
      "lib/clock",
      "lib/crypto",
      "lib/env",
      "lib/logger",
      "lib/metrics",
      "lib/top-names",
      "lib/group-commit",
      "lib/process",
      "lib/when-ready",
      "lib/delivery/retry",
      "lib/generated/", // the type of a transaction
      "inngest/client",
      "inngest/events",
      "inngest/embedded/run-commands",
    ],
    noLibraries: ["next", "react", "pg"],
  },
  {
    from: ["lib/partitions/"],
    may: [
      "lib/queries/",
      "lib/services/",
      "lib/prisma",
      "lib/listen",
      "lib/group-commit",
      "lib/delivery/",
      "lib/routing/",
      "lib/destinations/",
      "lib/contracts/",
      "lib/clock",
      "lib/ids",
      "lib/logger",
      "lib/metrics",
      "lib/errors",
      "lib/crypto",
      "lib/env",
      "inngest/client",
      "inngest/events",
    ],
    noLibraries: ["next", "react"],
  },
  {
    from: ["lib/delivery/", "lib/routing/", "lib/schemas/"],
    may: ["lib/destinations/", "lib/clock", "lib/contracts/"],
    never: ["lib/destinations/webhook/"],
    noLibraries: STORAGE_AND_FRAMEWORKS,
  },
  { from: ["lib/destinations/registry"], may: ["lib/destinations/", "lib/net/", "package.json"] },
  { from: ["lib/destinations/types"], may: ["lib/net/", "lib/contracts/"], noLibraries: STORAGE_AND_FRAMEWORKS },
  {
    from: ["lib/destinations/"],
    may: ["lib/destinations/types", "lib/net/", "lib/crypto"],
    noLibraries: STORAGE_AND_FRAMEWORKS,
    isolated: true,
  },
  { from: ["lib/queries/"], may: ["lib/prisma", "lib/generated/", "lib/contracts/", "lib/errors", "lib/ids"] },
  { from: ["lib/prisma"], may: ["lib/env", "lib/generated/"] },
  { from: ["lib/listen"], may: ["lib/prisma", "lib/logger"] },
  { from: ["lib/logger"], may: ["lib/env", "lib/log-stream"] },
  { from: ["lib/process"], may: ["lib/env", "lib/logger"] },
  { from: ["lib/log-stream"], may: [] },
  {
    from: ["lib/contracts/"],
    may: [],
    noLibraries: [...STORAGE_AND_FRAMEWORKS, "node:"],
  },
  {
    from: [
      "lib/errors",
      "lib/net/",
      "lib/ids",
      "lib/clock",
      "lib/crypto",
      "lib/env",
      "lib/group-commit",
      "lib/line-metrics",
      "lib/metrics",
      "lib/top-names",
      "lib/when-ready",
    ],
    may: ["lib/line-metrics", "lib/top-names"],
    noLibraries: STORAGE_AND_FRAMEWORKS,
  },
];

/** The one reader of process.env. */
export const ENVIRONMENT_READER = "lib/env";
