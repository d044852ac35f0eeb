// One phone, several people: each behind their own PIN, what is not sent yet sent on unread.
import { chromium, expect, test } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible, picture } from "../support/eyes.ts";
import { owned, view } from "../support/kept.ts";
import { OTHER_PIN, checkIn, handOver, joinPhone, type Phone, phone, saveOutbox, signInOnPhone, unlock } from "../support/phone.ts";
import { found, strings } from "../support/profile.ts";
import { type Staff, serve, someone } from "../support/server.ts";
import { EN, ZH } from "../support/words.ts";

for (const words of [ZH, EN]) {
  test(`a phone is handed over without a network, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const one = someone(server, "coordinator");
      const other = someone(server, "patrol", one.station);
      const mine = await phone(browser, server, words);
      const { page, context } = mine;
      await signInOnPhone(mine, one, words);
      await expect(page.getByRole("link", { name: words.next })).toBeVisible();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await handOver(page, words);
      await accessible(page);
      await joinPhone(mine, other, words, OTHER_PIN);

      await context.setOffline(true);
      await handOver(page, words);
      await picture(page, `unlock-${words.lang}`);
      await unlock(page, one.name, words, OTHER_PIN);
      await expect(page.getByText(words.lock.wrong)).toBeVisible();
      await unlock(page, one.name, words);
      await checkIn(mine, words);
      await page.getByRole("button", { name: words.nobodyHome }).click();
      await expect(page.getByText(words.toSend)).toBeVisible();
      const theirs = await page.evaluate(() => location.pathname);

      await page.goto("/field/today");
      await handOver(page, words);
      await unlock(page, other.name, words, OTHER_PIN);
      await expect(page.getByText(words.toSend)).toBeVisible();
      await page.goto(theirs);
      await expect(page.getByRole("link", { name: words.checkIn })).toHaveCount(0);
      const saved = await saveOutbox(page, words);
      await accessible(page);
      const report = server.command("records", "import", saved);
      // The file opened without a network, the check-in and the attempt.
      expect(report).toMatchObject({ received: 3, refused: [] });
      await context.setOffline(false);
      await expect(page.getByText(words.allReceived).first()).toBeVisible();
    } finally {
      await server.stop();
    }
  });
}

test("the copied profile of a locked phone tells nothing of the households", async () => {
  const server = await serve("2026-11-24T09:30:00+08:00");
  const profile = mkdtempSync(join(tmpdir(), "rounds-profile-"));
  try {
    const planted = new Set<string>();
    const context = await chromium.launchPersistentContext(profile, {
      ...test.info().project.use.launchOptions,
      baseURL: server.url,
      viewport: { width: 390, height: 844 },
      locale: "zh-CN",
    });
    const page = await context.newPage();
    await page.clock.install({ time: server.now });
    page.on("response", async (answer) => {
      if (/\/api\/v1\/(pack|rounds)/.test(answer.url()) && answer.status() === 200) {
        strings(await answer.json()).forEach((text) => planted.add(text));
      }
    });
    const who = someone(server, "coordinator");
    await signInOnPhone({ page, context }, who, ZH);
    await page.getByRole("link", { name: ZH.files.find }).click();
    await expect(page.locator(".found").first()).toBeVisible();
    await context.setOffline(true);
    await page.goto("/field/today");
    await checkIn({ page, context }, ZH);
    await page.getByRole("button", { name: ZH.nobodyHome }).click();
    await expect(page.getByText(ZH.toSend)).toBeVisible();
    await context.close();

    expect(planted.size).toBeGreaterThan(200);
    // The search does find what lies open in the same database: who has a place on the phone.
    expect(found(profile, [who.name])).toEqual([who.name]);
    expect(found(profile, [...planted])).toEqual([]);
  } finally {
    await server.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});

test("a phone that is reported lost erases what it holds at its next contact", async ({ browser }) => {
  const server = await serve("2026-11-24T09:30:00+08:00");
  try {
    const mine = await phone(browser, server, EN);
    const { page, context } = mine;
    await signInOnPhone(mine, someone(server, "coordinator"), EN);
    await expect(page.getByRole("link", { name: EN.next })).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await context.setOffline(true);
    await checkIn(mine, EN);
    await page.getByRole("button", { name: EN.nobodyHome }).click();
    const enrolled = JSON.parse(await view(page, "meta/device"));
    server.command("phone", "revoke", enrolled.device);
    expect(await owned(page)).toBeGreaterThan(0);
    await context.setOffline(false);
    await expect(page).toHaveURL(/\/field\/sign-in$/);
    await expect.poll(() => owned(page)).toBe(0);
    // What was not received is still there, and goes out once the phone is enrolled anew.
    await signInOnPhone(mine, someone(server, "coordinator"), EN);
    await expect(page.getByText(EN.allReceived)).toBeVisible();
  } finally {
    await server.stop();
  }
});

test("ten wrong PINs erase what is a person's, and what waits still goes out", async ({ browser }) => {
  const server = await serve("2026-11-24T09:30:00+08:00");
  try {
    const mine = await phone(browser, server, ZH);
    const { page, context } = mine;
    const who = someone(server, "coordinator");
    await oneAttemptWaits(mine, who);
    await handOver(page, ZH);
    for (let wrong = 1; wrong <= 10; wrong++) {
      await unlock(page, who.name, ZH, OTHER_PIN);
      await expect(page.getByText(wrong < 10 ? ZH.lock.wrong : ZH.lock.wiped)).toBeVisible();
      // The right one is not asked before its time either.
      if (wrong === 9) {
        await unlock(page, who.name, ZH);
        await expect(page.getByText(ZH.lock.wait)).toBeVisible();
      }
      await page.clock.fastForward("15:01");
    }
    await expect.poll(() => owned(page)).toBe(0);
    await context.setOffline(false);
    await signInOnPhone(mine, who, ZH);
    await expect(page.getByText(ZH.allReceived)).toBeVisible();
  } finally {
    await server.stop();
  }
});

test("three days without the server, and the phone forgets whom it was to visit", async ({ browser }) => {
  const server = await serve("2026-11-24T09:30:00+08:00");
  try {
    const mine = await phone(browser, server, EN);
    const { context } = mine;
    const who = someone(server, "coordinator");
    await oneAttemptWaits(mine, who, EN);
    const before = await owned(mine.page);
    await mine.page.close();
    const page = await context.newPage();
    await page.clock.install({ time: server.now.getTime() + 73 * 3_600_000 });
    await page.goto("/field/today");
    await unlock(page, who.name, EN);
    await expect(page).toHaveURL(/\/field\/today$/);
    await expect(page.getByRole("link", { name: EN.next })).toHaveCount(0);
    await page.goto("/field/files");
    await expect(page.getByText(EN.files.noneYet)).toBeVisible();
    await expect.poll(() => owned(page)).toBeLessThan(before);
    await page.goto("/field/outbox");
    await expect(page.getByRole("listitem").first()).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(EN.allReceived).first()).toBeVisible();
  } finally {
    await server.stop();
  }
});

/** Signs in, and goes to one door where nobody is, without a network. */
async function oneAttemptWaits(mine: Phone, who: Staff, words = ZH) {
  const { page, context } = mine;
  await signInOnPhone(mine, who, words);
  await expect(page.getByRole("link", { name: words.next })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.setOffline(true);
  await checkIn(mine, words);
  await page.getByRole("button", { name: words.nobodyHome }).click();
  await expect(page.getByText(words.toSend)).toBeVisible();
}
