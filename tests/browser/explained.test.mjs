// What explains a service: the settings that would have saved most, those that would lift a wait, and the events that
// Amazon ECS sends to Amazon EventBridge.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage, screenshot } from "./harness.mjs";

const english = { locale: "en-US" };

const inspector = (page) => page.locator(".panel-inspector");
const events = (page) => page.locator(".panel-events");
const button = (page, name) => page.getByRole("button", { name, exact: true });
const number = (page, name) => page.getByRole("textbox", { name, exact: true });

async function playUntil(page, status) {
  await button(page, "60×").click();
  const latest = page.locator(".panel-section", { hasText: "Service deployments" }).first();
  await latest.getByText(status, { exact: true }).first().waitFor({ timeout: 60_000 });
}

test("a deployment tells which settings would have saved most of it", async (t) => {
  const page = await openPage(t, english);
  await playUntil(page, "SUCCESSFUL");
  await page.getByRole("tab", { name: "Load balancer", exact: true }).click();
  await number(page, "deregistration_delay.timeout_seconds").fill("120");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Service", exact: true }).click();
  await button(page, "Force a new deployment").click();
  await playUntil(page, "SUCCESSFUL");
  await page.locator(".panel-deployments li").first().filter({ hasText: "COMPLETED" }).waitFor({ timeout: 60_000 });
  await button(page, "Pause").click();
  const savings = inspector(page).locator(".panel-savings li");
  await savings.first().waitFor({ timeout: 30_000 });
  const texts = await savings.allTextContents();
  assert.ok(texts.length <= 2, texts.join("\n"));
  assert.match(texts.join("\n"), /^deregistration_delay\.timeout_seconds: 30 s instead of 120 s saves \d+\.\d{3} s$/m);
  const saved = texts.map((text) => Number(text.match(/saves (\d+\.\d+) s/)[1]));
  assert.deepEqual(saved, [...saved].sort((one, other) => other - one));
  assert.deepEqual(await axe(page), []);
});

test("a wait tells which settings would lift it", async (t) => {
  const page = await openPage(t, english);
  await playUntil(page, "SUCCESSFUL");
  await button(page, "10×").click();
  await page.getByRole("tab", { name: "Service", exact: true }).click();
  await number(page, "maximumPercent").fill("100");
  await page.keyboard.press("Enter");
  await number(page, "minimumHealthyPercent").fill("100");
  await page.keyboard.press("Enter");
  await button(page, "Force a new deployment").click();
  const lifts = inspector(page).locator(".panel-lifts li");
  await lifts.first().waitFor({ timeout: 30_000 });
  const texts = await lifts.allTextContents();
  assert.match(texts.join("\n"), /^maximumPercent: \d+% instead of 100%$/m);
  assert.match(texts.join("\n"), /^minimumHealthyPercent: \d+% instead of 100%$/m);
});

for (const [name, options] of Object.entries({
  "a desktop": {},
  "a phone in the dark": { width: 390, height: 844, colorScheme: "dark" },
})) {
  test(`the events of EventBridge are listed, filtered and shown as JSON on ${name}`, async (t) => {
    const page = await openPage(t, { ...english, ...options });
    await button(page, "Pause").click();
    if (options.width) await page.getByRole("tab", { name: "Events", exact: true }).click();
    await button(page, "EventBridge").click();
    const lines = events(page).locator(".bus-line");
    await lines.first().waitFor();
    const all = await lines.count();
    await page.getByRole("combobox", { name: "detail-type" }).selectOption("ECS Service Action");
    await events(page).getByText("INFO SERVICE_STEADY_STATE").waitFor();
    assert.ok((await lines.count()) < all);
    await page.getByRole("searchbox").fill("steady");
    await lines.first().click();
    const json = events(page).locator(".bus-json pre");
    await json.waitFor();
    const event = JSON.parse(await json.textContent());
    assert.equal(event.source, "aws.ecs");
    assert.equal(event["detail-type"], "ECS Service Action");
    assert.equal(event.detail.eventName, "SERVICE_STEADY_STATE");
    await button(page, "Copy JSON").waitFor();
    assert.deepEqual(await axe(page), []);
    await screenshot(page, `eventbridge-${options.width ?? "desktop"}`);
    await lines.first().click();
    await json.waitFor({ state: "detached" });
    await button(page, "Service events").click();
    await lines.first().waitFor({ state: "detached" });
  });
}

test("a task's event shows the task as it was then", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Pause").click();
  await button(page, "EventBridge").click();
  await page.getByRole("combobox", { name: "detail-type" }).selectOption("ECS Task State Change");
  await page.getByRole("searchbox").fill("PROVISIONING -> PENDING");
  await events(page).locator(".bus-line", { hasText: "PROVISIONING -> PENDING" }).first().click();
  const json = events(page).locator(".bus-json pre");
  await json.waitFor();
  const event = JSON.parse(await json.textContent());
  assert.equal(event.detail.lastStatus, "PENDING");
});
