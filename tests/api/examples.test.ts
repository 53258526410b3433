import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { EXAMPLE_SUBSCRIPTION } from "@/scripts/openapi/examples";
import { createMember } from "../factories/person";
import { createSubscription } from "../factories/subscription";
import { serveApi } from "../setup/api";
import { findFault, type Listed, listOperations } from "./openapi/document";
import { createWorld, PASSWORD, type World } from "./openapi/world";

const server = serveApi();
let world: World;

beforeAll(async () => {
  world = await createWorld(server.url);
});

/** Needs what only another test sets up; each is tested there. */
const NOT_HERE: [RegExp, string][] = [
  [/^POST .*\/setup$/, "works once, on an installation without an operator: setup.test.ts"],
  [/\/engine\/runs\/\{id\}/, "needs a run of the engine: engine-runs.test.ts"],
  [/^PATCH .*\/session$/, "needs a member of two tenants: sessions.test.ts"],
  [/\/portal-links\/leave$/, "needs the portal link's own cookie: portal-links.test.ts"],
  [/^DELETE .*\/operators\/\{id\}/, "never the last one: members.test.ts"],
];

const OPERATIONS = listOperations().filter(
  ({ verb, path }) => !NOT_HERE.some(([pattern]) => pattern.test(`${verb} ${path}`)),
);

describe("an example of the document", () => {
  it.each(OPERATIONS.map((listed) => [listed.verb, listed.path, listed] as const))(
    "works: %s %s",
    async (_verb, _path, listed) => {
      const answer = await send(listed);
      const success = Object.keys(listed.operation.responses).find((status) => status.startsWith("2"));
      expect([answer.status, answer.status < 400 ? "" : answer.text]).toEqual([Number(success), ""]);
      expect(findFault(listed, answer)).toBeNull();
    },
  );
});

async function send(listed: Listed) {
  const { verb, operation } = listed;
  const url = server.url + (await world.fill(listed));
  const example = operation.requestBody?.content["application/json"].example;
  const headers = await world.headersFor(listed);
  const body = example === undefined ? {} : { body: JSON.stringify(await adapt(listed, example as object)) };
  const response = await fetch(url, {
    method: verb,
    headers: { ...headers, "content-type": "application/json" },
    ...body,
  });
  return { status: response.status, text: await response.text(), type: response.headers.get("content-type") ?? "" };
}

/** What an example can only show: ids, tokens, names that are still free. */
async function adapt({ path }: Listed, example: object): Promise<object> {
  const text = JSON.stringify(example)
    .replaceAll(EXAMPLE_SUBSCRIPTION, (await createSubscription(world.tenant.id)).id)
    .replaceAll('"tenant":"acme"', `"tenant":"${world.tenant.id}"`);
  const unique = randomBytes(4).toString("hex");
  const adapted = JSON.parse(text);
  if (path.endsWith("/tenants")) return { ...adapted, externalId: `acme-${unique}` };
  if (path.endsWith("/event-types")) return { ...adapted, name: `order.${unique}` };
  if (path.endsWith("/invitations")) return { ...adapted, email: `${unique}@acme.example` };
  if (path.endsWith("/account/password")) return { ...adapted, currentPassword: PASSWORD };
  if ("token" in adapted) return { ...adapted, token: await tokenFor(path, unique) };
  if ("targetUrl" in adapted) return { ...adapted, targetUrl: `${server.url}/hook`.replace("localhost", "127.0.0.1") };
  return adapted;
}

/** The token in a link that was made for the operation. */
async function tokenFor(path: string, unique: string): Promise<string> {
  const { api } = server;
  const answer = path.includes("/invitations/")
    ? await api.post(`/tenants/${world.tenant.id}/invitations`, {
        body: { email: `${unique}@acme.example`, role: "viewer" },
      })
    : path.includes("/portal-links/")
      ? await api.post("/portal-links", { body: { tenant: world.tenant.id } })
      : await api.post(
          `/tenants/${world.tenant.id}/members/${(await createMember(world.tenant.id, "viewer")).memberId}/password-reset`,
        );
  const link = new URL(answer.body.url);
  return new URLSearchParams(link.hash.slice(1)).get("token") ?? link.hash.slice(1);
}
