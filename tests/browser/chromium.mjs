// Chromium without a window: found on this machine, started with a fresh profile, opened at the playground.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// Nothing that phones home or waits for a question; no sandbox, since CI runs as root.
const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Starts Chromium; the caller closes it.
export async function launchChromium() {
  return chromium.launch({ executablePath: findChromium(), args: launchArguments });
}

// A page of its own profile. `options` are Playwright's for a context, and `width` and `height` in CSS pixels.
export async function newPage(browser, { width = 1440, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  return context.newPage();
}

// Opens the address and waits until the program has put itself in the place of the static picture.
export async function openPlayground(page, url) {
  await page.goto(url);
  await page.locator(".boot-picture").waitFor({ state: "detached" });
}

// The page's address, with what a test adds to it (`?bench=fleet`, `#...`).
export function playgroundUrl(suffix = "") {
  const url = process.env.PLAYGROUND_URL;
  if (!url) throw new Error("PLAYGROUND_URL names no page: run this through `cargo xtask`, or set it");
  return new URL(suffix, url).href;
}

function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const programs = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = programs.find((program) => existsSync(program));
  if (!found) throw new Error("There is no Chromium in PATH, and CHROMIUM names none");
  return found;
}
