// An officer calls a meeting, keeps its minutes, agrees on an action and files it; the action waits for
// its owner, and stations tell each other of a property.
import { expect, type Page, test } from "@playwright/test";
import { accessible, picture } from "../support/eyes.ts";
import { desk, signInAtDesk } from "../support/phone.ts";
import { serve, someone } from "../support/server.ts";
import { EN, type Words, ZH } from "../support/words.ts";

const SIZES = [
  { words: ZH, width: 1440, height: 900 },
  { words: EN, width: 390, height: 844 },
];

for (const { words, ...size } of SIZES) {
  test(`a meeting from its call to its filing, ${size.width} wide, in ${words.lang}`, async ({ browser }) => {
    const server = await serve("2026-11-24T07:30:00+08:00");
    try {
      const officer = someone(server, "officer");
      const coordinator = someone(server, "coordinator", officer.station);
      const page = await desk(browser, server, words);
      await page.setViewportSize(size);
      await signInAtDesk(page, officer, words);
      await hold(page, words, officer.name, coordinator.name);
      await tell(page, words);

      const other = await desk(browser, server, words);
      await other.setViewportSize(size);
      await signInAtDesk(other, coordinator, words);
      await settle(other, words);
    } finally {
      await server.stop();
    }
  });
}

async function hold(page: Page, { meetings, lang }: Words, officer: string, coordinator: string) {
  await open(page, "/desk/meetings");
  await accessible(page);
  await picture(page, `meetings-${lang}`);

  await page.locator("summary", { hasText: meetings.call }).click();
  await page.getByLabel(meetings.place, { exact: true }).fill("会议室 301");
  for (const name of [officer, coordinator]) await page.getByLabel(new RegExp(`^${name}`)).first().check();
  await page.getByRole("button", { name: meetings.submit, exact: true }).click();
  await page.getByRole("row").filter({ hasText: "会议室 301" }).getByRole("link").click();

  const agenda = page.locator("ol.agenda");
  await expect(agenda).toBeVisible();
  await page.getByLabel(meetings.propose).fill("消防演练");
  await page.getByRole("button", { name: meetings.proposeSubmit }).click();
  await expect(agenda).toContainText("消防演练");
  const minutes = page.getByRole("textbox", { name: meetings.minutes });
  await minutes.fill("核对身份证");
  await page.getByRole("button", { name: meetings.keep }).click();
  await expect(page.getByRole("alert")).toContainText("身份证");
  await page.getByRole("textbox", { name: meetings.minutes }).fill("逐户复查楼道充电");
  await page.getByRole("button", { name: meetings.keep }).click();
  await expect(page.locator("p.minutes")).toHaveText("逐户复查楼道充电");

  await page.getByLabel(meetings.what, { exact: true }).fill("复查楼道充电点");
  await page.locator("select[name=owner]").selectOption({ label: coordinator });
  await page.getByRole("button", { name: meetings.agree }).click();
  await expect(page.locator("ul.actions")).toContainText("复查楼道充电点");
  await accessible(page);
  await picture(page, `meeting-${lang}`);

  await page.getByRole("button", { name: meetings.file, exact: true }).click();
  await expect(page.locator("dl.facts")).toContainText(meetings.filed);
  await expect(page.getByRole("button", { name: meetings.keep })).toHaveCount(0);
  await page.getByRole("link", { name: meetings.numbers }).click();
  await expect(page.locator("ol.agenda a")).toHaveCount(0);

  await open(page, "/desk/meetings");
  await page.getByRole("button", { name: meetings.feed }).click();
  await expect(page.locator(".calendar code")).toContainText("/calendar/");
  await accessible(page);
}

async function tell(page: Page, { meetings, lang }: Words) {
  await open(page, "/desk/messages");
  await accessible(page);
  await picture(page, `messages-${lang}`);
  await page.locator("summary", { hasText: meetings.write }).click();
  await page.locator("select[name=to]").selectOption({ index: 0 });
  await page.getByRole("button", { name: meetings.send, exact: true }).click();
  await expect(page.getByText(meetings.saved)).toBeVisible();
  await open(page, "/desk/practice");
  await accessible(page);
}

async function settle(page: Page, { meetings }: Words) {
  await open(page, "/desk");
  await accessible(page);
  const action = page.locator("ul.actions li").filter({ hasText: "复查楼道充电点" });
  await action.getByRole("button", { name: meetings.done, exact: true }).click();
  await expect(action).toHaveCount(0);
}

async function open(page: Page, path: string) {
  await page.goto(path);
  await page.waitForLoadState("networkidle").catch(() => undefined);
}
