import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/crypto";
import { prisma } from "@/lib/prisma";
import { signIn } from "@/lib/services/sign-in";
import { createTenantKey } from "../factories/api-key";
import { createMember, createUser, sessionCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const PASSWORD = "correct horse battery";
const browser = { address: null, userAgent: null };

function tokenOf(url: string): string {
  return url.split("#token=")[1] ?? "";
}

const accept = (body: object, headers: Record<string, string> = {}) =>
  server.api.post("/invitations/accept", { key: null, body, headers });

describe("an invitation", () => {
  it("is a link to copy, once, whose token the database does not hold", async () => {
    const tenant = await createTenant();
    const call = {
      headers: { "idempotency-key": "invite" },
      body: { email: "Jo@New.example", role: "developer" },
    };
    const created = await server.api.post(`/tenants/${tenant.id}/invitations`, call);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      tenantId: tenant.id,
      email: "jo@new.example",
      role: "developer",
      status: "open",
      mailed: false,
    });
    const token = tokenOf(created.body.url);
    expect(created.body.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invitation#token=[\w-]{43}$/);
    expect((await server.api.post(`/tenants/${tenant.id}/invitations`, call)).body).toMatchObject({
      url: null,
      duplicate: true,
    });
    const stored = JSON.stringify([await prisma().invitation.findMany(), await prisma().idempotencyKey.findMany()]);
    expect(stored).not.toContain(token);
    expect(stored).toContain(sha256Hex(token));
  });

  it("makes an account for a new person, who is a member then and can sign in", async () => {
    const tenant = await createTenant();
    const body = { email: "new@person.example", role: "owner" };
    const { url } = (await server.api.post(`/tenants/${tenant.id}/invitations`, { body })).body;
    const token = tokenOf(url);
    const preview = await server.api.post("/invitations/preview", { key: null, body: { token } });
    expect(preview.body).toEqual({
      email: "new@person.example",
      role: "owner",
      tenantName: tenant.name,
      isNewAccount: true,
    });
    expect((await accept({ token })).body.errors).toMatchObject([{ path: "password", code: "required" }]);
    expect((await accept({ token, password: "short" })).body.errors).toMatchObject([{ path: "password" }]);
    expect((await accept({ token, name: "New", password: PASSWORD })).body).toEqual({
      email: "new@person.example",
      tenantId: tenant.id,
    });
    expect(await signIn({ email: "new@person.example", password: PASSWORD, browser })).not.toBeNull();
    const members = await server.api.get(`/tenants/${tenant.id}/members`);
    expect(members.body.data).toMatchObject([{ email: "new@person.example", name: "New", role: "owner" }]);
    expect((await accept({ token, password: PASSWORD })).status).toBe(404);
  });

  it("of two who accept at the same time lets one", async () => {
    const tenant = await createTenant();
    const body = { email: "twice@person.example", role: "viewer" };
    const { url } = (await server.api.post(`/tenants/${tenant.id}/invitations`, { body })).body;
    const both = await Promise.all([1, 2].map(() => accept({ token: tokenOf(url), password: PASSWORD })));
    expect(both.map((answer) => answer.status).filter((status) => status === 200)).toHaveLength(1);
    expect(await prisma().user.count({ where: { email: body.email } })).toBe(1);
  });

  it("brings a tenant to an account that exists only with that account's password or session", async () => {
    const person = await createMember((await createTenant()).id, "viewer", { password: PASSWORD });
    const tenant = await createTenant();
    const invite = { email: person.email, role: "developer" };
    const { url } = (await server.api.post(`/tenants/${tenant.id}/invitations`, { body: invite })).body;
    const token = tokenOf(url);
    expect((await accept({ token })).body.errors).toMatchObject([{ path: "password" }]);
    expect((await accept({ token, password: "the wrong password" })).status).toBe(400);
    const other = { cookie: await sessionCookieOf((await createUser("operator")).userId) };
    expect((await accept({ token }, other)).status).toBe(400);
    expect((await accept({ token }, { cookie: await sessionCookieOf(person.userId) })).status).toBe(200);
    expect(await prisma().member.count({ where: { userId: person.userId } })).toBe(2);
  });

  it("without a tenant makes an operator", async () => {
    const { url } = (await server.api.post("/invitations", { body: { email: "staff@operator.example" } })).body;
    await accept({ token: tokenOf(url), password: PASSWORD });
    const staff = (await server.api.get("/operators")).body.data;
    expect(staff[0]).toMatchObject({ email: "staff@operator.example" });
  });

  it("ends when it is revoked, renewed, replaced or too old", async () => {
    const tenant = await createTenant();
    const invite = async (email: string) =>
      (await server.api.post(`/tenants/${tenant.id}/invitations`, { body: { email, role: "viewer" } })).body;
    const revoked = await invite("a@a.example");
    const renewed = await invite("b@b.example");
    const replaced = await invite("c@c.example");
    const old = await invite("d@d.example");
    expect((await server.api.delete(`/tenants/${tenant.id}/invitations/${revoked.id}`)).status).toBe(204);
    const again = await server.api.post(`/tenants/${tenant.id}/invitations/${renewed.id}/renew`);
    const replacing = await invite("c@c.example");
    await prisma().invitation.update({ where: { id: old.id }, data: { expiresAt: new Date() } });
    for (const { url } of [revoked, renewed, replaced, old])
      expect((await accept({ token: tokenOf(url), password: PASSWORD })).status).toBe(404);
    for (const { url } of [again.body, replacing])
      expect((await accept({ token: tokenOf(url), password: PASSWORD })).status).toBe(200);
    const list = (await server.api.get(`/tenants/${tenant.id}/invitations`)).body.data;
    expect(list.map((one: { status: string }) => one.status)).toEqual([
      "accepted",
      "expired",
      "revoked",
      "accepted",
      "revoked",
    ]);
    expect((await server.api.post(`/tenants/${tenant.id}/invitations/${revoked.id}/renew`)).status).toBe(409);
    expect((await server.api.delete(`/tenants/${tenant.id}/invitations/${revoked.id}`)).status).toBe(404);
  });

  it.each([
    [{ role: "owner" }, "email", "required"],
    [{ email: "jo", role: "owner" }, "email", "invalid_format"],
    [{ email: "jo@x.example" }, "role", "required"],
    [{ email: "jo@x.example", role: "boss" }, "role", "invalid_value"],
    [{ email: "jo@x.example", role: "owner", name: "x" }, "name", "unknown_field"],
  ])("names what is wrong with %j", async (body, path, code) => {
    const { id } = await createTenant();
    const refused = await server.api.post(`/tenants/${id}/invitations`, { body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ path, code }]);
  });

  it("is refused for who is in already, and for a role where there is none", async () => {
    const tenant = await createTenant();
    const member = await createMember(tenant.id, "viewer");
    const body = { email: member.email, role: "owner" };
    expect((await server.api.post(`/tenants/${tenant.id}/invitations`, { body })).status).toBe(409);
    const operator = await createUser("operator");
    expect((await server.api.post("/invitations", { body: { email: operator.email } })).status).toBe(409);
    const withRole = await server.api.post("/invitations", { body });
    expect(withRole.body.errors).toMatchObject([{ path: "role" }]);
  });

  it("is not made by a key that has not all scopes: it makes access for others", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id, { scopes: ["write", "read"] }));
    const refused = await api.post("/invitations", { body: { email: "jo@x.example", role: "owner" } });
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('"publish"')]);
  });
});
