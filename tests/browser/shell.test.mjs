// The page around the picture: the player, the strip, languages, keys, and what it is to a screen reader.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const desktop = { locale: "en-US" };
const phone = { width: 390, height: 844, locale: "en-US" };

const clockOf = (page) => page.locator(".controls-clock").textContent();

// Waits until the page shows a clock for which `holds` does.
async function waitForClock(page, holds, what) {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const clock = await clockOf(page);
    if (holds(clock)) return clock;
    assert.ok(Date.now() < deadline, `the clock shows ${clock}, not ${what}`);
    await frames(page, 1);
  }
}

// So many frames of the page.
function frames(page, count) {
  return page.evaluate(
    (left) =>
      new Promise((done) => {
        const step = () => (left-- > 0 ? requestAnimationFrame(step) : done());
        step();
      }),
    count,
  );
}

async function pause(page) {
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  return clockOf(page);
}

test("time passes, and stops when it is paused", async (t) => {
  const page = await openPage(t, desktop);
  const first = await clockOf(page);
  await waitForClock(page, (clock) => clock > first, "a later time");
  const paused = await pause(page);
  await frames(page, 30);
  assert.equal(await clockOf(page), paused);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await waitForClock(page, (clock) => clock > paused, "a later time");
});

test("the strip leads back to any instant, and forth again", async (t) => {
  const page = await openPage(t, desktop);
  const paused = await pause(page);
  const strip = page.getByRole("slider", { name: "Point in time" });
  const { x, y, width, height } = await strip.boundingBox();

  await page.mouse.move(x + width * 0.5, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.2, y + height / 2, { steps: 5 });
  await page.mouse.up();
  const back = await waitForClock(page, (clock) => clock < paused, "an earlier time");
  assert.ok(back.startsWith("14:"), back);

  await strip.press("Home");
  await waitForClock(page, (clock) => clock === "14:00:00", "14:00:00");
  await strip.press("ArrowRight");
  await waitForClock(page, (clock) => clock === "14:00:01", "14:00:01");
  await strip.press("End");
  await waitForClock(page, (clock) => clock === paused, paused);
  assert.match(await strip.getAttribute("aria-valuetext"), new RegExp(paused));
});

test("the buttons step from event to event", async (t) => {
  const page = await openPage(t, desktop);
  const paused = await pause(page);
  await page.getByRole("button", { name: "To the previous event" }).click();
  const before = await waitForClock(page, (clock) => clock < paused, "an earlier time");
  await page.getByRole("button", { name: "To the previous event" }).click();
  await waitForClock(page, (clock) => clock <= before, "an event before");
  await page.getByRole("button", { name: "To the next event" }).click();
  await waitForClock(page, (clock) => clock >= before, "the next event");
});

test("a speed is chosen and remembered", async (t) => {
  const page = await openPage(t, desktop);
  const speed = page.getByRole("button", { name: "60×" });
  await speed.click();
  await page.locator("button[aria-pressed=true]", { hasText: "60×" }).waitFor();
  const before = await clockOf(page);
  await waitForClock(page, (clock) => minutes(clock) >= minutes(before) + 1, "a minute later");
  await page.reload();
  await page.locator("button[aria-pressed=true]", { hasText: "60×" }).waitFor();
});

const minutes = (clock) => {
  const [hours, minutes] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

test("the language of the browser is spoken, then the one that was chosen", async (t) => {
  const page = await openPage(t, { locale: "ko-KR" });
  assert.equal(await page.locator("html").getAttribute("lang"), "ko");
  await page.getByText("시뮬레이션 시각").waitFor();
  await page.getByRole("combobox", { name: "언어" }).selectOption("en");
  await page.getByText("Simulated time").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.reload();
  await page.getByText("Simulated time").waitFor();
});

test("keys play, step, open the list of keys and close it", async (t) => {
  const page = await openPage(t, desktop);
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  const paused = await clockOf(page);
  await page.keyboard.press("Shift+ArrowLeft");
  await waitForClock(page, (clock) => clock < paused, "ten seconds earlier");
  await page.keyboard.press("Shift+ArrowRight");
  await waitForClock(page, (clock) => clock === paused, paused);
  await page.keyboard.press("3");
  await page.locator("button[aria-pressed=true]", { hasText: "60×" }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("a command in the past drops what followed, says so, and can be undone", async (t) => {
  const page = await openPage(t, desktop);
  const paused = await pause(page);
  await page.keyboard.press("Shift+ArrowLeft");
  await waitForClock(page, (clock) => clock < paused, "ten seconds earlier");
  await page.keyboard.press("Control+Enter");
  const notice = page.getByRole("status").filter({ hasText: "You changed the past" });
  await notice.waitFor();
  await page.getByRole("heading", { name: "Replacing web:1 with web:2" }).waitFor();
  await notice.getByRole("button", { name: "Undo" }).click();
  await notice.waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "web is steady" }).waitFor();
  await page.keyboard.press("Control+Shift+Z");
  await page.getByRole("heading", { name: "Replacing web:1 with web:2" }).waitFor();
});

test("the panels beside a narrower picture open over it and close", async (t) => {
  const page = await openPage(t, { width: 800, height: 1000, locale: "en-US" });
  const editor = page.getByRole("region", { name: "Task definition", exact: true });
  assert.equal(await editor.isVisible(), false);
  // What can take the focus comes with a later part.
  await page.locator("#form-cpu").waitFor({ state: "attached" });
  await page.keyboard.press("e");
  await editor.waitFor();
  await page.waitForFunction(() => document.activeElement.matches("#form-cpu"));
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.keyboard.press("e");
  await page.waitForFunction(() => document.activeElement.matches("textarea"));
  const opener = page.getByRole("button", { name: "Task definition" });
  await opener.click();
  await editor.waitFor({ state: "hidden" });
  await opener.click();
  await editor.waitFor();
  await page.keyboard.press("Escape");
  await editor.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Details" }).click();
  await page.getByRole("region", { name: "Service events" }).waitFor();
});

test("the picture has a name, and everything in it can be reached and inspected with the keyboard", async (t) => {
  const page = await openPage(t, desktop);
  await pause(page);
  const name = await page.locator("canvas[role=img]").getAttribute("aria-label");
  assert.ok(name.trim().length > 0);
  const list = page.getByRole("list", { name: "Everything in the picture" });
  const reachable = list.locator("button[tabindex='0']");
  await reachable.focus();
  const first = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("ArrowRight");
  const second = await page.evaluate(() => document.activeElement.textContent);
  assert.notEqual(first, second);
  await page.keyboard.press("Enter");
  const pressed = list.locator("button[aria-pressed=true]");
  await pressed.waitFor();
  assert.equal(await pressed.textContent(), second);
  await page.keyboard.press("Escape");
  await pressed.waitFor({ state: "detached" });
});

for (const [name, options] of Object.entries({ desktop, phone })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no rule of accessibility is violated on a ${name}, ${colorScheme}`, async (t) => {
      const page = await openPage(t, { ...options, colorScheme });
      await frames(page, 18);
      assert.deepEqual(await axe(page), []);
    });
  }
}

test("on a phone the panels are tabs of a sheet", async (t) => {
  const page = await openPage(t, phone);
  for (const name of ["Task", "Events", "Legend", "Edit"]) {
    await page.getByRole("tab", { name, exact: true }).click();
    await page.getByRole("tabpanel", { name, exact: true }).waitFor();
    assert.equal(await page.locator(".pane:visible").count(), 1);
  }
  const height = async () => (await page.locator(".panes").boundingBox()).height;
  const half = await height();
  const handle = page.getByRole("button", { name: "Size of the panels" });
  await handle.click();
  await page.waitForFunction((before) => document.querySelector(".panes").offsetHeight > before + 100, half);
  const full = await height();
  const { x, y, width } = await handle.boundingBox();
  await page.mouse.move(x + width / 2, y + 6);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + 200, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((before) => document.querySelector(".panes").offsetHeight < before - 100, full);
  assert.equal(await height(), half);
});

test("the page opened for measurements tells how long its frames take", async (t) => {
  const page = await openPage(t, { ...desktop, suffix: "?bench=fleet" });
  await page.waitForFunction(() => globalThis.playgroundBench?.frames.length > 5, null, { timeout: 60_000 });
  const bench = await page.evaluate(() => ({ ...globalThis.playgroundBench }));
  assert.deepEqual([bench.tasks, bench.requestsPerSecond, bench.speed], [50, 200, 60]);
  assert.ok(bench.frames.every((ms) => ms >= 0));
});
