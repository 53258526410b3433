import { execFileSync } from "node:child_process";

/** A self-signed certificate made now; whoever trusts it as `ca` trusts exactly it. */
export function makeCertificate(names: { dns?: string[]; ip?: string[] }): { key: string; cert: string } {
  const dns = (names.dns ?? []).map((name) => `DNS:${name}`);
  const ip = (names.ip ?? []).map((address) => `IP:${address}`);
  const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"];
  const subject = ["-subj", "/CN=hookswitch-test", "-addext", `subjectAltName=${[...dns, ...ip].join(",")}`];
  const pem = execFileSync("openssl", [...args, ...subject, "-keyout", "-", "-out", "-"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const cert = pem.slice(pem.indexOf("-----BEGIN CERTIFICATE"));
  return { key: pem.slice(0, pem.indexOf("-----BEGIN CERTIFICATE")), cert };
}
