/**
 * What pages may load and do where Next runs without the custom server: nothing from elsewhere, in no frame. The custom
 * server sets a stricter policy of its own, with a nonce for each answer and the operator's frames
 * (lib/http/page-headers.ts); here Next's inline scripts are allowed, and React's escaping is the guard against others.
 */
const PAGE_POLICY = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The custom server's mark on each request (lib/http/client-address.ts). */
const BEHIND_CUSTOM_SERVER = { type: /** @type {const} */ ("header"), key: "x-hookswitch-address" };
/** API answers bring their own (lib/http/headers.ts). */
const PAGES = "/((?!api/).*)";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Loading all pages and routes before the first is asked for took 50 MB and a second of every start.
  experimental: { preloadEntriesOnStart: false },
  // `npm test` checks the types of everything, tests included; a start must neither wait for it nor fail on it.
  typescript: { ignoreBuildErrors: true },
  // Loaded from node_modules by the server: native code, workers of their own, or one shared pool.
  serverExternalPackages: ["@node-rs/argon2", "@prisma/client", "@prisma/adapter-pg", "pg", "pino"],
  headers: async () => [
    {
      source: PAGES,
      missing: [BEHIND_CUSTOM_SERVER],
      headers: [
        { key: "Content-Security-Policy", value: PAGE_POLICY },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
      ],
    },
  ],
};

export default config;
