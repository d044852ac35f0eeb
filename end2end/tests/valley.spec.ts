// A day without a network: thirty doors with photos, a killed tab, an update, another person, and back in
// reach on a slow line. Nothing is lost, nothing comes twice.
import { expect, type Page, test } from "@playwright/test";
import { rmSync } from "node:fs";
import { NEXT, nextBuild } from "../support/build.ts";
import { OTHER_PIN, begin, finish, handOver, joinPhone, type Phone, phone, saveOutbox, signInOnPhone, unlock } from "../support/phone.ts";
import { noise } from "../support/picture.ts";
import { type Server, serve, someone } from "../support/server.ts";
import { ZH } from "../support/words.ts";

const STOPS = 30;
/** A photo at every so many doors. */
const PHOTO = 3;
const KILLED_AT = 8;
const UPDATED_AT = 16;
/** The slowest line that browsers still call mobile: bytes a second, milliseconds. */
const SLOW = { offline: false, latency: 800, downloadThroughput: 35_000, uploadThroughput: 32_000 };

test("a day in a valley", async ({ browser }) => {
  test.setTimeout(900_000);
  const server = await serve("2026-11-24T09:30:00+08:00");
  const site = nextBuild();
  try {
    const one = someone(server, "coordinator");
    const other = someone(server, "patrol", one.station);
    const mine = await phone(browser, server, ZH);
    await signInOnPhone(mine, one, ZH);
    await expect(mine.page.getByRole("link", { name: ZH.next })).toBeVisible();
    await mine.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await handOver(mine.page, ZH);
    await joinPhone(mine, other, ZH, OTHER_PIN);
    await mine.context.setOffline(true);
    await handOver(mine.page, ZH);
    await unlock(mine.page, one.name, ZH);
    await expect(mine.page.getByRole("link", { name: ZH.next })).toBeVisible();

    for (let stop = 0; stop < STOPS; stop++) {
      await mine.page.goto("/field/today");
      await begin(mine, ZH);
      if (stop % PHOTO === 0) await find(mine.page);
      if (stop === KILLED_AT) await killed(mine, server);
      if (stop === UPDATED_AT) await updated(mine, server, site);
      await finish(mine.page, ZH);
    }

    await mine.page.goto("/field/today");
    await handOver(mine.page, ZH);
    await unlock(mine.page, other.name, ZH, OTHER_PIN);
    await expect(mine.page.getByText(ZH.toSend)).toBeVisible();
    const waiting = await saveOutbox(mine.page, ZH);
    const line = await mine.context.newCDPSession(mine.page);
    await line.send("Network.enable");
    await mine.context.setOffline(false);
    await line.send("Network.emulateNetworkConditions", SLOW);
    await expect(mine.page.getByText(ZH.allReceived).first()).toBeVisible({ timeout: 240_000 });
    expect(server.photos()).toHaveLength(STOPS / PHOTO);
    // The same rows by another way change nothing: each is known.
    expect(server.command("records", "import", waiting)).toMatchObject({ refused: [] });
  } finally {
    await server.stop();
    rmSync(site, { recursive: true, force: true });
  }
});

/** A finding with a photo, from the first question of the checklist. */
async function find(page: Page) {
  await page.getByRole("button", { name: ZH.notInOrder, exact: true }).click();
  await page.locator('input[type="file"]').setInputFiles({ name: "a.bmp", mimeType: "image/bmp", buffer: noise() });
  await expect(page.locator(".photos__one")).toHaveCount(1);
  await page.getByRole("button", { name: ZH.keepFinding }).click();
}

/** The tab goes while a form is open; what was answered is there when the app starts again, offline. */
async function killed(mine: Phone, server: Server) {
  await mine.page.getByRole("button", { name: ZH.notInOrder, exact: true }).click();
  await mine.page.locator("textarea").pressSequentially("楼道纸箱");
  const form = new URL(mine.page.url());
  // As long as the last letter takes to the phone's storage.
  await mine.page.waitForTimeout(500);
  await mine.page.close();
  mine.page = await mine.context.newPage();
  await mine.page.clock.install({ time: server.now });
  await mine.page.goto(form.pathname + form.search);
  await expect(mine.page.locator("textarea")).toHaveValue("楼道纸箱");
  await mine.page.getByRole("button", { name: ZH.keepFinding }).click();
}

/** A new build comes while a form is open: the form stays, and the app that starts next is the new one. */
async function updated(mine: Phone, server: Server, site: string) {
  const { page, context } = mine;
  await page.getByRole("button", { name: ZH.notInOrder, exact: true }).click();
  await page.locator("textarea").pressSequentially("电线裸露");
  await server.restart(site);
  await context.setOffline(false);
  // Chromium waits up to five minutes for a worker that it believes at work.
  await expect.poll(() => newest(page), { timeout: 330_000 }).toContain(NEXT);
  await context.setOffline(true);
  await expect(page.locator("textarea")).toHaveValue("电线裸露");
  await expect(page.locator("body")).not.toHaveAttribute("data-pkg", new RegExp(NEXT));
  await page.getByRole("button", { name: ZH.keepFinding }).click();
  await finish(page, ZH);
  await page.goto("/field/today");
  await expect(page.locator("body")).toHaveAttribute("data-pkg", new RegExp(NEXT));
  await begin(mine, ZH);
}

/** Has the browser look for a new build; the cache of the newest that is in use, or what is in its way. */
function newest(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    // One that fails, as a server that starts makes it, is tried again.
    const failure = await registration.update().then(() => "", (error: unknown) => String(error));
    if (registration.installing) return `installing ${failure}`;
    if (registration.waiting) return `waiting ${failure}`;
    if (registration.active?.state !== "activated") return `${registration.active?.state} ${failure}`;
    return (await caches.keys()).at(-1) ?? `nothing ${failure}`;
  });
}
