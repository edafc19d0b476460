/** Debian's dovecot on a free port, with its own configuration in a temporary folder, as a user without rights. Any user name enters with one password. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { ImapFlow } from "imapflow";
import { freePort } from "#db/testing-port.ts";

const BINARY = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/opt/homebrew/sbin/dovecot"].find((path) => existsSync(path));
const PASSWORD = "una-clave";

/** Why there is no such server on this machine; null where there is one. */
export const whyNoDovecot: string | null = BINARY ? null : "dovecot is not installed (Debian: apt-get install dovecot-imapd)";

export interface TestImap extends AsyncDisposable {
  url: (mailbox?: string) => string;
  /** Puts a message into the mailbox, as its mail server would. */
  deliver: (raw: string) => Promise<void>;
  /** How many messages are there, and how many of them are marked as read. */
  counts: () => Promise<{ all: number; seen: number }>;
}

export async function testDovecot(user = "reuniones"): Promise<TestImap> {
  if (!BINARY) throw new Error(whyNoDovecot ?? "");
  const folder = mkdtempSync(join(tmpdir(), "nodos-imap-"));
  const port = await freePort();
  const asRoot = process.getuid?.() === 0;
  const account = asRoot ? { name: "nobody", uid: Number(execFileSync("id", ["-u", "nobody"])), gid: Number(execFileSync("id", ["-g", "nobody"])) } : userInfo();
  const name = "name" in account ? account.name : account.username;
  const group = String(execFileSync("id", ["-gn", name])).trim();
  for (const each of ["run", "state", "mail"]) mkdirSync(join(folder, each));
  const config = join(folder, "dovecot.conf");
  writeFileSync(config, configuration({ folder, port, name, group, uid: account.uid, gid: account.gid }));
  if (asRoot) execFileSync("chown", ["-R", `${name}:${group}`, folder]);
  const server = spawn(BINARY, ["-F", "-c", config], { stdio: "ignore", ...(asRoot ? { uid: account.uid, gid: account.gid } : {}) });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const connected = <T>(work: (client: ImapFlow) => Promise<T>) => withClient({ port, user }, work);
  try {
    await untilReady(connected);
  } catch (error) {
    const log = existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8") : "";
    await stop();
    throw new Error(`dovecot did not start: ${(error as Error).message}\n${log}`);
  }
  return {
    url: (mailbox = "INBOX") => `imap://${user}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${mailbox}`,
    deliver: (raw) => connected(async (client) => void (await client.append("INBOX", Buffer.from(raw)))),
    counts: () =>
      connected(async (client) => {
        const status = await client.status("INBOX", { messages: true, unseen: true });
        const { messages = 0, unseen = 0 } = status || {};
        return { all: messages, seen: messages - unseen };
      }),
    [Symbol.asyncDispose]: stop,
  };
}

async function withClient<T>({ port, user }: { port: number; user: string }, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({ host: "127.0.0.1", port, secure: false, auth: { user, pass: PASSWORD }, logger: false });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function untilReady(connected: <T>(work: (client: ImapFlow) => Promise<T>) => Promise<T>): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await connected(async () => undefined);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

interface Place {
  folder: string;
  port: number;
  name: string;
  group: string;
  uid: number;
  gid: number;
}

function configuration({ folder, port, name, group, uid, gid }: Place): string {
  const version = String(spawnSync(BINARY ?? "", ["--version"]).stdout);
  // 2.4 wants to be told which version the file was written for; this one speaks 2.3.
  if (/^2\.4/.test(version)) throw new Error(`this test's configuration is for dovecot 2.3, not ${version.trim()}`);
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${name}
default_login_user = ${name}
default_internal_group = ${group}
first_valid_uid = 1
first_valid_gid = 0
mail_location = maildir:${folder}/mail/%u/Maildir
mail_fsync = never
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}
