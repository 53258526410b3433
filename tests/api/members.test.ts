import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createMember, createUser, sessionCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const as = (cookie: string) => ({ key: null, headers: { cookie, origin: server.url } });

describe("members", () => {
  it("are listed for everybody in the tenant, newest first", async () => {
    const tenant = await createTenant();
    const [owner, viewer] = [await createMember(tenant.id, "owner"), await createMember(tenant.id, "viewer")];
    const { data } = (await server.api.get("/members", as(await sessionCookieOf(viewer.userId)))).body;
    expect(data.map((member: { id: string }) => member.id)).toEqual([viewer.memberId, owner.memberId]);
    expect(data[0]).toMatchObject({ tenantId: tenant.id, userId: viewer.userId, email: viewer.email, role: "viewer" });
    expect(data[0].lastSignInAt).not.toBeNull();
    expect((await server.api.get("/members")).status).toBe(400);
  });

  it("get another role from an owner, which holds for their sessions at once", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    const viewer = await createMember(tenant.id, "viewer");
    const call = as(await sessionCookieOf(viewer.userId));
    expect((await server.api.get("/api-keys", call)).status).toBe(403);
    const changed = await api.patch(`/members/${viewer.memberId}`, { body: { role: "owner" } });
    expect(changed.body).toMatchObject({ id: viewer.memberId, role: "owner" });
    expect((await server.api.get("/api-keys", call)).status).toBe(200);
    const entry = await prisma().auditEntry.findFirstOrThrow({ where: { action: "member.update" } });
    expect(entry).toMatchObject({ tenantId: tenant.id, before: { role: "viewer" }, after: { role: "owner" } });
  });

  it("who are removed reach the tenant no more, and their account goes when it belongs to nothing else", async () => {
    const [tenant, other] = [await createTenant(), await createTenant()];
    const api = server.api.as(await createTenantKey(tenant.id));
    const [alone, shared] = [await createMember(tenant.id, "developer"), await createMember(tenant.id, "developer")];
    await prisma().member.create({
      data: { id: `mem_${"4".repeat(32)}`, tenantId: other.id, userId: shared.userId, role: "viewer" },
    });
    const cookies = [await sessionCookieOf(alone.userId), await sessionCookieOf(shared.userId)];
    for (const { memberId } of [alone, shared]) expect((await api.delete(`/members/${memberId}`)).status).toBe(204);
    expect((await server.api.get("/session", as(cookies[0] ?? ""))).status).toBe(401);
    expect((await server.api.get("/session", as(cookies[1] ?? ""))).body.tenant.id).toBe(other.id);
    expect(await prisma().user.count({ where: { id: { in: [alone.userId, shared.userId] } } })).toBe(1);
    expect((await api.delete(`/members/${alone.memberId}`)).status).toBe(404);
  });

  it("keep their last owner, unless an operator says otherwise; of two at the same time one stays", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    const owners = [await createMember(tenant.id, "owner"), await createMember(tenant.id, "owner")];
    const answers = await Promise.all(owners.map(({ memberId }) => api.delete(`/members/${memberId}`)));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, 409]);
    const { id } = await prisma().member.findFirstOrThrow({ where: { tenantId: tenant.id } });
    expect((await api.patch(`/members/${id}`, { body: { role: "viewer" } })).status).toBe(409);
    const byOperator = await server.api.patch(`/tenants/${tenant.id}/members/${id}`, { body: { role: "viewer" } });
    expect(byOperator.status).toBe(200);
  });

  it.each([
    [{}, "role", "required"],
    [{ role: "boss" }, "role", "invalid_value"],
    [{ role: "owner", name: "x" }, "name", "unknown_field"],
  ])("names what is wrong with %j", async (body, path, code) => {
    const tenant = await createTenant();
    const { memberId } = await createMember(tenant.id, "viewer");
    const refused = await server.api.patch(`/tenants/${tenant.id}/members/${memberId}`, { body });
    expect(refused.body.errors).toMatchObject([{ path, code }]);
  });
});

describe("the operator's staff", () => {
  it("is listed and removed, with its sessions; a membership stays, and the last one cannot go", async () => {
    const tenant = await createTenant();
    const [first, second] = [await createUser("operator"), await createUser("operator")];
    await prisma().member.create({
      data: { id: `mem_${"5".repeat(32)}`, tenantId: tenant.id, userId: second.userId, role: "viewer" },
    });
    const cookie = await sessionCookieOf(second.userId);
    const ids = (await server.api.get("/operators")).body.data.map((one: { id: string }) => one.id);
    expect(ids).toEqual([second.userId, first.userId]);
    expect((await server.api.delete(`/operators/${second.userId}`)).status).toBe(204);
    expect((await server.api.get("/session", as(cookie))).status).toBe(401);
    expect((await server.api.get("/session", as(await sessionCookieOf(second.userId)))).body).toMatchObject({
      role: "viewer",
    });
    expect((await server.api.delete(`/operators/${second.userId}`)).status).toBe(404);
    expect((await server.api.delete(`/operators/${first.userId}`)).status).toBe(409);
  });
});
