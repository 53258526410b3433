import { afterAll, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/prisma";
import { signInByProvider } from "@/lib/services/provider-sign-in";
import { signIn } from "@/lib/services/sign-in";
import { createTenantKey } from "../factories/api-key";
import { createMember, createUser, sessionCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";
import { waitFor } from "../setup/wait-for";
import type { Letter } from "../smtp-server";

// Before anything reads the configuration.
const smtp = await vi.hoisted(async () => {
  const { startSmtpServer } = await import("../smtp-server");
  const started = await startSmtpServer();
  process.env.SMTP_URL = started.url;
  process.env.SMTP_FROM = "Hookswitch <hooks@operator.example>";
  return started;
});
const PASSWORD = "correct horse battery";
const browser = { address: null, userAgent: null };
const server = serveApi();
afterAll(() => smtp.stop());

const request = (email: string) => server.api.post("/password-resets", { key: null, body: { email } });
const complete = (token: string, password = PASSWORD) =>
  server.api.post("/password-resets/complete", { key: null, body: { token, password } });

function letterTo(email: string): Promise<Letter> {
  return waitFor(() => smtp.letters.find(({ to }) => to.includes(email)), { until: `a letter to ${email} came` });
}

/** Undoes quoted-printable, as a mail program does. */
function linkIn({ data }: Letter): string {
  const text = data
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /https?:\/\/\S+/.exec(text)?.[0] ?? "";
}

const tokenIn = (url: string) => url.split("#token=")[1] ?? "";

describe("a forgotten password", () => {
  it("is replaced by a link that is mailed, works once and ends all sessions", async () => {
    const { email, userId } = await createUser("operator", { password: "the old password" });
    const cookie = await sessionCookieOf(userId);
    expect((await request(email.toUpperCase())).status).toBe(202);
    const letter = await letterTo(email);
    expect(letter.from).toBe("hooks@operator.example");
    const token = tokenIn(linkIn(letter));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await prisma().passwordReset.findMany())).not.toContain(token);
    expect((await complete(token)).body).toEqual({ email });
    expect(await signIn({ email, password: PASSWORD, browser })).not.toBeNull();
    expect((await server.api.get("/session", { key: null, headers: { cookie } })).status).toBe(401);
    expect((await complete(token)).status).toBe(404);
    expect((await prisma().user.findUniqueOrThrow({ where: { id: userId } })).emailVerifiedAt).not.toBeNull();
  });

  it("tells nobody who has an account: the same answer, and no letter", async () => {
    const known = await request((await createUser("operator")).email);
    const unknown = await request("nobody@nowhere.example");
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    expect(smtp.letters.filter(({ to }) => to.includes("nobody@nowhere.example"))).toEqual([]);
  });

  it("is mailed five times an hour at most, and an older link ends with a newer one", async () => {
    const { email } = await createUser("operator");
    await request(email);
    const first = tokenIn(linkIn(await letterTo(email)));
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await request(email)).status);
    expect(statuses).toEqual([202, 202, 202, 202, 429]);
    expect((await complete(first)).status).toBe(404);
  });

  it("is not changed by a link that is too old, or to one that is too short", async () => {
    const { userId } = await createUser("operator");
    const { url } = (await server.api.post(`/operators/${userId}/password-reset`)).body;
    expect((await complete(tokenIn(url), "short")).body.errors).toMatchObject([
      { path: "password", code: "too_small" },
    ]);
    await prisma().passwordReset.updateMany({ where: { userId }, data: { expiresAt: new Date() } });
    expect((await complete(tokenIn(url))).status).toBe(404);
  });
});

describe("a link for somebody else", () => {
  it("is copied by an owner for a member of the own tenant only", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    const member = await createMember(tenant.id, "viewer");
    const made = await api.post(`/members/${member.memberId}/password-reset`);
    expect([made.status, made.body.mailed]).toEqual([201, true]);
    expect(tokenIn(linkIn(await letterTo(member.email)))).toBe(tokenIn(made.body.url));
    expect((await complete(tokenIn(made.body.url))).status).toBe(200);
    expect((await prisma().user.findUniqueOrThrow({ where: { id: member.userId } })).emailVerifiedAt).toBeNull();
    const foreign = await createMember((await createTenant()).id, "viewer");
    expect((await api.post(`/members/${foreign.memberId}/password-reset`)).status).toBe(404);
  });

  it("is refused to an owner for a person whom other tenants know too, or who is an operator", async () => {
    const tenant = await createTenant();
    const api = server.api.as(await createTenantKey(tenant.id));
    const shared = await createMember(tenant.id, "viewer");
    await prisma().member.create({
      data: { id: `mem_${"2".repeat(32)}`, tenantId: (await createTenant()).id, userId: shared.userId, role: "viewer" },
    });
    expect((await api.post(`/members/${shared.memberId}/password-reset`)).status).toBe(403);
    const operator = await createUser("operator");
    const member = await prisma().member.create({
      data: { id: `mem_${"3".repeat(32)}`, tenantId: tenant.id, userId: operator.userId, role: "viewer" },
    });
    expect((await api.post(`/members/${member.id}/password-reset`)).status).toBe(403);
    expect((await server.api.post(`/tenants/${tenant.id}/members/${member.id}/password-reset`)).status).toBe(201);
  });
});

describe("a copied link that is not used yet ends", () => {
  async function copied() {
    const tenant = await createTenant();
    const member = await createMember(tenant.id, "viewer", { password: PASSWORD });
    const api = server.api.as(await createTenantKey(tenant.id));
    const { body } = await api.post(`/members/${member.memberId}/password-reset`);
    return { ...member, token: tokenIn(body.url) };
  }

  it("when the person joins another tenant, whose data its owner must not reach by it", async () => {
    const { email, token } = await copied();
    const body = { email, role: "owner" };
    const { url } = (await server.api.post(`/tenants/${(await createTenant()).id}/invitations`, { body })).body;
    const accept = { key: null, body: { token: tokenIn(url), password: PASSWORD } };
    expect((await server.api.post("/invitations/accept", accept)).status).toBe(200);
    expect((await complete(token, "the password of another")).status).toBe(404);
  });

  it("when the person proves the address with GitHub or Google", async () => {
    const { email, token } = await copied();
    const person = { provider: "github", providerAccountId: "77", verifiedEmail: email, name: null } as const;
    await signInByProvider(person, browser);
    expect((await complete(token, "the password of another")).status).toBe(404);
  });

  it("when the person changes the password", async () => {
    const { userId, token } = await copied();
    const call = { key: null, headers: { cookie: await sessionCookieOf(userId), origin: server.url } };
    const body = { currentPassword: PASSWORD, newPassword: "another good password" };
    expect((await server.api.post("/account/password", { ...call, body })).status).toBe(200);
    expect((await complete(token, "the password of another")).status).toBe(404);
  });
});

describe("mail", () => {
  it("carries an invitation, and its absence stops nothing", async () => {
    const tenant = await createTenant();
    const invite = (email: string) =>
      server.api.post(`/tenants/${tenant.id}/invitations`, { body: { email, role: "viewer" } });
    const mailed = await invite("mailed@example.com");
    expect(mailed.body.mailed).toBe(true);
    expect(linkIn(await letterTo("mailed@example.com"))).toBe(mailed.body.url);
    await smtp.stop();
    expect((await invite("later@example.com")).status).toBe(201);
  });
});
