// Measures the main thread while the page plays a fleet of 50 tasks. Run by `cargo xtask bench`.
//
// The page opened with `?bench=fleet` gives `window.playgroundBench`:
// `{ frames: number[] (milliseconds of main thread per frame), tasks, requestsPerSecond, speed }`.

import { launchChromium, newPage, openPlayground, playgroundUrl } from "./chromium.mjs";

const frameCount = 600;
const startLimitMs = 20_000;
const timeLimitMs = 180_000;
const viewport = { width: 1440, height: 900 };

const browser = await launchChromium();
try {
  const page = await newPage(browser, viewport);
  page.on("pageerror", (error) => {
    console.error(`The page met an exception: ${error.stack ?? error}`);
    process.exitCode = 1;
  });
  await openPlayground(page, playgroundUrl("?bench=fleet"));
  await page.waitForFunction(() => globalThis.playgroundBench !== undefined, null, { timeout: startLimitMs }).catch(() => {
    throw new Error("the page opened with ?bench=fleet gives no window.playgroundBench");
  });
  console.log(`Measuring ${frameCount} frames at ${viewport.width} x ${viewport.height} in ${browser.version()}.`);
  await page.waitForFunction((count) => globalThis.playgroundBench?.frames.length >= count, frameCount, {
    // Asked seldom: each question costs the thread that is being measured.
    polling: 1000,
    timeout: timeLimitMs,
  });
  print(await page.evaluate(() => ({ ...globalThis.playgroundBench })));
} catch (error) {
  console.error(`The bench did not finish: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}

function print({ frames, tasks, requestsPerSecond, speed }) {
  const sorted = frames.slice(0, frameCount).sort((a, b) => a - b);
  const atPercent = (percent) => sorted[Math.ceil((sorted.length * percent) / 100) - 1];
  console.log(`${tasks} tasks, ${requestsPerSecond} requests a second, speed ${speed}x`);
  for (const [name, percent] of [
    ["median", 50],
    ["p95", 95],
    ["max", 100],
  ]) {
    console.log(`${name.padEnd(6)} ${atPercent(percent).toFixed(2).padStart(8)} ms of main thread per frame`);
  }
}
