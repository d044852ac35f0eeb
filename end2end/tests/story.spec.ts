// The whole story: plan, walk, check in, finding with photo, flag at the officer, decision on the phone.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { checkIn, desk, finish, type Phone, phone, signInAtDesk, signInOnPhone } from "../support/phone.ts";
import { type Server, serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const DAYS = [
  { name: "a Tuesday", now: "2026-11-24T09:30:00+08:00" },
  { name: "the last day of a month", now: "2026-11-30T09:30:00+08:00" },
];

for (const day of DAYS) {
  for (const words of [ZH, EN]) {
    test(`the whole story on ${day.name}, in ${words.lang}`, async ({ browser }) => {
      const server = await serve(day.now);
      try {
        await story(await phone(browser, server, words), await desk(browser, server, words), server, words);
      } finally {
        await server.stop();
      }
    });
  }
}

for (const words of [ZH, EN]) {
  test(`a Sunday without a round says so, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-29T09:30:00+08:00");
    try {
      const mine = await phone(browser, server, words);
      await signInOnPhone(mine, someone(server, "coordinator"), words);
      await expect(mine.page.getByText(words.noRound)).toBeVisible();
      await accessible(mine.page);
    } finally {
      await server.stop();
    }
  });
}

async function story(mine: Phone, office: Page, server: Server, words: Words) {
  const visitor = someone(server, "coordinator");
  await signInOnPhone(mine, visitor, words);
  await expect(mine.page.getByRole("link", { name: words.next })).toBeVisible();
  await accessible(mine.page);
  await picture(mine.page, `today-${words.lang}`);

  await signInAtDesk(office, someone(server, "officer", visitor.station), words);
  await office.goto("/desk/flags");
  await office.waitForLoadState("networkidle").catch(() => undefined);
  await accessible(office);

  await visitWithUrgentFinding(mine, words);
  await acceptAt(office, words);
  await mine.page.getByRole("link", { name: words.replies }).click();
  await expect(mine.page.getByText(words.desk.accepted).first()).toBeVisible({ timeout: 30_000 });
  await nobodyHomeWithoutNetwork(mine, words);
  await registerUnlistedDoor(mine, words);
}

async function visitWithUrgentFinding(mine: Phone, words: Words) {
  const { page } = mine;
  await page.getByRole("link", { name: words.next }).click();
  await expect(page.getByRole("link", { name: words.checkIn })).toBeVisible();
  await accessible(page);
  await picture(page, `stop-${words.lang}`);
  await page.goBack();
  await checkIn(mine, words);
  await accessible(page);
  await page.getByRole("button", { name: words.met }).click();
  await page.getByRole("button", { name: words.atDoorOnly }).click();

  await page.getByRole("button", { name: words.notInOrder, exact: true }).click();
  await page.getByRole("button", { name: words.urgent, exact: true }).click();
  await page.locator('input[type="file"]').setInputFiles({
    name: "stairs.png",
    mimeType: "image/png",
    buffer: PNG,
  });
  await page.locator("textarea").pressSequentially("楼道纸箱");
  await accessible(page);
  await picture(page, `finding-${words.lang}`);
  await page.reload();
  await expect(page.locator("textarea")).toHaveValue("楼道纸箱");
  await expect(page.locator(".photos__one")).toHaveCount(1);
  await page.getByRole("button", { name: words.reportNow }).click();

  await finish(page, words);
  await accessible(page);
  await picture(page, `notice-${words.lang}`);
  await expect(page.getByText(words.allReceived)).toBeVisible({ timeout: 30_000 });
  await page.goto("/field/today");
}

async function acceptAt(office: Page, words: Words) {
  await office.getByRole("link", { name: words.desk.fresh }).click();
  const flag = office.locator('a[href^="/desk/flags/"]').filter({ hasText: words.urgent }).first();
  await flag.click();
  await office.getByRole("button", { name: words.desk.accept, exact: true }).click();
  await expect(office.getByText(words.desk.accepted).first()).toBeVisible();
  await accessible(office);
  await picture(office, `flags-${words.lang}`);
}

async function nobodyHomeWithoutNetwork(mine: Phone, words: Words) {
  const { page, context } = mine;
  await page.goto("/field/today");
  await expect(page.getByRole("link", { name: words.next })).toBeVisible();
  await context.setOffline(true);
  await checkIn(mine, words);
  await page.getByRole("button", { name: words.nobodyHome }).click();
  await expect(page.getByText(words.toSend)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(words.allReceived)).toBeVisible({ timeout: 60_000 });
}

/** What was filled in is still there after the app was closed, and is sent once. */
async function registerUnlistedDoor({ page }: Phone, words: Words) {
  await page.goto("/field/today");
  await page.getByRole("link", { name: words.register.unlisted }).click();
  await page.locator("select").first().selectOption({ label: words.register.other });
  await page.getByLabel(words.register.address).fill("横河路 8 号");
  await page.getByLabel(words.register.door).fill("阁楼");
  await page.getByRole("button", { name: words.register.oneMore }).first().click();
  await accessible(page);
  await page.reload();
  await expect(page.getByLabel(words.register.address)).toHaveValue("横河路 8 号");
  await expect(page.getByLabel(words.register.door)).toHaveValue("阁楼");
  await expect(page.locator("output").first()).toHaveText("2");
  await page.getByRole("button", { name: words.register.submit, exact: true }).dblclick();
  await expect(page.getByText(words.allReceived)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: words.register.unlisted }).click();
  await expect(page.getByLabel(words.register.door)).toHaveValue("");
}

/** A small grey picture: what a camera would deliver, for the phone to resize and strip. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAACCElEQVR4nKXQh0IIAAAE0Gvvvffee08yy9aQsiKjZGQUUtGwZ8PeoyhUGjaVklFGIaOMbA07NGh8xL1PeICwuLS8srq2vrG5tb2zu/egYSPG+E8InTpj9twFi2PjEpPXbtyavnPvwaPZuXmF5y5du151515d/fOXbz40f/nxu/M/BEQkZBRUNHQMTCxsHFw8BgwePnJsQPCkaeFzohYuWbZyVcq6Tdsydu07dOzEqfyi85dLK25W33/4pOHV248tX3/+6eqBoKikrKKqpq6hqaWto6vnwCG+o8YFTpwcNjNiXvTS5fGrU9dv3p65e//h4ydPFxRfuFJWeavmwaOnja/ffWr99utvdy+ExKTklNS09IzMrOyc3Lx8hvqNHh8UMmX6rMj5i2JWJCSt2bAlbceeA0eycs6cLbl4tfzG7bu1j5+9aHr/ue17e8e/ProAZIEAyAJBkAVCIAuEQRaIgCwQBVkgBrJAHGSBBMgCSZAFUiALpEEWyIAskAVZIAeyQB5kgQLIAkWQBUogC5RBFqiALFAFWaAGskAdZIEGyAJNkAVaIAu0QRbogCzQBVmgB7JAH2SBAcgCQ5AFRiALjEEWmIAsMAVZYAaywBxkgQXIAkuQBVYgC6xBFtiALLAFWWAHssAeZIEDyAJHkAVOIAucQRa4gCxwBVngBrLAHWSBB8gCT5AFXv3FRvhqyGPlTwAAAABJRU5ErkJggg==",
  "base64",
);
