// Without a network: the coming days of a visitor, and the streets around the station's doors.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { phone, signInOnPhone } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

for (const words of [ZH, EN]) {
  test(`coming days and the map's streets without a network, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const mine = await phone(browser, server, words);
      const { page, context } = mine;
      await signInOnPhone(mine, someone(server, "coordinator"), words);
      await expect(page.getByRole("link", { name: words.next })).toBeVisible();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      // The server plans the days ahead when it starts.
      await expect(async () => {
        await page.goto("/field/ahead");
        await expect(page.locator(".found").first()).toBeVisible({ timeout: 3_000 });
      }).toPass({ timeout: 60_000 });
      await expect.poll(() => hasMap(page), { timeout: 60_000 }).toBe(true);

      await context.setOffline(true);
      await page.goto("/field/today");
      await page.getByRole("link", { name: words.ahead.title }).click();
      await seesDays(page, words);
      await accessible(page);
      await picture(page, `ahead-${words.lang}`);
      await page.setViewportSize({ width: 1440, height: 900 });
      await accessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator(".found").first().click();
      await expect(page).toHaveURL(/\/field\/files\//);
      await expect(page.locator(".stop__property")).toBeVisible();

      await page.goto("/field/map");
      await expect.poll(() => streets(page), { timeout: 30_000 }).toBeGreaterThan(0);
      await accessible(page, ".pin");
      await picture(page, `map-offline-${words.lang}`);

      await context.setOffline(false);
      await page.goto("/field/me");
      await page.getByRole("button", { name: words.ahead.signOut, exact: true }).click();
      await expect.poll(() => page.evaluate(() => caches.has("rounds-map"))).toBe(false);
    } finally {
      await server.stop();
    }
  });
}

/** Days after today, each with its doors and the time of each. */
async function seesDays(page: Page, words: Words) {
  await expect(page.getByText(words.ahead.note)).toBeVisible();
  const days = page.locator(".village");
  expect(await days.count()).toBeGreaterThan(1);
  await expect(days.first().locator("h2")).toContainText(/\d\d:\d\d–\d\d:\d\d/);
  const doors = days.first().locator(".found");
  expect(await doors.count()).toBeGreaterThan(0);
  await expect(doors.first().locator(".found__day")).toHaveText(/^\d\d:\d\d$/);
  await expect(page.getByRole("heading", { name: words.ahead.today })).toHaveCount(0);
}

/** What is put last is there: so is everything. */
function hasMap(page: Page): Promise<boolean> {
  const last = "/assets/maplibre/maplibre-gl.css";
  return page.evaluate(async (last) => !!(await caches.match(last, { cacheName: "rounds-map", ignoreVary: true })), last);
}

/** Streets that the map shows now. */
function streets(page: Page): Promise<number> {
  return page.evaluate(() => {
    const element = document.querySelector("rounds-map") as unknown as { map?: { queryRenderedFeatures(ask: object): unknown[]; isStyleLoaded(): boolean } };
    const { map } = element ?? {};
    return map?.isStyleLoaded() ? map.queryRenderedFeatures({ layers: ["minor", "major", "path"] }).length : 0;
  });
}
