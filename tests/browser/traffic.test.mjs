// What clients do, set at the load balancer: kinds of request, retries, clients that come back; and what becomes of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const inspector = (page) => page.locator(".panel-inspector");
const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
// The fields of the first kind of request.
const kind = (page) => page.getByRole("group", { name: "Kinds of request", exact: true });

async function openBalancer(page) {
  await page.getByRole("tab", { name: "Load balancer", exact: true }).click();
}

// By way of a task and its target group.
async function selectBalancer(page) {
  await page.locator(".panel-event", { hasText: "has started 8 tasks" }).getByRole("button").first().click();
  await inspector(page).getByRole("button", { name: "web-tg" }).click();
  await inspector(page).getByRole("button", { name: "web-alb" }).click();
}

async function set(page, name, value) {
  await field(page, name).fill(value);
  await field(page, name).press("Enter");
}

test("a kind of request to a port without listener fails, and says why in the inspector", async (t) => {
  const page = await openPage(t, english);
  await openBalancer(page);
  await button(page, "Add a kind").click();
  await field(kind(page), "path").fill("cart");
  await page
    .getByText("A kind of request has a method, and a path that begins with /.")
    .waitFor();
  await set(kind(page), "path", "/cart?page=1");
  await page.getByText("1 GET /cart", { exact: true }).waitFor();
  await set(kind(page), "port", "8443");
  await selectBalancer(page);
  await inspector(page).getByText("no answer, nothing listens at the load balancer").first().waitFor();
});

test("retries show how much more clients send", async (t) => {
  const page = await openPage(t, english);
  await openBalancer(page);
  await set(page, "retries", "9");
  await page.getByText("A client tries again 1 to 5 times, and waits between 1 ms and 30 s before.").waitFor();
  await set(page, "retries", "2");
  await field(page, "backoff (ms)").waitFor();
  await set(page, "backoff (ms)", "100");
  assert.equal(await page.getByRole("checkbox", { name: "exponential", exact: true }).isChecked(), true);
  await button(page, "Add a kind").click();
  await set(kind(page), "port", "8443");
  await selectBalancer(page);
  await inspector(page).getByText(/[1-9][0-9]*% more than clients had to do/).waitFor({ timeout: 30_000 });
});

test("how long requests take is a span that may have a long tail", async (t) => {
  const page = await openPage(t, english);
  await openBalancer(page);
  await field(page, "request (ms)").fill("500-40");
  await page.getByText("A request takes at most an hour, and the shortest may not be longer than the longest.").waitFor();
  await set(page, "request (ms)", "40-4000");
  const tail = page.getByRole("checkbox", { name: "long tail", exact: true });
  await tail.check();
  assert.equal(await tail.isChecked(), true);
});

test("clients that come back and their connections are set, and are accessible in Korean", async (t) => {
  const page = await openPage(t, { locale: "ko-KR" });
  await page.getByRole("tab", { name: "로드 밸런서", exact: true }).click();
  await set(page, "clients", "20");
  await field(page, "percent").waitFor();
  await set(page, "percent", "40");
  await set(page, "keep-alive (s)", "60");
  await page.getByText("다시 오는 클라이언트", { exact: true }).waitFor();
  // The world answers before the field shows what it has taken.
  const keepAlive = await field(page, "keep-alive (s)").elementHandle();
  await page.waitForFunction((input) => input.value === "60", keepAlive);
  assert.deepEqual(await axe(page), []);
});
