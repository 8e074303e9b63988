// Deployments in the inspector: their states and times, where the time went, and why tasks stopped.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const inspector = (page) => page.locator(".panel-inspector");
const button = (page, name) => page.getByRole("button", { name, exact: true });

// The first deployment of the opening world, played to its end.
async function playFirstDeployment(page) {
  await button(page, "60×").click();
  const primary = page.locator(".panel-deployments li").first();
  await primary.filter({ hasText: "COMPLETED" }).waitFor({ timeout: 60_000 });
  await button(page, "Pause").click();
}

async function stopFirstTask(page) {
  const task = page.locator(".panel-event", { hasText: "has started 8 tasks" }).getByRole("button").first();
  await task.click();
  await button(page, "Stop task").click();
}

test("a deployment tells its id, its reason in AWS's words, when it began and how long it took", async (t) => {
  const page = await openPage(t, english);
  await playFirstDeployment(page);
  const primary = page.locator(".panel-deployments li").first();
  await primary.getByText(/^began at \d\d:\d\d:\d\d · took \d/).waitFor();
  await primary.getByText(/^ECS deployment ecs-svc\/\d+ completed\.$/).waitFor();
  assert.match(await primary.locator(".panel-id code").textContent(), /^ecs-svc\/\d+$/);
});

test("the parts of the bill add up to the time that the deployment took", async (t) => {
  const page = await openPage(t, english);
  await playFirstDeployment(page);
  const parts = inspector(page).locator(".panel-bill-parts li span:last-child");
  await parts.first().waitFor();
  const texts = await parts.allTextContents();
  const milliseconds = texts.map((text) => {
    const [, seconds, thousandths] = text.match(/^(\d+)\.(\d{3}) s /);
    return Number(seconds) * 1_000 + Number(thousandths);
  });
  assert.ok(milliseconds.length >= 3, texts.join("\n"));
  const bars = inspector(page).locator(".panel-bill rect");
  assert.equal(await bars.count(), milliseconds.length);
  const widths = await bars.evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  const whole = milliseconds.reduce((sum, part) => sum + part, 0);
  const length = widths.reduce((sum, part) => sum + part, 0);
  milliseconds.forEach((part, index) => {
    assert.ok(Math.abs(widths[index] / length - part / whole) < 0.01, `${texts[index]} is ${widths[index]} of ${length}`);
  });
});

test("a task that was stopped tells the chain of causes back to the person", async (t) => {
  const page = await openPage(t, english);
  await stopFirstTask(page);
  const causes = inspector(page).locator(".panel-causes li");
  await causes.filter({ hasText: "it was told to stop: Task stopped by user" }).waitFor();
  assert.match(await causes.last().textContent(), /you stopped the task/);
});

for (const [name, options] of Object.entries({
  "a desktop in the dark": { colorScheme: "dark" },
  "a phone": { width: 390, height: 844 },
})) {
  test(`deployments and causes are accessible on ${name}`, async (t) => {
    const page = await openPage(t, { ...english, ...options });
    if (options.width) {
      await page.getByRole("tab", { name: "Task", exact: true }).click();
    } else {
      await playFirstDeployment(page);
      await stopFirstTask(page);
      await inspector(page).locator(".panel-causes li").first().waitFor();
      assert.deepEqual(await axe(page), [], "a task");
      await button(page, "Close and show the service").click();
    }
    await inspector(page).locator(".panel-deployments li").first().waitFor();
    assert.deepEqual(await axe(page), [], "the service");
  });
}
