/**
 * Pictures of every area in light, dark and phone width, into docs/screenshots: npm run screenshots [name …]
 * Needs a build and Chromium. Not part of npm test; look at every picture afterwards.
 */
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { openPortal, signIn, startBrowser, type Visitor } from "../e2e/portal-browser";
import { OPERATOR, type Seeded, seed } from "./seed";
import { shrinkPng } from "./shrink-png";
import { type PictureStack, startPictureStack } from "./stack";
import { tenantOf, type View, viewsOf } from "./views";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/screenshots");
const WIDTH = 1_200;
const HEIGHT = 700;
const PHONE = 390;
const LOOKS = [
  { suffix: "", colorScheme: "light", width: WIDTH, height: HEIGHT },
  { suffix: "-dark", colorScheme: "dark", width: WIDTH, height: HEIGHT },
  { suffix: "-phone", colorScheme: "light", width: PHONE, height: 780 },
] as const;
/** Charts and fonts have come to rest. */
const REST_MS = 400;

const wanted = new Set(process.argv.slice(2));
const stack = await startPictureStack();
try {
  const seeded = await seed(stack);
  await takeAll(stack, seeded);
  await seeded.stop();
  await report();
} finally {
  await stack.stop();
}

async function takeAll({ app }: PictureStack, seeded: Seeded): Promise<void> {
  const browser = await startBrowser();
  await mkdir(FOLDER, { recursive: true });
  try {
    const visitor = await openPortal(browser, app.url);
    await signIn(visitor.page, OPERATOR);
    for (const view of viewsOf(seeded)) {
      if (wanted.size === 0 || wanted.has(view.name)) await takeView(visitor, view, seeded);
    }
    for (const complaint of visitor.complaints) console.error(`the page complained: ${complaint}`);
  } finally {
    await browser.close();
  }
}

async function takeView({ page, context }: Visitor, view: View, seeded: Seeded): Promise<void> {
  const url = new URL(page.url()).origin;
  await context.addCookies([{ name: "hookswitch_tenant", value: tenantOf(view, seeded), url }]);
  await page.setViewportSize({ width: WIDTH, height: HEIGHT });
  await page.goto(view.path);
  try {
    await page.getByRole("main").getByText(view.text).first().waitFor();
  } catch {
    // The picture shows what is there instead.
    console.error(`${view.name}: ${String(view.text)} is not in the page`);
  }
  for (const { suffix, colorScheme, width, height } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(REST_MS);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) console.error(`${view.name}${suffix}: ${overflow} pixels too wide`);
    await writeFile(path.join(FOLDER, `${view.name}${suffix}.png`), shrinkPng(await page.screenshot()));
  }
}

async function report(): Promise<void> {
  const files = await readdir(FOLDER);
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(FOLDER, file))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${files.length} pictures, ${(bytes / 1_048_576).toFixed(1)} MB, in docs/screenshots`);
}
