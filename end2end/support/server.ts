// A real server over a fresh copy of the sample, at a chosen moment.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROUNDS, SITE, TARGET } from "./paths.ts";

export interface Server {
  url: string;
  /** The server's moment when it started. */
  now: Date;
  staff: Staff[];
  /** Runs a command of `rounds` on the server's data; its answer in JSON. */
  command(...args: string[]): Record<string, unknown>;
  /** The photos that are there whole, by their hash. */
  photos(): string[];
  /** How often each record is there, by its id. */
  records(): Map<string, number>;
  /** Sends the process a signal: `SIGKILL`, `SIGSTOP`, `SIGCONT`. */
  signal(signal: NodeJS.Signals): void;
  /** Starts it again where it was, with the bundles of `site`. */
  restart(site?: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Staff {
  role: string;
  station: string;
  name: string;
  password: string;
}

/** The first of the staff with this role, at `station` if given. */
export function someone(server: Server, role: string, station?: string): Staff {
  const found = server.staff.find((s) => s.role === role && (station === undefined || s.station === station));
  if (!found) throw new Error(`the sample has no ${role} at ${station ?? "any station"}`);
  return found;
}

/** Loads the sample of `day` once a build, plans it, and keeps the folder as a template. */
function template(day: string): string {
  const folder = join(TARGET, "end2end", day);
  const ready = join(folder, "ready");
  if (!existsSync(ready) || statSync(ready).mtimeMs < statSync(ROUNDS).mtimeMs) {
    rmSync(folder, { recursive: true, force: true });
    rounds(folder, "sample", "--today", day);
    rounds(folder, "plan", "--date", day, "--iterations", "2000", "--seed", "1");
    writeFileSync(ready, "");
  }
  return folder;
}

function rounds(data: string, ...args: string[]): void {
  execFileSync(ROUNDS, args, { env: environment(data), stdio: ["ignore", "ignore", "inherit"] });
}

function environment(data: string): NodeJS.ProcessEnv {
  return { ...process.env, ROUNDS_DATA: data, ROUNDS_DATABASE: `sqlite:${join(data, "rounds.db")}` };
}

/** Starts a server on `now` (RFC 3339) with the sample of that day. */
export async function serve(now: string): Promise<Server> {
  const day = now.slice(0, 10);
  const data = mkdtempSync(join(tmpdir(), "rounds-e2e-"));
  cpSync(template(day), data, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async (site = SITE) => {
    const child = spawn(ROUNDS, ["serve", "--listen", `127.0.0.1:${port}`, "--now", now], {
      env: { ...environment(data), ROUNDS_SITE: site },
      stdio: ["ignore", "ignore", "inherit"],
    });
    await ready(url, child);
    return child;
  };
  let child = await start();
  return {
    url,
    now: new Date(now),
    staff: staff(data),
    command: (...args) => command(data, args),
    photos: () => photos(join(data, "photos")),
    records: () => records(join(data, "rounds.db")),
    signal: (signal) => void child.kill(signal),
    restart: async (site) => {
      await end(child);
      child = await start(site);
    },
    stop: async () => {
      await end(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function records(database: string): Map<string, number> {
  const rows = execFileSync("sqlite3", [database, "SELECT lower(hex(id)) FROM records"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const counts = new Map<string, number>();
  for (const hex of rows.split("\n").filter(Boolean)) {
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function photos(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.includes(".")) : [];
}

function command(data: string, args: string[]): Record<string, unknown> {
  return JSON.parse(execFileSync(ROUNDS, [...args, "--json"], { env: environment(data), encoding: "utf8" }));
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error("the server is not ready after 30 s");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((go) => child.once("exit", go));
  child.kill("SIGTERM");
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((go, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? go(address.port) : fail(new Error("no port"))));
    });
  });
}

/** `DATA/sample-staff.txt`: a tab-separated line an account: role, station, name, password. */
function staff(data: string): Staff[] {
  return readFileSync(join(data, "sample-staff.txt"), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => {
      const [role = "", station = "", name = "", password = ""] = line.split("\t");
      return { station, role, name, password };
    });
}
