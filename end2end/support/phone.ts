// A visitor's phone, driven by what its user sees.
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Server, Staff } from "./server.ts";
import type { Words } from "./words.ts";

export const PHONE = { width: 390, height: 844 };
/** What every account of a story sets as its own password. */
export const OWN_PASSWORD = "a-walk-by-the-Rhine-9";

export interface Phone {
  page: Page;
  context: BrowserContext;
}

/** A phone at phone size, whose clock says what the server's says. */
export async function phone(browser: Browser, server: Server, words: Words): Promise<Phone> {
  const context = await browser.newContext({
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    locale: words.lang,
    timezoneId: "Europe/Vaduz",
    permissions: ["geolocation"],
    geolocation: { longitude: 9.5215, latitude: 47.141, accuracy: 12 },
    baseURL: server.url,
  });
  const page = await context.newPage();
  await page.clock.install({ time: server.now });
  failOnViolation(page);
  return { page, context };
}

/** A violated content security policy or an uncaught error fails the test. */
export function failOnViolation(page: Page): void {
  page.on("pageerror", (error) => {
    throw error;
  });
  page.on("console", (message) => {
    if (/Content Security Policy|panicked at/.test(message.text())) throw new Error(message.text());
  });
}

/** Signs in on the phone with the one-time password and chooses an own one. */
export async function signIn({ page }: Phone, who: Staff, words: Words): Promise<void> {
  await page.goto("/field/sign-in");
  await page.getByLabel(words.account).fill(who.name);
  await page.getByLabel(words.password, { exact: true }).fill(who.password);
  await page.getByRole("button", { name: words.signIn }).click();
  await page.getByLabel(words.newPassword).fill(OWN_PASSWORD);
  await page.getByRole("button", { name: words.signIn }).click();
  await expect(page).toHaveURL(/\/field\/today$/);
}
