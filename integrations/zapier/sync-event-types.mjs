// Writes event-types.json from the catalogue of an installation: one trigger for each type that is not deprecated.
// HOOKSWITCH_URL=https://hooks.example.com HOOKSWITCH_KEY=hs_… npm run sync
import { writeFileSync } from "node:fs";

const { HOOKSWITCH_URL = "", HOOKSWITCH_KEY = "" } = process.env;

async function read(path) {
  const response = await fetch(`${HOOKSWITCH_URL.replace(/\/+$/, "")}/api/v1${path}`, {
    headers: { authorization: `Bearer ${HOOKSWITCH_KEY}` },
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** `order.completed` → `Order Completed`; Zapier wants labels in title case. */
function labelOf(name) {
  return name.replace(/[._-]+/g, " ").replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

const types = [];
let cursor = "";
do {
  const page = await read(`/event-types?deprecated=false&limit=200${cursor && `&cursor=${cursor}`}`);
  for (const { name } of page.data) {
    const { description, versions } = await read(`/event-types/${name}`);
    const text = description
      ? `Triggers on ${name}: ${description.replace(/\s+/g, " ")}`
      : `Triggers when ${name} happens.`;
    types.push({ name, label: labelOf(name), description: text.slice(0, 200), example: versions[0]?.example ?? {} });
  }
  cursor = page.nextCursor ?? "";
} while (cursor);

types.sort((a, b) => (a.name < b.name ? -1 : 1));
writeFileSync(new URL("event-types.json", import.meta.url), `${JSON.stringify(types, null, 2)}\n`);
console.log(`${types.length} event types`);
