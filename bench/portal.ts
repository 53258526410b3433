/**
 * What a person waits for: first and largest paint, and layout shift, of every area of the portal, in production mode
 * with the data of a busy customer. npm run bench:portal [name …]
 * Needs a build and Chromium. Figures stand in docs/performance.md.
 */
import type { Page } from "playwright-core";
import { layoutShift, openPortal, signIn, startBrowser, type Visitor } from "@/tests/e2e/portal-browser";
import { OPERATOR, seed } from "@/tests/screenshots/seed";
import { startPictureStack } from "@/tests/screenshots/stack";
import { tenantOf, type View, viewsOf } from "@/tests/screenshots/views";

const ROUNDS = 3;

interface Paint {
  /** The HTML's first byte. */
  firstByteMs: number;
  firstPaintMs: number;
  largestPaintMs: number;
  shift: number;
  /** Of scripts, as they came over the wire. */
  scriptKilobytes: number;
}

const wanted = new Set(process.argv.slice(2));
const stack = await startPictureStack();
const seeded = await seed(stack);
const browser = await startBrowser();
try {
  const session = await openSession(await openPortal(browser, stack.app.url));
  console.log("page                   first byte  first paint  largest paint  shift  scripts");
  for (const view of viewsOf(seeded)) {
    if (wanted.size > 0 && !wanted.has(view.name)) continue;
    const rounds: Paint[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await lookAt(view, session));
    print(view.name, rounds);
  }
} finally {
  await browser.close();
  await seeded.stop();
  await stack.stop();
}

type Session = Awaited<ReturnType<Visitor["context"]["storageState"]>>;

async function openSession({ page, context }: Visitor): Promise<Session> {
  await signIn(page, OPERATOR);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** With an empty cache, as on the first visit. */
async function lookAt(view: View, session: Session): Promise<Paint> {
  const { page, context } = await openPortal(browser, stack.app.url, { storageState: session });
  const value = tenantOf(view, seeded);
  await context.addCookies([{ name: "hookswitch_tenant", value, url: stack.app.url }]);
  await page.goto(view.path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  const paint = { ...(await paintsOf(page)), shift: await layoutShift(page) };
  await context.close();
  return paint;
}

function paintsOf(page: Page): Promise<Omit<Paint, "shift">> {
  return page.evaluate(async () => {
    const largest = await new Promise<number>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
        type: "largest-contentful-paint",
        buffered: true,
      });
    });
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const scripts = resources.filter(({ name }) => name.endsWith(".js"));
    return {
      firstByteMs: navigation?.responseStart ?? 0,
      firstPaintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      largestPaintMs: largest,
      scriptKilobytes: scripts.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1_024,
    };
  });
}

function print(name: string, rounds: readonly Paint[]): void {
  const median = (read: (paint: Paint) => number) => rounds.map(read).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  const most = Math.max(...rounds.map(({ shift }) => shift));
  const ms = (value: number, width: number) => `${Math.round(value)} ms`.padStart(width);
  console.log(
    name.padEnd(22),
    ms(
      median(({ firstByteMs }) => firstByteMs),
      10,
    ),
    ms(
      median(({ firstPaintMs }) => firstPaintMs),
      12,
    ),
    ms(
      median(({ largestPaintMs }) => largestPaintMs),
      14,
    ),
    most.toFixed(3).padStart(6),
    `${Math.round(median(({ scriptKilobytes }) => scriptKilobytes))} KB`.padStart(8),
  );
}
