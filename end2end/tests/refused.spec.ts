// A record that the server cannot keep as it is: shown with its problem, corrected by its author, sent again.
import { expect, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { begin, finish, phone, signInOnPhone } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, ZH } from "../support/words.ts";

for (const words of [ZH, EN]) {
  test(`a note that names the household comes back and is corrected, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T09:30:00+08:00");
    try {
      const mine = await phone(browser, server, words);
      const { page } = mine;
      await signInOnPhone(mine, someone(server, "coordinator"), words);
      await page.getByRole("link", { name: words.next }).click();
      await page.getByText(words.phone, { exact: true }).click();
      await page.getByRole("button", { name: words.thisVisit, exact: true }).click();
      const contact = await page.locator('.contact a[href^="tel:"]').innerText();
      const name = contact.split(" ")[0]!;
      await page.goto("/field/today");
      await begin(mine, words);
      await page.getByRole("button", { name: words.notInOrder, exact: true }).click();
      await page.locator("textarea").pressSequentially(`${name}把纸箱放在楼道`);
      await page.getByRole("button", { name: words.keepFinding }).click();
      await finish(page, words);

      await page.goto("/field/outbox");
      const note = page.locator(".row--warn textarea");
      await expect(note).toHaveValue(`${name}把纸箱放在楼道`);
      await accessible(page);
      await picture(page, `refused-${words.lang}`);
      await note.fill("楼道放有纸箱");
      await page.getByRole("button", { name: words.sendAgain }).click();
      await expect(page.getByText(words.allReceived).first()).toBeVisible();
    } finally {
      await server.stop();
    }
  });
}
