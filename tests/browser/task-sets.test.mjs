// Task sets: the scenario that has them, what the inspector tells of each, and what the service's tab asks for.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const sets = (page) => page.locator(".panel-deployments li");

// The scenario of two task sets, paused before there is a second one.
async function openScenario(page) {
  await page.locator(".top-bar-scenario").click();
  await page.getByRole("button", { name: "Play Two task sets, one primary" }).click();
  await page.locator(".top-bar-scenario").filter({ hasText: "Two task sets, one primary" }).waitFor();
  await button(page, "Pause").click();
  await page.getByRole("tab", { name: "Service", exact: true }).click();
  await page.locator(".panel-fact", { hasText: "deploymentController" }).getByText("EXTERNAL").waitFor();
}

async function createSecond(page) {
  await field(page, "scale").fill("25");
  await field(page, "externalId").fill("mine");
  await page.getByRole("combobox", { name: "loadBalancers", exact: true }).selectOption("web-two");
  await button(page, "+ Create task set").click();
  await sets(page).nth(1).waitFor();
}

test("the inspector tells the controller, and of each task set its status, scale, counts and stability", async (t) => {
  const page = await openPage(t, { locale: "en-US" });
  await openScenario(page);
  const inspector = page.locator(".panel-inspector");
  const fact = (within, name) => within.locator(".panel-fact").filter({ hasText: name }).locator("dd").first();
  assert.equal(await fact(inspector, "deploymentController").textContent(), "EXTERNAL");
  const first = sets(page).first();
  await first.getByText("PRIMARY", { exact: true }).waitFor();
  assert.equal(await fact(first, "scale").textContent(), "100.0%");
  assert.equal(await fact(first, "computedDesiredCount").textContent(), "4");
  assert.equal(await fact(first, "runningCount").textContent(), "4");
  assert.match(await fact(first, "stabilityStatus").textContent(), /^STEADY_STATE since \d\d:\d\d:\d\d$/);
  assert.equal(await fact(first, "externalId").textContent(), "blue");
  assert.deepEqual(await axe(page), []);
});

test("a task set of the draft is created, scaled, made the primary and deleted", async (t) => {
  const page = await openPage(t, { locale: "en-US" });
  await openScenario(page);
  await createSecond(page);
  const second = sets(page).nth(1);
  await second.getByText("ACTIVE", { exact: true }).waitFor();
  await second.getByText("25.0%").waitFor();
  await second.getByText("mine", { exact: true }).waitFor();
  assert.deepEqual(await axe(page), []);

  const id = (await second.locator(".panel-id code").textContent()).trim();
  const scale = field(page, `scale of ${id}`);
  await scale.fill("50");
  await page.keyboard.press("Enter");
  await second.getByText("50.0%").waitFor();

  await button(page, `Make primary: ${id}`).click();
  const primary = sets(page).first();
  await primary.getByText("mine", { exact: true }).waitFor();
  await primary.getByText("PRIMARY", { exact: true }).waitFor();

  const old = (await sets(page).nth(1).locator(".panel-id code").textContent()).trim();
  await button(page, `Delete by force: ${old}`).click();
  await sets(page).nth(1).getByText("DRAINING", { exact: true }).waitFor();
});

test("what AWS refuses of a task set is said in its words", async (t) => {
  const page = await openPage(t, { locale: "en-US" });
  await openScenario(page);
  await createSecond(page);
  const id = (await sets(page).nth(1).locator(".panel-id code").textContent()).trim();
  await button(page, `Delete: ${id}`).click();
  await page.getByText("The task set cannot be deleted while it is scaled above 0.").waitFor();
  await button(page, "Dismiss").click();
  const scale = field(page, `scale of ${id}`);
  await scale.fill("100.1");
  await page.locator(".panel-outcome.wrong").filter({ hasText: /scale/ }).first().waitFor();
  await scale.fill("0");
  await page.keyboard.press("Enter");
  await sets(page).nth(1).getByText("0.0%", { exact: true }).waitFor();
  await button(page, `Delete: ${id}`).click();
  await sets(page).nth(1).getByText("DRAINING", { exact: true }).waitFor();
});

test("task sets are accessible on a phone in Korean", async (t) => {
  const page = await openPage(t, { locale: "ko-KR", viewport: { width: 390, height: 844 } });
  await page.locator(".top-bar-scenario").click();
  await page.getByRole("button", { name: /두 태스크 세트, 하나의 PRIMARY/ }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("tab", { name: "태스크", exact: true }).click();
  await sets(page).first().waitFor();
  assert.deepEqual(await axe(page), []);
});
