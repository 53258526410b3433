import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeGithub {
  url: string;
  /** Who has just agreed there to sign in. */
  person: { id: number; login: string; name: string; email: string };
  stop(): Promise<void>;
}

/** What GitHub (an Enterprise Server) answers while somebody signs in with it. */
export async function startFakeGithub(): Promise<FakeGithub> {
  const github = { person: { id: 1, login: "octo", name: "Octo Cat", email: "octo@example.com" } };
  const answers: Record<string, () => unknown> = {
    "/login/oauth/access_token": () => ({ access_token: "gho_test", token_type: "bearer", scope: "user:email" }),
    "/api/v3/user": () => ({ id: github.person.id, login: github.person.login, name: github.person.name }),
    "/api/v3/user/emails": () => [{ email: github.person.email, primary: true, verified: true }],
  };
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? "").split("?")[0] ?? ""];
    response
      .writeHead(answer ? 200 : 404, { "content-type": "application/json" })
      .end(JSON.stringify(answer?.() ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(github, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
