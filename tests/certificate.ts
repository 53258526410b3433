import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

interface Names {
  dns?: string[];
  ip?: string[];
}

interface Certificate {
  key: string;
  cert: string;
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** A self-signed certificate made now; whoever trusts it as `ca` trusts exactly it. */
export function makeCertificate(names: Names): Certificate {
  const subject = ["-subj", "/CN=hookswitch-test", "-addext", `subjectAltName=${alternativesOf(names)}`];
  const pem = openssl(["req", "-x509", ...KEY, "-days", "1", ...subject, "-keyout", "-", "-out", "-"]);
  const cert = pem.slice(pem.indexOf("-----BEGIN CERTIFICATE"));
  return { key: pem.slice(0, pem.indexOf("-----BEGIN CERTIFICATE")), cert };
}

/** One that ended years ago. Only `openssl ca` takes dates, and it wants a folder and a configuration. */
export function makeExpiredCertificate(names: Names): Certificate {
  const folder = mkdtempSync(path.join(tmpdir(), "hookswitch-ca-"));
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at("index"), "");
  writeFileSync(
    at("config"),
    `[ca]\ndefault_ca=own\n[own]\nnew_certs_dir=${folder}\ndatabase=${at("index")}\ndefault_md=sha256\npolicy=any\nrand_serial=yes\nx509_extensions=names\n[any]\ncommonName=supplied\n[names]\nsubjectAltName=${alternativesOf(names)}\n`,
  );
  openssl(["req", "-new", ...KEY, "-subj", "/CN=hookswitch-test", "-keyout", at("key"), "-out", at("request")]);
  const dates = ["-startdate", "20200101000000Z", "-enddate", "20200102000000Z"];
  const files = ["-config", at("config"), "-in", at("request"), "-keyfile", at("key"), "-out", at("cert")];
  openssl(["ca", "-batch", "-notext", "-selfsign", ...dates, ...files]);
  const made = { key: readFileSync(at("key"), "utf8"), cert: readFileSync(at("cert"), "utf8") };
  rmSync(folder, { recursive: true });
  return made;
}

function alternativesOf({ dns = [], ip = [] }: Names): string {
  return [...dns.map((name) => `DNS:${name}`), ...ip.map((address) => `IP:${address}`)].join(",");
}

function openssl(args: readonly string[]): string {
  return execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
