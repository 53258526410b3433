/**
 * What pages may load and do: nothing from elsewhere. Next writes its page data into inline scripts that differ
 * from page to page, and a nonce would need a proxy in front of every request, which halves their number; so
 * inline scripts are allowed, and React's escaping is the guard against them.
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

/** API answers bring their own (lib/http/headers.ts). */
const PAGES = "/((?!api/).*)";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types of everything, tests included; a start must neither wait for it nor fail on it.
  typescript: { ignoreBuildErrors: true },
  // Loaded from node_modules by the server: native code, workers of their own, or one shared pool.
  serverExternalPackages: ["@node-rs/argon2", "@prisma/client", "@prisma/adapter-pg", "pg", "pino"],
  headers: async () => [
    {
      source: PAGES,
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
