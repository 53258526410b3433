import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface FakeGoogle {
  /** What the installation is told to be Google (GOOGLE_ISSUER). */
  issuer: string;
  /** Who agrees there to sign in. */
  person: { sub: string; name: string; email: string; email_verified: boolean };
  /** Claims that a token gets instead of the right ones. */
  forged: Record<string, unknown>;
  /** Agrees to what the browser was sent to ask for; what the browser comes back with. */
  agree(asked: URL): URLSearchParams;
  stop(): Promise<void>;
}

const KEY_ID = "key-1";
const MINUTE_SECONDS = 60;

/** An OpenID provider as Google is one: discovery, PKCE, a code that works once, an ID token signed with RS256. */
export async function startFakeGoogle(client: { id: string; secret: string }): Promise<FakeGoogle> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const challenges = new Map<string, string>();
  const google = {
    issuer: "",
    person: { sub: "1142", name: "Grace", email: "grace@example.com", email_verified: true },
    forged: {} as Record<string, unknown>,
  };

  const idToken = () => {
    const now = Math.floor(Date.now() / 1_000);
    const times = { iat: now, exp: now + MINUTE_SECONDS };
    const claims = { iss: google.issuer, aud: client.id, ...times, ...google.person, ...google.forged };
    const parts = [{ alg: "RS256", typ: "JWT", kid: KEY_ID }, claims];
    const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
  };
  const token = async (request: IncomingMessage) => {
    const form = new URLSearchParams(await text(request));
    const code = form.get("code") ?? "";
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const basic = Buffer.from(`${client.id}:${client.secret}`).toString("base64");
    const isRight = challenges.get(code) === challenge && request.headers.authorization === `Basic ${basic}`;
    challenges.delete(code);
    return isRight ? { access_token: "ya29.test", token_type: "Bearer", expires_in: 60, id_token: idToken() } : null;
  };
  const answers: Record<string, (request: IncomingMessage) => unknown> = {
    "/.well-known/openid-configuration": () => ({
      issuer: google.issuer,
      authorization_endpoint: `${google.issuer}/o/oauth2/v2/auth`,
      token_endpoint: `${google.issuer}/token`,
      jwks_uri: `${google.issuer}/certs`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    }),
    "/certs": () => ({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" }] }),
    "/token": token,
  };
  const server = createServer(async (request, response) => {
    const body = await answers[(request.url ?? "").split("?")[0] ?? ""]?.(request);
    response.writeHead(body ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? { error: "invalid_grant" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  google.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return Object.assign(google, {
    agree({ searchParams }: URL) {
      const code = randomUUID();
      challenges.set(code, searchParams.get("code_challenge") ?? "none");
      return new URLSearchParams({ code, state: searchParams.get("state") ?? "" });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
