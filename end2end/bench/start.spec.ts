// Cold and warm start of the phone's app, and the longest task that holds up its page afterwards, on
// a processor slowed down four times.
import { type Browser, type BrowserContext, type Page, test } from "@playwright/test";
import { choosePin } from "../support/phone.ts";
import { type Server, serve, type Staff } from "../support/server.ts";
import { ZH } from "../support/words.ts";

const SLOWER = 4;
const RUNS = 5;

test("start of the phone's app", async ({ browser }) => {
  test.setTimeout(600_000);
  const server = await serve("2026-11-24T09:30:00+08:00");
  try {
    const rows = [];
    for (let run = 0; run < RUNS; run++) rows.push(await start(browser, server));
    for (const what of Object.keys(rows[0]!) as (keyof Row)[]) {
      const sorted = rows.map((row) => row[what]).sort((a, b) => a - b);
      console.log(`${what}: median ${sorted[RUNS >> 1]} ms, worst ${sorted[RUNS - 1]} ms of ${RUNS}`);
    }
  } finally {
    await server.stop();
  }
});

interface Row {
  /** Nothing cached: from the address to the form of signing in. */
  cold: number;
  /** From the tap on "sign in", by the choice of a PIN, to the day's list. */
  signedIn: number;
  /** Everything cached: from the address to the day's list. */
  warm: number;
  /** The same without a network. */
  offline: number;
  /** Longest task of a minute's work after the start. */
  longestTask: number;
}

async function start(browser: Browser, server: Server): Promise<Row> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 390, height: 844 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const visitor = server.staff.find((staff) => staff.role === "coordinator")!;
  const first = await slowed(context);
  const cold = await timed(first, "/field/sign-in", () => first.getByLabel(ZH.account).waitFor());
  const signedIn = await signIn(first, visitor);
  await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await first.waitForTimeout(1_000);
  await first.close();
  const list = (page: Page) => page.getByRole("link", { name: ZH.next }).waitFor();
  const second = await slowed(context);
  const warm = await timed(second, "/field/today", () => list(second));
  const longestTask = await work(second);
  await second.close();
  const third = await slowed(context);
  await context.setOffline(true);
  const offline = await timed(third, "/field/today", () => list(third));
  await context.close();
  return { cold, signedIn, warm, offline, longestTask };
}

async function slowed(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return page;
}

async function timed(page: Page, address: string, shown: () => Promise<void>): Promise<number> {
  const begun = Date.now();
  await page.goto(address, { waitUntil: "commit" });
  await shown();
  return Date.now() - begun;
}

async function signIn(page: Page, who: Staff): Promise<number> {
  await page.getByLabel(ZH.account).fill(who.name);
  await page.getByLabel(ZH.password, { exact: true }).fill(who.password);
  const begun = Date.now();
  await page.getByRole("button", { name: ZH.signIn }).click();
  await choosePin({ page }, ZH);
  await page.getByRole("link", { name: ZH.next }).waitFor();
  return Date.now() - begun;
}

/** A stop opened and left, the outbox and the list again, and a check-in with its first answers. */
async function work(page: Page): Promise<number> {
  await page.waitForTimeout(2_000);
  await page.evaluate(() => {
    const kept = window as unknown as { longest: number };
    kept.longest = 0;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) kept.longest = Math.max(kept.longest, task.duration);
    }).observe({ type: "longtask" });
  });
  await page.getByRole("link", { name: ZH.next }).click();
  await page.getByRole("link", { name: ZH.checkIn }).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: ZH.next }).click();
  await page.getByRole("link", { name: ZH.checkIn }).click();
  await page.getByText(ZH.neither).click();
  await page.getByRole("button", { name: ZH.labelMissing }).click();
  await page.getByRole("button", { name: ZH.met }).click();
  await page.getByRole("button", { name: ZH.atDoorOnly }).click();
  await page.getByRole("button", { name: ZH.inOrder, exact: true }).click();
  await page.waitForTimeout(1_000);
  return page.evaluate(() => Math.round((window as unknown as { longest: number }).longest));
}
