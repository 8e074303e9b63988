// The settings of deployments: what makes one fail or succeed, what stops it, and what AWS refuses at its field.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const inspector = (page) => page.locator(".panel-inspector");
const button = (page, name) => page.getByRole("button", { name, exact: true });
const tick = (page, name) => page.getByRole("checkbox", { name, exact: true });
const choice = (page, name) => page.getByRole("combobox", { name, exact: true });
const number = (page, name) => page.getByRole("textbox", { name, exact: true });
const latest = (page) => page.locator(".panel-section", { hasText: "Service deployments" }).first();

async function openService(page) {
  await page.getByRole("tab", { name: "Service", exact: true }).click();
}

async function playUntil(page, status) {
  await button(page, "60×").click();
  await latest(page).getByText(status, { exact: true }).first().waitFor({ timeout: 60_000 });
}

test("a deployment that is forced can be rolled back by its button", async (t) => {
  const page = await openPage(t, english);
  await playUntil(page, "SUCCESSFUL");
  await button(page, "1×").click();
  await openService(page);
  await button(page, "Force a new deployment").click();
  await latest(page).getByText("IN_PROGRESS", { exact: true }).first().waitFor();
  await button(page, "Roll back").click();
  await latest(page).getByText("Service deployment rolled back because it was requested.").waitFor();
  await playUntil(page, "ROLLBACK_SUCCESSFUL");
  assert.equal(await button(page, "Roll back").count(), 0);
});

test("the circuit breaker tells at how many failures it trips, and refuses in AWS's words", async (t) => {
  const page = await openPage(t, english);
  await openService(page);
  await tick(page, "deploymentCircuitBreaker.enable").check();
  await page.getByText("Failures at which it trips, while 8 are desired: 4").waitFor();
  await choice(page, "thresholdConfiguration.type").selectOption("COUNT");
  await number(page, "thresholdConfiguration.value").fill("5001");
  await page
    .getByText("The value of a thresholdConfiguration of type COUNT must be between 1 and 5000.")
    .waitFor();
  await number(page, "thresholdConfiguration.value").fill("7");
  await page.keyboard.press("Enter");
  await page.getByText("Failures at which it trips, while 8 are desired: 7").waitFor();
  await number(page, "desiredCount").fill("4");
  await page.keyboard.press("Enter");
  await page.getByText("Failures at which it trips, while 4 are desired: 7").waitFor();
  assert.equal(await tick(page, "deploymentCircuitBreaker.enable").isChecked(), true);
});

test("alarms cannot be enabled without one, and one in ALARM fails the deployment", async (t) => {
  const page = await openPage(t, english);
  await playUntil(page, "SUCCESSFUL");
  await button(page, "1×").click();
  await openService(page);
  const enable = tick(page, "alarms.enable");
  await enable.click();
  await page.getByText("alarmNames can not be empty when alarms are enabled.").waitFor();
  assert.equal(await enable.isChecked(), false);

  await button(page, "+ Create alarm").click();
  await page.getByText("Write a name of 1 to 255 characters.").waitFor();
  await number(page, "AlarmName").fill("errors");
  await button(page, "+ Create alarm").click();
  await tick(page, "watch errors").check();
  await enable.check();
  await tick(page, "alarms.rollback").check();
  await button(page, "Force a new deployment").click();
  await latest(page).getByText("MONITORING · errors").waitFor({ timeout: 30_000 });
  await choice(page, "State of errors").selectOption("ALARM");
  await latest(page).getByText("TRIGGERED · errors").waitFor({ timeout: 30_000 });
  await latest(page).getByText("Service deployment rolled back because an alarm was detected.").waitFor();
});

test("early success must not ask for less than what stays healthy", async (t) => {
  const page = await openPage(t, english);
  await openService(page);
  await number(page, "earlySuccessCriteria.healthyPercent").fill("50");
  await page.keyboard.press("Enter");
  await tick(page, "earlySuccessCriteria.enable").click();
  await page.getByText("healthyPercent must be between minimumHealthyPercent and 100.").waitFor();
  assert.equal(await tick(page, "earlySuccessCriteria.enable").isChecked(), false);
  await number(page, "earlySuccessCriteria.healthyPercent").fill("80");
  await page.keyboard.press("Enter");
  await page.getByText("healthyPercent must be between minimumHealthyPercent and 100.").waitFor({ state: "detached" });
  // The box follows the world, which is told at the next frame.
  await tick(page, "earlySuccessCriteria.enable").click();
  await page.getByText("Healthy new tasks that are enough, while 8 are desired: 7").waitFor();
});

test("attributes of a target group are refused at their field, and weights of a rule are changed", async (t) => {
  const page = await openPage(t, english);
  await page.getByRole("tab", { name: "Load balancer", exact: true }).click();
  await number(page, "slow_start.duration_seconds").fill("10");
  await page.getByText("'slow_start.duration_seconds' must be between 30 and 900, inclusive").waitFor();
  await number(page, "slow_start.duration_seconds").fill("30");
  await page.keyboard.press("Enter");
  await choice(page, "load_balancing.algorithm.type").selectOption("least_outstanding_requests");
  await page.getByText("You cannot use slow start with the least_outstanding_requests algorithm.").waitFor();
  await page.waitForFunction(() => document.querySelector("#algorithm").value === "round_robin");

  await number(page, "web-tg").fill("0");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Service", exact: true }).click();
  await page.getByRole("tab", { name: "Load balancer", exact: true }).click();
  assert.equal(await number(page, "web-tg").inputValue(), "0");
});

test("traffic changes with time as it is told", async (t) => {
  const page = await openPage(t, english);
  await page.getByRole("tab", { name: "Load balancer", exact: true }).click();
  await choice(page, "pattern").selectOption("spike");
  await number(page, "to").fill("400");
  await page.keyboard.press("Enter");
  await number(page, "lasting").fill("0");
  await page.getByText("Write a whole number from 1 to 86400.").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await number(page, "to").inputValue(), "400");
});

for (const options of [
  { colorScheme: "light" },
  { colorScheme: "dark", width: 390, height: 844 },
]) {
  test(`the settings are accessible (${options.colorScheme})`, async (t) => {
    const page = await openPage(t, { ...english, ...options });
    for (const name of ["Service", "Load balancer"]) {
      await page.getByRole("tab", { name, exact: true }).click();
      assert.deepEqual(await axe(page), [], name);
    }
  });
}

test("a service is deployed by stages, and a person answers the hook that waits", async (t) => {
  const page = await openPage(t, english);
  await playUntil(page, "SUCCESSFUL");
  await openService(page);
  await choice(page, "strategy").selectOption("CANARY");
  await latest(page).getByText("IN_PROGRESS", { exact: true }).first().waitFor();
  await number(page, "canaryPercent").fill("0");
  await page.getByText("canaryPercent must be between 0.1 and 100.0.").waitFor();
  await number(page, "canaryPercent").fill("12.5");
  await page.keyboard.press("Enter");
  await latest(page).getByText("SUCCESSFUL", { exact: true }).first().waitFor({ timeout: 60_000 });
  await choice(page, "strategy").selectOption("BLUE_GREEN");
  await button(page, "+ PAUSE").click();
  const stages = page.getByRole("group", { name: "Stages of hook 1" });
  await stages.getByRole("checkbox", { name: "POST_SCALE_UP" }).click();
  await page.getByText("lifecycleStages can not be empty.").waitFor();
  await number(page, "timeoutInMinutes").fill("0");
  await page.getByText("timeoutInMinutes must be between 1 and 20160.").waitFor();
  await page.keyboard.press("Escape");

  await button(page, "Force a new deployment").click();
  await page.getByText("A hook waits at POST_SCALE_UP.").waitFor({ timeout: 60_000 });
  assert.deepEqual(await axe(page), []);
  await latest(page).getByText("production traffic to the new revision").waitFor();
  // The picture and the tab of the service have one each.
  await button(page, "Continue").first().click();
  await page.getByText("A hook waits at POST_SCALE_UP.").waitFor({ state: "detached" });
  await latest(page).getByText("SUCCESSFUL", { exact: true }).first().waitFor({ timeout: 60_000 });

  await choice(page, "strategy").selectOption("ROLLING");
  await page.getByText("lifecycleHooks need the deployment strategy BLUE_GREEN, LINEAR or CANARY.").waitFor();
});
