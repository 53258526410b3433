import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { signIn } from "@/lib/services/sign-in";
import { createTenantKey } from "../factories/api-key";
import { createMember, createUser, sessionCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const PASSWORD = "correct horse battery";
const NEXT_PASSWORD = "wrong donkey engine";
const browser = { address: null, userAgent: null };

const as = (cookie: string) => ({ key: null, headers: { cookie, origin: server.url } });

describe("own sessions", () => {
  it("are listed with device, address and when they were last seen, the current one marked", async () => {
    const { userId } = await createUser("operator");
    const [here, there] = [await sessionCookieOf(userId), await sessionCookieOf(userId)];
    await sessionCookieOf((await createUser("operator")).userId);
    const { data } = (await server.api.get("/sessions", as(here))).body;
    expect(data).toHaveLength(2);
    expect(data.map((session: { isCurrent: boolean }) => session.isCurrent)).toEqual([false, true]);
    expect(data[0]).toMatchObject({ method: "password", address: "192.0.2.9", userAgent: "test browser" });
    expect(Date.parse(data[0].lastSeenAt)).toBeGreaterThan(Date.now() - 60_000);
    expect((await server.api.get("/session", as(there))).body.id).toBe(data[0].id);
  });

  it("end one by one, at once, and nobody else's with them", async () => {
    const { userId } = await createUser("operator");
    const [here, there] = [await sessionCookieOf(userId), await sessionCookieOf(userId)];
    const stranger = await sessionCookieOf((await createUser("operator")).userId);
    const { id } = (await server.api.get("/session", as(there))).body;
    expect((await server.api.delete(`/sessions/${id}`, as(stranger))).status).toBe(404);
    expect((await server.api.delete(`/sessions/${id}`, as(here))).status).toBe(204);
    expect((await server.api.get("/session", as(there))).status).toBe(401);
    expect((await server.api.get("/session", as(here))).status).toBe(200);
    expect((await server.api.delete(`/sessions/${id}`, as(here))).status).toBe(404);
  });

  it("end all together, with or without the current one", async () => {
    const { userId } = await createUser("operator");
    const cookies = await Promise.all([1, 2, 3].map(() => sessionCookieOf(userId)));
    const [here = "", there = ""] = cookies;
    expect((await server.api.delete("/sessions?keepCurrent=true", as(here))).status).toBe(204);
    expect((await server.api.get("/session", as(here))).status).toBe(200);
    expect((await server.api.get("/session", as(there))).status).toBe(401);
    expect((await server.api.delete("/sessions", as(here))).status).toBe(204);
    expect((await server.api.get("/session", as(here))).status).toBe(401);
  });

  it("end by themselves when their time is over", async () => {
    const { userId } = await createUser("operator");
    const cookie = await sessionCookieOf(userId);
    await prisma().session.updateMany({ where: { userId }, data: { expiresAt: new Date() } });
    expect((await server.api.get("/session", as(cookie))).status).toBe(401);
  });
});

describe("a member of several tenants", () => {
  it("acts in the earliest one, switches, and reaches no other", async () => {
    const [first, second, foreign] = [await createTenant(), await createTenant(), await createTenant()];
    const person = await createMember(first.id, "viewer");
    await prisma().member.create({
      data: { id: `mem_${"1".repeat(32)}`, tenantId: second.id, userId: person.userId, role: "owner" },
    });
    const cookie = as(await sessionCookieOf(person.userId));
    expect((await server.api.get("/session", cookie)).body).toMatchObject({
      role: "viewer",
      tenant: { id: first.id },
      tenants: [
        { id: first.id, role: "viewer" },
        { id: second.id, role: "owner" },
      ],
    });
    expect((await server.api.get(`/tenants/${second.id}/subscriptions`, cookie)).status).toBe(404);
    const switched = await server.api.patch("/session", { ...cookie, body: { tenant: second.externalId } });
    expect(switched.body).toMatchObject({ role: "owner", tenant: { id: second.id } });
    expect((await server.api.get("/api-keys", cookie)).status).toBe(200);
    for (const tenant of [foreign.id, "nobody"])
      expect((await server.api.patch("/session", { ...cookie, body: { tenant } })).status).toBe(404);
    await prisma().member.deleteMany({ where: { tenantId: second.id } });
    expect((await server.api.get("/session", cookie)).body).toMatchObject({ role: "viewer", tenant: { id: first.id } });
  });
});

describe("an account", () => {
  it("changes its password with the current one, which ends its other sessions", async () => {
    const { userId, email } = await createUser("operator", { password: PASSWORD });
    const [here, there] = [await sessionCookieOf(userId), await sessionCookieOf(userId)];
    const change = (body: object) => server.api.post("/account/password", { ...as(here), body });
    const wrong = await change({ currentPassword: "guess", newPassword: NEXT_PASSWORD });
    expect(wrong.body.errors).toMatchObject([{ path: "currentPassword" }]);
    expect((await change({ newPassword: NEXT_PASSWORD })).body.errors).toMatchObject([{ path: "currentPassword" }]);
    expect((await change({ currentPassword: PASSWORD, newPassword: "short" })).body.errors).toMatchObject([
      { path: "newPassword", code: "too_small" },
    ]);
    expect((await change({ currentPassword: PASSWORD, newPassword: NEXT_PASSWORD })).status).toBe(200);
    expect((await server.api.get("/session", as(here))).status).toBe(200);
    expect((await server.api.get("/session", as(there))).status).toBe(401);
    expect(await signIn({ email, password: PASSWORD, browser })).toBeNull();
    expect(await signIn({ email, password: NEXT_PASSWORD, browser })).not.toBeNull();
  });

  it("does not tell its current password to who tries many", async () => {
    const { userId } = await createUser("operator", { password: PASSWORD });
    const call = as(await sessionCookieOf(userId));
    const change = (currentPassword: string) =>
      server.api.post("/account/password", { ...call, body: { currentPassword, newPassword: NEXT_PASSWORD } });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => change(`guess ${i}`)));
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(2);
    expect((await change(PASSWORD)).status).toBe(429);
  });

  it("without a password (GitHub, Google) chooses its first one", async () => {
    const { userId } = await createUser("operator");
    const call = as(await sessionCookieOf(userId));
    expect((await server.api.get("/account", call)).body).toMatchObject({ hasPassword: false, providers: [] });
    const chosen = await server.api.post("/account/password", { ...call, body: { newPassword: PASSWORD } });
    expect(chosen.body).toMatchObject({ hasPassword: true });
  });

  it("has a name that its person changes; a key has no account", async () => {
    const tenant = await createTenant();
    const call = as(await sessionCookieOf((await createMember(tenant.id, "viewer")).userId));
    expect((await server.api.patch("/account", { ...call, body: { name: "Jo" } })).body.name).toBe("Jo");
    const api = server.api.as(await createTenantKey(tenant.id));
    expect((await api.get("/account")).status).toBe(403);
    expect((await api.get("/session")).status).toBe(403);
  });
});

describe("signing in", () => {
  const failing = (email: string, address: string) =>
    signIn({ email, password: "wrong", browser: { address, userAgent: null } });

  it("stops after fifty failures from an address, whoever is tried, counted for all processes together", async () => {
    const tries = Array.from({ length: 60 }, (_, i) => failing(`nobody-${i}@example.com`, "198.51.100.7"));
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === "rejected")).toHaveLength(10);
    const { email } = await createUser("operator", { password: PASSWORD });
    await expect(
      signIn({ email, password: PASSWORD, browser: { address: "198.51.100.7", userAgent: null } }),
    ).rejects.toMatchObject({ code: "rate_limited" });
    expect(await signIn({ email, password: PASSWORD, browser })).not.toBeNull();
    expect(await prisma().throttle.count({ where: { key: { startsWith: "sign-in address:" } } })).toBe(1);
    expect(JSON.stringify(await prisma().throttle.findMany())).not.toContain("198.51.100.7");
  });

  it("counts failures only: a person who signs in often from one address is not stopped", async () => {
    const { email } = await createUser("operator", { password: PASSWORD });
    for (let i = 0; i < 12; i++)
      expect(
        await signIn({ email, password: PASSWORD, browser: { address: "198.51.100.8", userAgent: null } }),
      ).not.toBeNull();
  });
});
