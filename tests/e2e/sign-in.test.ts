import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, startApp } from "../setup/app";
import { type FakeGithub, startFakeGithub } from "./fake-github";
import { type FakeGoogle, startFakeGoogle } from "./fake-google";

const OPERATOR = { email: "ada@operator.example", name: "Ada", password: "correct horse battery" };

/** A browser without a screen: keeps cookies, follows nothing. */
class Jar {
  private readonly cookies: Map<string, string>;

  constructor(
    private readonly url: string,
    copyOf?: Jar,
  ) {
    this.cookies = new Map(copyOf?.cookies);
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...init.headers, cookie, origin: this.url };
    const response = await fetch(new URL(path, this.url), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  async postForm(path: string, fields: Record<string, string>): Promise<Response> {
    const { csrfToken } = (await (await this.fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    return this.fetch(path, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) });
  }

  async session(): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.fetch("/api/v1/session");
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
}

// One story: the tests follow each other.
describe("signing in through next-auth", () => {
  let app: RunningApp;
  let github: FakeGithub;
  let google: FakeGoogle;

  beforeAll(async () => {
    github = await startFakeGithub();
    google = await startFakeGoogle({ id: "google-id", secret: "google-secret" });
    app = await startApp({
      GITHUB_CLIENT_ID: "id",
      GITHUB_CLIENT_SECRET: "secret",
      GITHUB_URL: github.url,
      GOOGLE_CLIENT_ID: "google-id",
      GOOGLE_CLIENT_SECRET: "google-secret",
      GOOGLE_ISSUER: google.issuer,
      HOOKSWITCH_TRUSTED_PROXIES: "127.0.0.1",
    });
    await app.call("POST", "/api/v1/setup", { ...OPERATOR, code: app.setupCode });
  });
  afterAll(async () => {
    await app?.stop();
    await github?.stop();
    await google?.stop();
  });

  async function byGithub(): Promise<{ jar: Jar; location: string }> {
    const jar = new Jar(app.url);
    const started = await jar.postForm("/api/auth/signin/github", { callbackUrl: `${app.url}/overview` });
    const { url } = (await started.json()) as { url: string };
    const asked = new URL(url);
    expect([asked.origin, asked.pathname]).toEqual([github.url, "/login/oauth/authorize"]);
    const back = await jar.fetch(`/api/auth/callback/github?code=x&state=${asked.searchParams.get("state")}`);
    return { jar, location: back.headers.get("location") ?? "" };
  }

  async function askGoogle(jar: Jar): Promise<URL> {
    const started = await jar.postForm("/api/auth/signin/google", { callbackUrl: `${app.url}/overview` });
    return new URL(((await started.json()) as { url: string }).url);
  }

  async function byGoogle(): Promise<{ jar: Jar; location: string }> {
    const jar = new Jar(app.url);
    const back = await jar.fetch(`/api/auth/callback/google?${google.agree(await askGoogle(jar))}`);
    return { jar, location: back.headers.get("location") ?? "" };
  }

  const byPassword = (jar: Jar, password: string, headers: Record<string, string> = {}) =>
    jar.fetch("/api/auth/csrf").then(async (response) => {
      const { csrfToken } = (await response.json()) as { csrfToken: string };
      const body = new URLSearchParams({ email: OPERATOR.email, password, csrfToken, json: "true" });
      return jar.fetch("/api/auth/callback/credentials", { method: "POST", body, headers });
    });

  it("by password makes a session that says where it is, and signing out ends it on the server", async () => {
    const jar = new Jar(app.url);
    const headers = { "x-forwarded-for": "203.0.113.5", "user-agent": "Firefox on a test" };
    expect((await byPassword(jar, OPERATOR.password, headers)).status).toBe(200);
    expect((await jar.session()).body).toMatchObject({ via: "password", role: "operator" });
    const sessions = (await (await jar.fetch("/api/v1/sessions")).json()) as { data: object[] };
    expect(sessions.data[0]).toMatchObject({ address: "203.0.113.5", userAgent: "Firefox on a test", isCurrent: true });
    const stolen = new Jar(app.url, jar);
    expect((await stolen.session()).status).toBe(200);
    await jar.postForm("/api/auth/signout", {});
    expect((await stolen.session()).status).toBe(401);
  });

  it("by GitHub lets a stranger in nowhere, and an invited person where they are invited", async () => {
    const refused = await byGithub();
    expect(refused.location).toContain("/sign-in?error=NotInvited");
    expect((await refused.jar.session()).status).toBe(401);
    await app.call("POST", "/api/v1/tenants", { externalId: "acme", name: "Acme GmbH" });
    await app.call("POST", "/api/v1/tenants/acme/invitations", { email: "octo@example.com", role: "developer" });
    const { jar, location } = await byGithub();
    expect(location).toBe(`${app.url}/overview`);
    expect((await jar.session()).body).toMatchObject({
      via: "github",
      user: { email: "octo@example.com", name: "Octo Cat" },
      role: "developer",
      tenant: { name: "Acme GmbH" },
    });
  });

  it("takes over no session that somebody planted in the browser before", async () => {
    const attacker = (await byGithub()).jar;
    const planted = (await attacker.session()).body;
    const victim = new Jar(app.url, attacker);
    await byPassword(victim, OPERATOR.password);
    const own = (await victim.session()).body;
    expect(own).toMatchObject({ via: "password", role: "operator" });
    expect(own.id).not.toBe(planted.id);
    expect((await attacker.session()).body).toEqual(planted);
  });

  it("by GitHub needs the state that this browser was given", async () => {
    const jar = new Jar(app.url);
    await jar.postForm("/api/auth/signin/github", { callbackUrl: app.url });
    const back = await jar.fetch("/api/auth/callback/github?code=x&state=somebody-elses");
    expect(back.headers.get("location")).toContain("error=");
    expect((await jar.session()).status).toBe(401);
  });

  it("by Google asks for no more than who it is, and lets an invited person in where they are invited", async () => {
    const asked = await askGoogle(new Jar(app.url));
    expect([asked.origin, asked.searchParams.get("scope")]).toEqual([google.issuer, "openid email profile"]);
    expect((await byGoogle()).location).toContain("/sign-in?error=NotInvited");
    await app.call("POST", "/api/v1/tenants/acme/invitations", { email: "grace@example.com", role: "viewer" });
    const { jar, location } = await byGoogle();
    expect(location).toBe(`${app.url}/overview`);
    expect((await jar.session()).body).toMatchObject({
      via: "google",
      user: { email: "grace@example.com", name: "Grace" },
      role: "viewer",
    });
  });

  it("by Google does not believe an address that Google has not verified", async () => {
    google.person = { sub: "2", name: "Mallory", email: OPERATOR.email, email_verified: false };
    const { jar, location } = await byGoogle();
    expect(location).toContain("/sign-in?error=NotInvited");
    expect((await jar.session()).status).toBe(401);
  });

  it.each([
    ["for another application", { aud: "somebody-else" }],
    ["by another issuer", { iss: "https://accounts.example" }],
    ["that is too old", { iat: 1, exp: 2 }],
  ])("by Google takes no token %s", async (_, forged) => {
    google.person = { sub: "3", name: "Ada", email: OPERATOR.email, email_verified: true };
    google.forged = forged;
    const { jar, location } = await byGoogle();
    google.forged = {};
    expect(location).toContain("error=");
    expect((await jar.session()).status).toBe(401);
  });

  it("by Google needs the state and the secret that this browser was given", async () => {
    google.person = { sub: "3", name: "Ada", email: OPERATOR.email, email_verified: true };
    const victim = new Jar(app.url);
    await askGoogle(victim);
    const attacker = google.agree(await askGoogle(new Jar(app.url)));
    const back = await victim.fetch(`/api/auth/callback/google?${attacker}`);
    expect(back.headers.get("location")).toContain("error=");
    expect((await victim.session()).status).toBe(401);
  });

  it("takes no form that is larger than any that is right", async () => {
    const jar = new Jar(app.url);
    const answer = await jar.fetch("/api/auth/callback/credentials", { method: "POST", body: "x".repeat(20_000) });
    expect(answer.status).toBe(413);
  });

  it("by password is refused after ten failures, right password or not", async () => {
    const jar = new Jar(app.url);
    for (let i = 0; i < 10; i++) expect((await byPassword(jar, `guess ${i}`)).status).toBe(401);
    const answer = (await (await byPassword(jar, OPERATOR.password)).json()) as { url: string };
    expect(answer.url).toContain("error=RateLimited");
    expect((await jar.session()).status).toBe(401);
  });
});
