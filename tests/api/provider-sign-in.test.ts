import { describe, expect, it } from "vitest";
import { githubPerson, googlePerson } from "@/lib/http/sign-in-providers";
import { prisma } from "@/lib/prisma";
import { type ProviderPerson, signInByProvider } from "@/lib/services/provider-sign-in";
import { signIn } from "@/lib/services/sign-in";
import { createMember, createUser, sessionCookieOf } from "../factories/person";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const PASSWORD = "correct horse battery";
const browser = { address: "192.0.2.4", userAgent: "test" };

function octocat(fields: Partial<ProviderPerson> = {}): ProviderPerson {
  return { provider: "github", providerAccountId: "583231", verifiedEmail: null, name: "Octo Cat", ...fields };
}

describe("who signs in with GitHub or Google", () => {
  it("is a stranger without an account, an invitation or a verified address", async () => {
    const { email } = await createUser("operator");
    expect(await signInByProvider(octocat({ verifiedEmail: "nobody@example.com" }), browser)).toBeNull();
    expect(await signInByProvider(octocat(), browser)).toBeNull();
    expect(await prisma().signInAccount.count()).toBe(0);
    expect(await signInByProvider(octocat({ verifiedEmail: email, providerAccountId: "1" }), browser)).not.toBeNull();
  });

  it("is the account of the verified address, and stays it when the address changes there", async () => {
    const { userId, email } = await createUser("operator");
    const person = octocat({ providerAccountId: "2", verifiedEmail: email });
    expect(await signInByProvider(person, browser)).toMatchObject({ userId });
    const moved = await signInByProvider({ ...person, verifiedEmail: "elsewhere@example.com" }, browser);
    expect(moved).toMatchObject({ userId });
    const session = await prisma().session.findUniqueOrThrow({ where: { id: moved?.sessionId ?? "" } });
    expect(session).toMatchObject({ method: "github", address: "192.0.2.4" });
  });

  it("accepts the invitations of that address, without a password", async () => {
    const tenant = await createTenant();
    const body = { email: "invited@example.com", role: "developer" };
    await server.api.post(`/tenants/${tenant.id}/invitations`, { body });
    const person = octocat({ providerAccountId: "3", verifiedEmail: body.email });
    const signedIn = await signInByProvider(person, browser);
    const members = (await server.api.get(`/tenants/${tenant.id}/members`)).body.data;
    expect(members).toMatchObject([
      { userId: signedIn?.userId, email: body.email, role: "developer", name: "Octo Cat" },
    ]);
  });

  it("takes over an account that somebody else made for the address: its password and sessions end", async () => {
    const tenant = await createTenant();
    const { userId, email } = await createMember(tenant.id, "viewer", { password: PASSWORD });
    const cookie = await sessionCookieOf(userId);
    await signInByProvider(octocat({ providerAccountId: "4", verifiedEmail: email }), browser);
    expect((await server.api.get("/session", { key: null, headers: { cookie } })).status).toBe(401);
    expect(await signIn({ email, password: PASSWORD, browser })).toBeNull();
    await prisma().auditEntry.findFirstOrThrow({ where: { action: "account.take_over", targetId: userId } });
  });

  it("keeps the password of an account whose address was proved before", async () => {
    const { userId, email } = await createUser("operator", { password: PASSWORD });
    await prisma().user.update({ where: { id: userId }, data: { emailVerifiedAt: new Date() } });
    await signInByProvider(octocat({ providerAccountId: "5", verifiedEmail: email }), browser);
    expect(await signIn({ email, password: PASSWORD, browser })).not.toBeNull();
  });
});

describe("what GitHub and Google say of a person", () => {
  const github = { id: 7, login: "octo", name: null };
  const at = (email: string, primary: boolean, verified: boolean) => ({ email, primary, verified });

  it.each([
    [[at("A@x.example", true, true), at("b@x.example", false, true)], "a@x.example"],
    [[at("a@x.example", true, false), at("b@x.example", false, true)], "b@x.example"],
    [[at("a@x.example", true, false)], null],
    [[], null],
  ])("counts by a verified address of GitHub only: %j", (emails, verifiedEmail) => {
    expect(githubPerson({ ...github, emails })).toMatchObject({ providerAccountId: "7", verifiedEmail, name: "octo" });
  });

  it.each([
    [{ email: "Jo@x.example", email_verified: true }, "jo@x.example"],
    [{ email: "jo@x.example", email_verified: false }, null],
    [{ email: "jo@x.example" }, null],
    [{}, null],
  ])("counts by a verified address of Google only: %j", (profile, verifiedEmail) => {
    expect(googlePerson({ sub: "9", name: "Jo", ...profile })).toMatchObject({ providerAccountId: "9", verifiedEmail });
  });
});
