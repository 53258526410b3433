import { isIP } from "node:net";
import { z } from "zod";

/** The one reader of process.env. Every variable stands in the README's configuration table. */
const csv = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);
const url = z.url({ protocol: /^https?$/, message: "must be an http(s) URL" });
const networks = csv.refine((list) => list.every(isNetwork), {
  message: "must be a comma-separated list of addresses or ranges such as 127.0.0.0/8",
});

/** An address, or one with the length of a prefix that its family has. */
function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message);
}

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535).default(3000),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://"),
  DATABASE_DIRECT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgresql://")
    .optional(),
  HOOKSWITCH_DATA_DIR: z.string().min(1).default(".hookswitch"),
  HOOKSWITCH_PUBLIC_URL: url.optional(),
  HOOKSWITCH_OPERATOR_KEY: z
    .string()
    .regex(/^hs_[A-Za-z0-9_-]{24,}$/, "must be hs_ followed by at least 24 characters of A-Z a-z 0-9 _ -")
    .optional(),
  HOOKSWITCH_SECRET_KEY: csv.refine((keys) => keys.length > 0 && keys.every((key) => key.length >= 32), {
    message: "must be at least 32 characters (several, newest first, are separated by commas)",
  }),
  HOOKSWITCH_ALLOWED_NETWORKS: networks.default([]),
  HOOKSWITCH_TRUSTED_PROXIES: networks.default([]),
  /** Requests a second that one caller may make for long, in each web process; 0: no limit. */
  HOOKSWITCH_RATE_LIMIT: wholeNumber(0, 1_000_000).default(100),
  HOOKSWITCH_PUBLISH_RATE_LIMIT: wholeNumber(0, 1_000_000).default(1_000),
  HOOKSWITCH_OPERATOR_PUBLISH_RATE_LIMIT: wholeNumber(0, 1_000_000).default(20_000),
  HOOKSWITCH_PARTITIONS: wholeNumber(1, 1_024).default(4),
  /** A subscription whose endpoint fails for this long is switched off; 0: never. */
  HOOKSWITCH_DISABLE_AFTER_HOURS: wholeNumber(0, 8_760).default(120),
  /** Claims the installation once; made at the first local start. */
  HOOKSWITCH_SETUP_CODE: z.string().min(8).optional(),
  /** Only with an Inngest server: where it reaches the worker's functions; 0 takes a free port. */
  HOOKSWITCH_WORKER_PORT: wholeNumber(0, 65_535).default(0),
  NEXTAUTH_URL: url.optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters"),
  GITHUB_CLIENT_ID: z.string().min(1).optional(),
  GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
  /** GitHub, or the address of a GitHub Enterprise Server. */
  GITHUB_URL: url.default("https://github.com"),
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  /** Google, or another OpenID provider that says of an address whether it is verified. */
  GOOGLE_ISSUER: url.default("https://accounts.google.com"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, message: "must be an smtp:// or smtps:// URL" }).optional(),
  SMTP_FROM: z.string().min(3).optional(),
  INNGEST_BASE_URL: url.optional(),
  INNGEST_EVENT_KEY: z.string().min(1).optional(),
  INNGEST_SIGNING_KEY: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

export type Env = z.output<typeof schema>;

/** Empty strings count as not set. Throws an Error whose message names each bad variable and the remedy. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is not set and has no default` : `${name} ${issue.message}`;
  });
  throw new Error(`Configuration: ${lines.join("; ")}. The README's table lists every variable.`);
}

let cached: Env | undefined;

export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** The address that people and consumers use; links are made of it. */
export function publicUrl(): string {
  const { HOOKSWITCH_PUBLIC_URL, NEXTAUTH_URL, HOST, PORT } = env();
  const host = HOST === "0.0.0.0" || HOST === "::" ? "localhost" : HOST;
  return (HOOKSWITCH_PUBLIC_URL ?? NEXTAUTH_URL ?? `http://${host}:${PORT}`).replace(/\/$/, "");
}

/** Where people can sign in besides a password: GitHub and Google, each with both of its keys. */
export function signInProviders(): ("github" | "google")[] {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env();
  const hasGithub = GITHUB_CLIENT_ID !== undefined && GITHUB_CLIENT_SECRET !== undefined;
  const hasGoogle = GOOGLE_CLIENT_ID !== undefined && GOOGLE_CLIENT_SECRET !== undefined;
  return [...(hasGithub ? (["github"] as const) : []), ...(hasGoogle ? (["google"] as const) : [])];
}

export function canMail(): boolean {
  return env().SMTP_URL !== undefined && env().SMTP_FROM !== undefined;
}

/** next-auth reads its address from the environment only. Call it before Next starts. */
export function provideNextAuthUrl(): void {
  process.env.NEXTAUTH_URL ||= publicUrl();
}

/**
 * The Inngest SDK walks through process.env several times per call, and each read of the real one is a system
 * call: a plain copy took 0.5 ms off a run. Call it once, at the start of a worker.
 */
export function copyEnvironment(): void {
  process.env = { ...process.env };
}
