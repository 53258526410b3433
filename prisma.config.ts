import { defineConfig } from "prisma/config";

/** For Prisma's own command line (`npx prisma migrate deploy`), which needs its native engine; `npm start` does not. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://unset@127.0.0.1:1/unset" },
});
