import { verify } from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/prisma";
import { signIn } from "@/lib/services/sign-in";
import { createMember, sessionCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const CODE = vi.hoisted(() => {
  process.env.HOOKSWITCH_SETUP_CODE = "the-code-of-the-terminal";
  return process.env.HOOKSWITCH_SETUP_CODE;
});

const server = serveApi();
const person = { email: "Jo@Example.com", name: "Jo", password: "correct horse battery" };

function claim(body: object) {
  return server.api.post("/setup", { key: null, body });
}

// One story: the tests of this block follow each other.
describe("setting up", () => {
  it.each([
    [{ ...person, code: CODE, password: "short" }, 400, "password"],
    [{ ...person, code: CODE, email: "jo" }, 400, "email"],
    [{ ...person }, 400, "code"],
  ])("names what is wrong with %j", async (body, status, path) => {
    const refused = await claim(body);
    expect([refused.status, refused.body.errors[0].path]).toEqual([status, path]);
  });

  it("needs the code", async () => {
    const refused = await claim({ ...person, code: "a-code-that-was-guessed" });
    expect([refused.status, refused.body.code]).toEqual([403, "forbidden"]);
    expect(await prisma().user.count()).toBe(0);
  });

  it("lets one of two claims at the same time win", async () => {
    const claims = ["a@example.com", "b@example.com"].map((email) => claim({ ...person, email, code: CODE }));
    const statuses = (await Promise.all(claims)).map((answer) => answer.status);
    expect(statuses.toSorted()).toEqual([201, 409]);
    expect(await prisma().user.count()).toBe(1);
    expect((await server.api.get("/health/ready", { key: null })).body).toEqual({ status: "ready", setUp: true });
  });

  it("stores the password as argon2id and the e-mail in lower case", async () => {
    const user = await prisma().user.findFirstOrThrow();
    expect(user.email).toMatch(/^[ab]@example\.com$/);
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await verify(user.passwordHash ?? "", person.password)).toBe(true);
  });

  it("is over then, even with the code", async () => {
    expect((await claim({ ...person, code: CODE })).status).toBe(409);
  });
});

describe("signing in", () => {
  it("works with the password only, and answers the same for an unknown person", async () => {
    const { email } = await prisma().user.findFirstOrThrow();
    const browser = { address: "192.0.2.1", userAgent: "test" };
    expect(await signIn({ email, password: "wrong", browser })).toBeNull();
    expect(await signIn({ email: "nobody@example.com", password: person.password, browser })).toBeNull();
    expect(await signIn({ email, password: person.password, browser })).toMatchObject({
      sessionId: expect.stringMatching(/^ses_/),
    });
    expect((await prisma().user.findFirstOrThrow()).lastSignInAt).not.toBeNull();
  });

  it("stops after ten failures for an e-mail, right password or not", async () => {
    const { email } = await prisma().user.findFirstOrThrow();
    for (let i = 0; i < 10; i++)
      await signIn({ email, password: "wrong", browser: { address: `192.0.2.${i}`, userAgent: null } });
    await expect(
      signIn({ email, password: person.password, browser: { address: null, userAgent: null } }),
    ).rejects.toMatchObject({
      code: "rate_limited",
    });
  });
});

describe("a session", () => {
  const post = (cookie: string, headers: Record<string, string>) =>
    server.api.post("/tenants", { key: null, headers: { cookie, ...headers }, body: { name: "by session" } });

  it("of an operator reads all, and changes from the portal's own pages only", async () => {
    const { id } = await prisma().user.findFirstOrThrow({ where: { role: "operator" } });
    const cookie = await sessionCookieOf(id);
    expect((await server.api.get("/tenants", { key: null, headers: { cookie } })).status).toBe(200);
    expect((await post(cookie, {})).status).toBe(403);
    expect((await post(cookie, { origin: "https://evil.example" })).status).toBe(403);
    const created = await post(cookie, { origin: server.url });
    expect(created.status).toBe(201);
    const entry = await prisma().auditEntry.findFirstOrThrow({ where: { targetId: created.body.id } });
    expect(entry.actor).toMatch(/^user:usr_/);
  });

  it("that was forged or is not ours is none", async () => {
    for (const cookie of ["hookswitch.session=x.y.z", "hookswitch.session=", "next-auth.session-token=x"]) {
      expect((await server.api.get("/tenants", { key: null, headers: { cookie } })).status).toBe(401);
    }
  });

  it.each([
    ["viewer", 200, 403, 403],
    ["developer", 200, 201, 403],
    ["owner", 200, 201, 200],
  ] as const)("of a member (%s) does what the role allows, in the own tenant", async (role, read, write, keys) => {
    const tenant = await createTenant();
    const { userId } = await createMember(tenant.id, role);
    const headers = { cookie: await sessionCookieOf(userId), origin: server.url };
    const body = { url: "http://127.0.0.1:9/", events: ["*"], skipVerification: true };
    expect((await server.api.get("/subscriptions", { key: null, headers })).status).toBe(read);
    expect((await server.api.post("/subscriptions", { key: null, headers, body })).status).toBe(write);
    expect((await server.api.get("/api-keys", { key: null, headers })).status).toBe(keys);
    expect((await server.api.get("/tenants", { key: null, headers })).status).toBe(403);
    const other = await createTenant();
    expect((await server.api.get(`/tenants/${other.id}/subscriptions`, { key: null, headers })).status).toBe(404);
  });
});
