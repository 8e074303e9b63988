// The editor: a definition is pasted, deployed and watched; mistakes are shown where they are; settings are changed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const definition = (image, more = {}) =>
  JSON.stringify(
    {
      family: "web",
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      containerDefinitions: [
        { name: "app", image, essential: true, portMappings: [{ containerPort: 8080 }], ...more },
      ],
    },
    null,
    2,
  );

const field = (page) => page.getByRole("textbox", { name: "Task definition as JSON" });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const events = (page) => page.locator(".panel-event-text");

// Everything in the field gives way to the text, as with the clipboard.
async function paste(page, text) {
  await button(page, "JSON").click();
  await field(page).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

// The deployment that is PRIMARY, as the inspector shows it while nothing is selected.
async function waitForRollout(page, revision, state) {
  const primary = page.locator(".panel-deployments li").first();
  await primary.filter({ hasText: revision }).filter({ hasText: state }).waitFor({ timeout: 60_000 });
}

// Goes back in time until the PRIMARY deployment is in this state.
async function rewind(page, state) {
  const strip = page.getByRole("slider", { name: "Point in time" });
  const primary = page.locator(".panel-deployments li").first();
  for (let steps = 0; steps < 60; steps += 1) {
    if ((await primary.textContent()).includes(state)) return;
    const before = await strip.getAttribute("aria-valuetext");
    await strip.press("PageDown");
    await page.waitForFunction(
      (before) => document.querySelector("[role=slider]").getAttribute("aria-valuetext") !== before,
      before,
    );
  }
  assert.fail(`the PRIMARY deployment was never ${state}`);
}

async function fillNumber(page, name, value) {
  const input = page.getByRole("textbox", { name, exact: true });
  await input.fill(String(value));
  await input.press("Enter");
}

test("a pasted definition is deployed, watched until it is steady, and branched off in the past", async (t) => {
  const page = await openPage(t, english);
  await paste(page, definition("example/web:7"));
  await page.getByText("changes vs web:1").waitFor();
  await button(page, "Register web:2 & deploy").click();
  await page.getByText(/^Deploying: \d of 8 healthy$/).waitFor();

  await button(page, "60×").click();
  await waitForRollout(page, "web:2", "COMPLETED");
  await events(page).first().filter({ hasText: "has reached a steady state." }).waitFor();
  await button(page, "Pause").click();

  await rewind(page, "IN_PROGRESS");
  assert.doesNotMatch(await events(page).first().textContent(), /steady state/);
  await page.getByRole("tab", { name: "Service" }).click();
  await fillNumber(page, "desiredCount", 6);
  await page.getByText("6 applied").waitFor();
  await page.getByRole("status").filter({ hasText: "You changed the past" }).waitFor();
  await button(page, "Play").click();
  await waitForRollout(page, "web:2", "COMPLETED");
  await page.locator(".panel-deployments li").first().filter({ hasText: "6 running · 0 pending · 6 desired" }).waitFor();
});

test("an invalid definition shows its mistakes at their lines and loses nothing", async (t) => {
  const page = await openPage(t, english);
  const text = definition("example/web:7").replace('"cpu": "512"', '"cpu": 512,,');
  await paste(page, text);
  const problems = page.locator(".panel-problems li");
  await problems.first().waitFor();
  const line = text.split("\n").findIndex((line) => line.includes(",,")) + 1;
  const wrong = page.locator(".panel-code-lines .line.wrong");
  assert.equal(await wrong.count(), 1);
  assert.match(await wrong.textContent(), /512,,/);
  assert.match(await problems.first().textContent(), new RegExp(`^${line}:`));
  assert.equal(await field(page).inputValue(), text);

  const deploy = page.getByRole("button", { name: /^Fix \d problems? to register web:2$/ });
  assert.equal(await deploy.getAttribute("aria-disabled"), "true");
  await problems.getByRole("button").first().click();
  assert.equal(await field(page).evaluate((field) => document.activeElement === field), true);
  const caretLine = await field(page).evaluate((field) => field.value.slice(0, field.selectionStart).split("\n").length);
  assert.equal(caretLine, line);

  await page.getByRole("tab", { name: "Service" }).click();
  await page.getByRole("tab", { name: "Task definition" }).click();
  assert.equal(await field(page).inputValue(), text);
});

test("Tab writes two spaces, and leaves the field after Esc", async (t) => {
  const page = await openPage(t, english);
  await paste(page, "{}");
  await page.keyboard.press("Home");
  await page.keyboard.press("Tab");
  assert.equal(await field(page).inputValue(), "  {}");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await field(page).evaluate((field) => document.activeElement === field), false);
});

test("the revision before is deployed again by hand", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Register web:2 & deploy").click();
  await waitForRollout(page, "web:2", "IN_PROGRESS");
  await page.getByText("Other revisions").click();
  await button(page, "Deploy web:1 again").click();
  await waitForRollout(page, "web:1", "IN_PROGRESS");
  await button(page, "60×").click();
  await waitForRollout(page, "web:1", "COMPLETED");
});

test("a text that runs already is deployed again by force", async (t) => {
  const page = await openPage(t, english);
  await button(page, "Register web:2 & deploy").click();
  await button(page, "60×").click();
  await waitForRollout(page, "web:2", "COMPLETED");
  await button(page, "Deploy again (force new deployment)").click();
  await waitForRollout(page, "web:2", "IN_PROGRESS");
});

test("percents that block a deployment are told before it happens", async (t) => {
  const page = await openPage(t, english);
  await page.getByRole("tab", { name: "Service" }).click();
  await page.getByText("lower 6 · upper 12").waitFor();
  await fillNumber(page, "minimumHealthyPercent", 100);
  await page.getByText("100 applied").waitFor();
  await page.getByRole("textbox", { name: "maximumPercent" }).fill("105");
  await page.getByText("lower 8 · upper 8").waitFor();
  await page.getByText("This pair blocks deployments").waitFor();
  await page.getByRole("textbox", { name: "maximumPercent" }).fill("90");
  await page.getByText("Must be at least minimumHealthyPercent, which is 100.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("lower 8 · upper 12").waitFor();
});

test("a file that is opened takes the place of the text", async (t) => {
  const page = await openPage(t, english);
  const text = definition("example/from-file:1");
  await page.locator("input[type=file]").setInputFiles({
    name: "task.json",
    mimeType: "application/json",
    buffer: Buffer.from(text.replaceAll("\n", "\r\n")),
  });
  await page.waitForFunction((text) => document.querySelector("#definition-text").value === text, text);
});

for (const colorScheme of ["light", "dark"]) {
  test(`every tab of the editor is accessible (${colorScheme})`, async (t) => {
    const page = await openPage(t, { ...english, colorScheme });
    await button(page, "Pause").click();
    for (const name of ["Task definition", "Service", "Load balancer"]) {
      await page.getByRole("tab", { name }).click();
      assert.deepEqual(await axe(page), [], name);
    }
    await page.getByRole("tab", { name: "Task definition" }).click();
    await paste(page, '{ "family": 1, "volumes": [] }');
    await page.locator(".panel-problems li").first().waitFor();
    assert.deepEqual(await axe(page), [], "with problems");
  });
}
