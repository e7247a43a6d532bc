// A desktop of a test's own: home folder, session bus, keyring. Nothing of the machine's own
// desktop is reached, and nothing is started behind a test's back: the bus activates no service.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Any password but the empty one: with an empty one the keyring would be in clear. */
const KEYRING_PASSWORD = "wachtwoord van de test";

const BUS = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/**
 * @param {"unlocked" | "locked" | "missing"} keyring how the keyring answers at first
 * @param {string} display where its windows are, when that is not where the tests run
 */
export async function desktop(keyring = "unlocked", display = process.env.DISPLAY) {
  const home = mkdtempSync(join(tmpdir(), "stamboek-e2e-"));
  const folder = (name) => {
    mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
    return join(home, name);
  };
  const env = {
    PATH: process.env.PATH,
    DISPLAY: display,
    XAUTHORITY: process.env.XAUTHORITY,
    LANG: "C.UTF-8",
    TZ: "Europe/Brussels",
    HOME: home,
    XDG_DATA_HOME: folder("data"),
    XDG_CONFIG_HOME: folder("config"),
    XDG_CACHE_HOME: folder("cache"),
    XDG_RUNTIME_DIR: folder("run"),
    TMPDIR: folder("tmp"),
    // WebKitGTK looks for these two and waits where they are missing.
    NO_AT_BRIDGE: "1",
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
  };
  writeFileSync(join(home, "bus.conf"), BUS);
  const bus = spawn("dbus-daemon", [`--config-file=${join(home, "bus.conf")}`, "--nofork", "--print-address=1"], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [address] = await new Promise((resolve, reject) => {
    bus.once("error", reject);
    bus.once("exit", () => reject(new Error("dbus-daemon ended")));
    bus.stdout.once("data", (data) => resolve(String(data).split("\n")));
  });
  bus.removeAllListeners("exit");
  env.DBUS_SESSION_BUS_ADDRESS = address;

  let daemon = null;
  const place = {
    home,
    env,
    /** The profile folder of the program on this desktop. */
    profile: folder("profile"),
    /** Where the scripted dialogs of the window look up their next answer. */
    answers: join(home, "answers"),
    file: (name) => join(home, name),

    /** Starts the keyring, unlocked by its password or as after a log-in without one. */
    async startKeyring(how) {
      const words = ["--foreground", "--components=secrets", how === "locked" ? "--start" : "--unlock"];
      daemon = spawn("gnome-keyring-daemon", words, { env, stdio: ["pipe", "ignore", "ignore"] });
      daemon.stdin.end(how === "locked" ? "" : KEYRING_PASSWORD);
      const service = ["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"];
      const question = [...service, "org.freedesktop.Secret.Service.ReadAlias", "string:default"];
      await until("the keyring answers", () => {
        const answer = execFileSync("dbus-send", question, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
        // One that was just made has a place for keys a moment later.
        return how === "locked" || answer.includes("/collection/");
      });
    },
    async stopKeyring() {
      await ended(daemon);
      daemon = null;
      rmSync(join(env.XDG_RUNTIME_DIR, "keyring"), { recursive: true, force: true });
    },
    /** As after a system update that made the keyring anew. */
    emptyKeyring() {
      rmSync(join(env.XDG_DATA_HOME, "keyrings"), { recursive: true, force: true });
    },
    async close() {
      await ended(daemon);
      await ended(bus);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  if (keyring !== "missing") await place.startKeyring(keyring);
  return place;
}

/** Waits until the question is answered with something true, and answers with that. */
export async function until(what, question, milliseconds = 15_000) {
  const end = Date.now() + milliseconds;
  let last;
  do {
    try {
      const answer = await question();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await pause(100);
  } while (Date.now() < end);
  throw new Error(`waited ${milliseconds / 1000} s in vain: ${what}`, { cause: last });
}

/** Ends a process that this test started, and waits until it is gone. */
export async function ended(child, signal = "SIGTERM") {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await Promise.race([gone, pause(5_000).then(() => child.kill("SIGKILL"))]);
}
