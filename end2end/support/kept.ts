// What a phone keeps in its database, as it lies there.
import type { Page } from "@playwright/test";

/** How many views of people the phone keeps. */
export function owned(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opened = indexedDB.open("rounds");
    const database = await new Promise<IDBDatabase>((done) => (opened.onsuccess = () => done(opened.result)));
    const keys = database.transaction("views").objectStore("views").getAllKeys(IDBKeyRange.bound("user/", "user/\uffff"));
    const count = await new Promise<number>((done) => (keys.onsuccess = () => done(keys.result.length)));
    database.close();
    return count;
  });
}

/** One of the phone's own views. */
export function view(page: Page, key: string): Promise<string> {
  return page.evaluate(async (key) => {
    const opened = indexedDB.open("rounds");
    const database = await new Promise<IDBDatabase>((done) => (opened.onsuccess = () => done(opened.result)));
    const asked = database.transaction("views").objectStore("views").get(key);
    const value = await new Promise<string>((done) => (asked.onsuccess = () => done(asked.result)));
    database.close();
    return value;
  }, key);
}
