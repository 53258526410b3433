"use strict";

const { createHmac, timingSafeEqual } = require("node:crypto");

/** Zapier writes `webhook-id` as `Http-Webhook-Id`. */
function headerOf(headers, name) {
  const wanted = name.toLowerCase();
  const found = Object.entries(headers).find(([key]) => key.toLowerCase().replace(/^http-/, "") === wanted);
  return found ? String(found[1]) : "";
}

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`; one of several signatures suffices. */
function isSignatureRight({ headers = {}, content = "" }, secret) {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headerOf(headers, "webhook-id")}.${headerOf(headers, "webhook-timestamp")}.${content}`;
  const expected = createHmac("sha256", key).update(signed).digest();
  return headerOf(headers, "webhook-signature")
    .split(" ")
    .filter((one) => one.startsWith("v1,"))
    .map((one) => Buffer.from(one.slice(3), "base64"))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}

module.exports = { isSignatureRight };
