// The station's files on the phone: found without a network by Chinese, pinyin, initials, door and number.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { phone, signInOnPhone } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

for (const words of [ZH, EN]) {
  test(`a door is found among the station's files without a network, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const mine = await phone(browser, server, words);
      const { page, context } = mine;
      await signInOnPhone(mine, someone(server, "coordinator"), words);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.getByRole("link", { name: words.files.find }).click();
      await expect(page.getByRole("status").filter({ hasText: /[1-9]\d\d/ })).toBeVisible();
      await context.setOffline(true);
      await page.reload();
      await accessible(page);
      await picture(page, `files-${words.lang}`);

      const row = page.locator(".found").nth(7);
      const [place, label] = [await row.locator(".found__place").innerText(), await row.locator(".found__label").innerText()];
      await seek(page, words, ` ${wide(label.toLowerCase().slice(0, 5))} `);
      await expect(page.locator(".found__label").first()).toHaveText(label);
      await seek(page, words, place);
      await expect(page.locator(".found__place").first()).toHaveText(place);
      await seek(page, words, "ǂǂ");
      await expect(page.getByText(words.files.noneFound)).toBeVisible();
      await accessible(page);

      await seek(page, words, label);
      await page.locator(".found").first().click();
      await expect(page.getByText(label)).toBeVisible();
      await accessible(page);
      await picture(page, `file-${words.lang}`);
      await page.goBack();
      await expect(page.getByLabel(words.files.sought)).toHaveValue(label);
    } finally {
      await server.stop();
    }
  });
}

/** Types what is looked for. */
async function seek(page: Page, words: Words, typed: string) {
  await page.getByLabel(words.files.sought).fill(typed);
}

/** The full-width form that a Chinese keyboard may give. */
function wide(text: string): string {
  return [...text].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
}
