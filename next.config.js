/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types of everything, tests included; a start must neither wait for it nor fail on it.
  typescript: { ignoreBuildErrors: true },
  // Loaded from node_modules by the server: native code, workers of their own, or one shared pool.
  serverExternalPackages: ["@node-rs/argon2", "@prisma/client", "@prisma/adapter-pg", "pg", "pino"],
};

export default config;
