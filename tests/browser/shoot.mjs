// Pictures of the opening page for people: `node shoot.mjs URL FOLDER`, with a desktop and a phone, light and dark,
// in English and Korean.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launchChromium, newPage, openPlayground } from "./chromium.mjs";

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const colorSchemes = ["light", "dark"];
const locales = { en: "en-US", ko: "ko-KR" };

// Time for the picture to come to life, in frames.
const frameCount = 90;

const [url, folder] = process.argv.slice(2);
if (!url || !folder) {
  console.error("Usage: node shoot.mjs URL FOLDER");
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const size of sizes) {
    for (const colorScheme of colorSchemes) {
      for (const [language, locale] of Object.entries(locales)) {
        await shoot({ ...size, colorScheme, locale }, `${size.width}x${size.height}-${colorScheme}-${language}.png`);
      }
    }
  }
} finally {
  await browser.close();
}

async function shoot(options, name) {
  const page = await newPage(browser, options);
  page.on("pageerror", (error) => console.error(`${name}: exception: ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error") console.error(`${name}: console: ${line.text()}`);
  });
  await openPlayground(page, url);
  await page.evaluate(passFrames, frameCount);
  const path = join(folder, name);
  await page.screenshot({ path });
  console.log(path);
  await page.context().close();
}

// Runs in the page.
async function passFrames(count) {
  for (let passed = 0; passed < count; passed += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
