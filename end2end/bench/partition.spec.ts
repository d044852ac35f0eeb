// Real phones before a real server under partition, disconnect, pause and kill -9 of either side: the matrix of
// faults of the public Jepsen tests of PowerSync (5 and 10 clients, 10 to 40 changes a second). Each phone runs the
// app; changes are rows of its outbox, written as the app writes them. After healing every queue has to be empty
// within 30 s, and each record on the server exactly once.
// ROUNDS_SECONDS lengthens each run (20 s), ROUNDS_CELLS picks cells by name.
import { type Browser, expect, type Page, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { type Phone, phone, signInOnPhone } from "../support/phone.ts";
import { type Server, serve } from "../support/server.ts";
import { waiting, write } from "../support/writer.ts";
import { ZH } from "../support/words.ts";

const SECONDS = Number(process.env.ROUNDS_SECONDS ?? 20);
const CELLS = process.env.ROUNDS_CELLS ?? "";
const HEALED_IN_MS = 30_000;
const FAULT_MS = 3_000;

/** What goes wrong; it is over when its promise is. */
type Fault = (server: Server, clients: Client[]) => Promise<void>;

interface Client extends Phone {
  author: { user: string; session: string };
  dwelling: string;
  made: string[];
}

const FAULTS: Record<string, Fault> = {
  partition: (_, clients) => offline(clients.filter((_, n) => n % 2 === 0)),
  disconnect: (_, clients) => offline(clients),
  pause: async (server) => {
    server.signal("SIGSTOP");
    await wait(FAULT_MS);
    server.signal("SIGCONT");
  },
  "kill the server": async (server) => {
    server.signal("SIGKILL");
    await wait(FAULT_MS / 3);
    await server.restart();
  },
  "kill a phone": async (_, clients) => {
    const client = clients[Math.floor(Math.random() * clients.length)]!;
    await crash(client);
    await open(client);
  },
};

for (const [clients, perSecond] of [[5, 10], [5, 40], [10, 10], [10, 40]] as const) {
  for (const [name, fault] of Object.entries(FAULTS)) {
    const cell = `${name}, ${clients} phones, ${perSecond} changes a second`;
    test(cell, async ({ browser }) => {
      test.skip(!cell.includes(CELLS));
      test.setTimeout(SECONDS * 1000 + 300_000);
      const server = await serve("2026-11-24T09:30:00+08:00");
      try {
        const all: Client[] = [];
        while (all.length < clients) all.push(await client(browser, server, all.length));
        await trouble(server, all, fault, perSecond);
        const healed = Date.now();
        await expect.poll(() => left(all), { timeout: HEALED_IN_MS }).toBe(0);
        const made = all.flatMap((client) => client.made);
        const kept = server.records();
        console.log(`${cell}: ${made.length} changes, queues empty ${Date.now() - healed} ms after healing`);
        expect(made.filter((id) => kept.get(id) !== 1)).toEqual([]);
      } finally {
        await server.stop();
      }
    });
  }
}

/** A phone signed in, with a door of its station. */
async function client(browser: Browser, server: Server, n: number): Promise<Client> {
  const walkers = server.staff.filter((staff) => staff.role === "coordinator" || staff.role === "patrol");
  const mine = await phone(browser, server, ZH);
  const signedIn = mine.page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  const packed = mine.page.waitForResponse((answer) => answer.url().includes("/api/v1/pack?") && answer.ok());
  await signInOnPhone(mine, walkers[n % walkers.length]!, ZH);
  const { session, me } = await (await signedIn).json();
  const { files } = await (await packed).json();
  return { ...mine, author: { user: me.user, session }, dwelling: files[0].id, made: [] };
}

/** Changes come all the time; the fault comes and goes. */
async function trouble(server: Server, clients: Client[], fault: Fault, perSecond: number) {
  const end = Date.now() + SECONDS * 1000;
  const changes = async (client: Client) => {
    while (Date.now() < end) {
      const ids = [randomUUID(), randomUUID()];
      const written = await write(client.page, client.author, client.dwelling, ids).catch(() => false);
      // A phone that was killed while it wrote has confirmed nothing.
      if (written) client.made.push(...ids);
      await wait((clients.length * ids.length * 1000) / perSecond);
    }
  };
  const faults = async () => {
    while (Date.now() < end) {
      await wait(FAULT_MS / 2);
      await fault(server, clients);
    }
  };
  await Promise.all([faults(), ...clients.map(changes)]);
}

async function offline(clients: Client[]) {
  await Promise.all(clients.map((client) => client.context.setOffline(true)));
  await wait(FAULT_MS);
  await Promise.all(clients.map((client) => client.context.setOffline(false)));
}

/** Ends the process of the page, as the system does to an app. */
async function crash(client: Client) {
  const crashed = client.page.waitForEvent("crash");
  client.page.goto("chrome://crash").catch(() => undefined);
  await crashed;
}

async function open(client: Client) {
  await client.page.close();
  client.page = await client.context.newPage();
  await client.page.goto("/field/today");
}

async function left(clients: Client[]): Promise<number> {
  const counts = await Promise.all(clients.map((client) => waiting(client.page)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
