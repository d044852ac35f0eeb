// Rows of a phone's outbox, written as its app writes them: strict transactions, the app woken afterwards.
import type { Page } from "@playwright/test";

interface Author {
  user: string;
  session: string;
}

/** Writes a check-in and the end of its draft; true once both are durable. */
export function write(page: Page, author: Author, dwelling: string, ids: string[]): Promise<boolean> {
  return page.evaluate(
    async ({ author, dwelling, ids: [first, second] }) => {
      const made_at = new Date().toISOString();
      const draft = (id: string, kind: string, after: string[], body: object) => ({
        id,
        kind,
        v: 1,
        author: author.user,
        session: author.session,
        made_at,
        mono_ms: null,
        offset_ms: null,
        receipt_at: null,
        after,
        body: JSON.stringify(body),
      });
      const rows = [
        draft(first!, "check_in", [], { dwelling, owed: null, evidence: { by: "none", reason: "label_missing" } }),
        draft(second!, "draft_discarded", [first!], { dwelling, kind: "visit" }),
      ];
      const opened = indexedDB.open("rounds");
      const database = await new Promise<IDBDatabase>((done, fail) => {
        opened.onsuccess = () => done(opened.result);
        opened.onerror = () => fail(opened.error);
      });
      const transaction = database.transaction("outbox", "readwrite", { durability: "strict" });
      for (const draft of rows) {
        transaction.objectStore("outbox").add(JSON.stringify({ draft, fate: { fate: "waiting" }, own: null }));
      }
      await new Promise<void>((done, fail) => {
        transaction.oncomplete = () => done();
        transaction.onabort = () => fail(transaction.error);
      });
      database.close();
      dispatchEvent(new Event("online"));
      return true;
    },
    { author, dwelling, ids },
  );
}

/** How many rows have no receipt yet. */
export function waiting(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opened = indexedDB.open("rounds");
    const database = await new Promise<IDBDatabase>((done) => (opened.onsuccess = () => done(opened.result)));
    const count = database.transaction("outbox").objectStore("outbox").count();
    const rows = await new Promise<number>((done) => (count.onsuccess = () => done(count.result)));
    database.close();
    return rows;
  });
}
