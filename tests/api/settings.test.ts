import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { createTenantKey } from "../factories/api-key";
import { createTenant } from "../factories/tenant";
import { serveApi } from "../setup/api";

const server = serveApi();
const DEFAULTS = {
  name: "Hookswitch",
  logoUrl: null,
  accentColour: null,
  supportEmail: null,
  supportUrl: null,
  embedOrigins: [],
  attemptRetentionDays: 90,
  schemaEnforcement: "declared",
};

describe("the settings", () => {
  it("have defaults, change field by field, and write down what they were", async () => {
    expect((await server.api.get("/settings")).body).toEqual(DEFAULTS);
    const change = { name: "Acme Hooks", accentColour: "#0f766e", embedOrigins: ["https://app.acme.example"] };
    expect((await server.api.patch("/settings", { body: change })).body).toEqual({ ...DEFAULTS, ...change });
    const cleared = await server.api.patch("/settings", { body: { accentColour: null } });
    expect(cleared.body).toEqual({ ...DEFAULTS, ...change, accentColour: null });
    const entry = await prisma().auditEntry.findFirstOrThrow({
      where: { action: "settings.update" },
      orderBy: { id: "asc" },
    });
    expect(entry).toMatchObject({ before: { name: "Hookswitch" }, after: { name: "Acme Hooks" } });
  });

  it("do not lose one of two changes at the same time", async () => {
    const changes = [{ supportEmail: "help@acme.example" }, { supportUrl: "https://acme.example/help" }];
    await Promise.all(changes.map((body) => server.api.patch("/settings", { body })));
    expect((await server.api.get("/settings")).body).toMatchObject({ ...changes[0], ...changes[1] });
  });

  it("are public in part, for pages before anybody signed in", async () => {
    const answer = await server.api.get("/settings/public", { key: null });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).toSorted()).toEqual([
      "accentColour",
      "canMail",
      "logoUrl",
      "name",
      "providers",
      "supportEmail",
      "supportUrl",
    ]);
    expect(answer.body).toMatchObject({ providers: [], canMail: false });
  });

  it("are an operator's", async () => {
    const api = server.api.as(await createTenantKey((await createTenant()).id));
    expect((await api.get("/settings")).status).toBe(403);
    expect((await api.patch("/settings", { body: { name: "Mine" } })).status).toBe(403);
  });

  it("take a picture by https or as data", async () => {
    for (const logoUrl of ["https://cdn.acme.example/logo.svg", `data:image/png;base64,${"A".repeat(400)}=`])
      expect((await server.api.patch("/settings", { body: { logoUrl } })).body.logoUrl).toBe(logoUrl);
  });

  it.each([
    [{ name: "" }, "name"],
    [{ logoUrl: "http://acme.example/logo.png" }, "logoUrl"],
    [{ logoUrl: "javascript:alert(1)" }, "logoUrl"],
    [{ logoUrl: "data:text/html;base64,AAAA" }, "logoUrl"],
    [{ logoUrl: `data:image/png;base64,${"A".repeat(200_000)}` }, "logoUrl"],
    [{ accentColour: "teal" }, "accentColour"],
    [{ supportEmail: "help" }, "supportEmail"],
    [{ supportUrl: "http://acme.example" }, "supportUrl"],
    [{ embedOrigins: ["https://app.acme.example/"] }, "embedOrigins[0]"],
    [{ embedOrigins: ["https://app.acme.example", "*"] }, "embedOrigins[1]"],
    [{ embedOrigins: ["http://app.acme.example"] }, "embedOrigins[0]"],
    [{ embedOrigins: ["https://a.example; script-src *"] }, "embedOrigins[0]"],
    [{ attemptRetentionDays: 0 }, "attemptRetentionDays"],
    [{ colour: "red" }, "colour"],
  ])("refuse %o by the name of the field", async (body, path) => {
    const refused = await server.api.patch("/settings", { body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0]).toMatchObject({ path });
  });
});
