// A visitor without a network and an officer at a desk change one field: both values stay, and the officer chooses.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { desk, phone, signInAtDesk, signInOnPhone } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const SIZES = [
  { words: ZH, width: 1440, height: 900 },
  { words: EN, width: 390, height: 844 },
];
const PAPERS = ["done", "not_done", "not_needed"];

for (const { words, ...size } of SIZES) {
  test(`an officer chooses between two values, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const mine = await phone(browser, server, words);
      await signInOnPhone(mine, someone(server, "coordinator"), words);
      await mine.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      const { dwelling, before } = await openFile(mine.page, words);
      const [visitors, officers] = PAPERS.filter((paper) => paper !== before);
      await mine.context.setOffline(true);
      await mine.page.getByLabel(words.fields.lease).selectOption(visitors);
      await expect(mine.page.getByText(words.toSend)).toBeVisible();
      await accessible(mine.page);
      await picture(mine.page, `fields-phone-${words.lang}`);

      const office = await desk(browser, server, words);
      await office.setViewportSize(size);
      await signInAtDesk(office, someone(server, "officer"), words);
      await change(office, words, dwelling, officers);
      await office.goto("/desk/conflicts");
      await expect(office.getByText(words.fields.noneWaits)).toBeVisible();

      await mine.context.setOffline(false);
      await expect(mine.page.getByText(words.allReceived)).toBeVisible();
      await choose(office, words, dwelling, officers);
    } finally {
      await server.stop();
    }
  });
}

/** Opens the form of the first file that the phone holds. */
async function openFile(page: Page, words: Words) {
  await page.getByRole("link", { name: words.files.find }).click();
  await page.locator(".found").first().click();
  await page.waitForURL(/\/field\/files\/.+/);
  const dwelling = page.url().split("/").at(-1) ?? "";
  await page.locator("summary", { hasText: words.fields.correct }).click();
  return { dwelling, before: await page.getByLabel(words.fields.lease).inputValue() };
}

/** Changes the same paper at the desk. */
async function change(page: Page, words: Words, dwelling: string, value: string) {
  await page.goto(`/desk/dwellings/${dwelling}`);
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.locator("summary", { hasText: words.fields.correct }).click();
  const form = page.locator("form").filter({ has: page.getByLabel(words.fields.lease) });
  await form.getByLabel(words.fields.lease).selectOption(value);
  await form.getByRole("button", { name: words.fields.save }).click();
  await expect(page.locator("summary", { hasText: words.fields.earlier })).toBeVisible();
}

/** Chooses what waits, and finds nothing left to choose. */
async function choose(page: Page, words: Words, dwelling: string, value: string) {
  const row = page.locator(`a[href$="${dwelling}"]`);
  await expect(async () => {
    await page.goto("/desk/conflicts");
    await expect(row).toBeVisible({ timeout: 1000 });
  }).toPass();
  await accessible(page);
  await picture(page, `conflicts-${words.lang}`);
  await row.click();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await expect(page.getByText(words.fields.twoValues)).toBeVisible();
  await accessible(page);
  await picture(page, `conflict-${words.lang}`);
  await page.getByLabel(words.fields.choose).selectOption(value);
  await page.getByLabel(words.fields.why).selectOption("paper_seen");
  await page.getByRole("button", { name: words.fields.chosen, exact: true }).click();
  await expect(page.getByText(words.fields.twoValues)).toHaveCount(0);
  await page.goto("/desk/conflicts");
  await expect(page.getByText(words.fields.noneWaits)).toBeVisible();
}
