// Listeners and their rules: made, changed, reordered and deleted from the page, and refused in AWS's words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage, screenshot } from "./harness.mjs";

const english = { locale: "en-US" };

const button = (page, name) => page.getByRole("button", { name, exact: true });
const choice = (page, name) => page.getByRole("combobox", { name, exact: true });
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const listener = (page, name) => page.getByRole("group", { name, exact: true });
const form = (page) => page.locator(".panel-rule-form");
const rule = (page, text) => page.locator(".panel-rule", { hasText: text });

async function openBalancer(page) {
  await button(page, "Pause").click();
  await page.getByRole("tab", { name: "Load balancer", exact: true }).click();
}

async function addRule(page, path, answer) {
  await listener(page, "HTTP :80").getByRole("button", { name: "+ Rule" }).click();
  await form(page).getByLabel("Values").fill(path);
  await form(page).getByLabel("Type").selectOption("fixed-response");
  await form(page).getByLabel("StatusCode").fill(answer);
  await button(page, "Create").click();
  await rule(page, path).waitFor();
}

test("a rule is made, refused first in AWS's words, then changed, reordered and deleted", async (t) => {
  const page = await openPage(t, english);
  await openBalancer(page);
  await addRule(page, "/old/*", "410");
  await listener(page, "HTTP :80").getByRole("button", { name: "+ Rule" }).click();
  await form(page).getByLabel("Priority").fill("10");
  await form(page).getByLabel("Values").fill("/api/*\n/v?");
  await button(page, "Create").click();
  await form(page).getByText("Priority '10' is currently in use").waitFor();
  assert.deepEqual(await axe(page), []);
  await screenshot(page, "listener-rule");
  await form(page).getByLabel("Priority").fill("20");
  await button(page, "Create").click();
  await rule(page, "20 path-pattern /api/* | /v?").waitFor();

  const first = page.locator(".panel-rules li", { hasText: "/api/*" });
  await first.getByRole("textbox", { name: "Priority" }).fill("5");
  await page.keyboard.press("Enter");
  await rule(page, "5 path-pattern /api/*").waitFor();
  const names = await page.locator(".panel-rule").allTextContents();
  assert.match(names[0], /^5 path-pattern/);

  await page.locator(".panel-rules li", { hasText: "/old/*" }).getByRole("button", { name: "Change…" }).click();
  await form(page).getByLabel("Type").selectOption("redirect");
  await form(page).getByLabel("Path").fill("/new");
  await button(page, "Save").click();
  await page.getByText("redirect HTTP_301 #{host}:#{port}/new").waitFor();
  await page.getByRole("button", { name: /^Delete the rule 10/ }).click();
  await rule(page, "/old/*").waitFor({ state: "detached" });
});

test("conditions of each field are taken, and a range of addresses that is none is told", async (t) => {
  const page = await openPage(t, english);
  await openBalancer(page);
  await listener(page, "HTTP :80").getByRole("button", { name: "+ Rule" }).click();
  await choice(page, "Field").selectOption("source-ip");
  await form(page).getByLabel("Values").fill("10.0.0.1");
  await button(page, "Create").click();
  await form(page).getByText("10.0.0.1 is no range of IPv4 addresses").waitFor();
  await form(page).getByLabel("Values").fill("10.0.0.0/8");
  await button(page, "+ Condition").click();
  const second = page.getByRole("group", { name: "Condition 2" });
  await second.getByLabel("Field").selectOption("http-header");
  await second.getByLabel("HttpHeaderName").fill("X-Stage");
  await second.getByLabel("Values").fill("green");
  await button(page, "Create").click();
  await rule(page, "10 source-ip 10.0.0.0/8, http-header X-Stage: green").waitFor();
});

test("a listener is made and deleted, and one that a port belongs to already is refused", async (t) => {
  const page = await openPage(t, english);
  await openBalancer(page);
  await button(page, "+ Listener").click();
  await form(page).getByLabel("Port").fill("80");
  await button(page, "Create").click();
  await form(page).getByText(/A listener already exists on this port/).waitFor();
  await form(page).getByLabel("Port").fill("8080");
  await button(page, "Create").click();
  await listener(page, "HTTP :8080").waitFor();
  await button(page, "Delete the listener HTTP :8080").click();
  await listener(page, "HTTP :8080").waitFor({ state: "detached" });
});

test("the listener rule of test traffic is chosen for a service that is deployed by stages", async (t) => {
  const page = await openPage(t, english);
  await openBalancer(page);
  await button(page, "+ Listener").click();
  await button(page, "Create").click();
  await listener(page, "HTTP :8080").waitFor();
  await page.getByRole("tab", { name: "Service", exact: true }).click();
  await choice(page, "strategy").selectOption("BLUE_GREEN");
  await page.getByRole("tab", { name: "Load balancer", exact: true }).click();
  const production = await choice(page, "productionListenerRule").inputValue();
  await choice(page, "testListenerRule").selectOption(production);
  await page.getByText("productionListenerRule and testListenerRule must differ.").waitFor();
  await choice(page, "testListenerRule").selectOption({ label: "HTTP :8080 default" });
  await page.waitForFunction(() => {
    const chosen = document.querySelector("#testListenerRule").selectedOptions[0];
    return chosen.textContent === "HTTP :8080 default";
  });
  await page.getByText("productionListenerRule and testListenerRule must differ.").waitFor({ state: "detached" });
});
