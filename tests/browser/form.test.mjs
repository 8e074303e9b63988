// The form of a task definition: always in step with the JSON, whose every other byte stays.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axe, openPage } from "./harness.mjs";

const english = { locale: "en-US" };

const button = (page, name) => page.getByRole("button", { name, exact: true });
const json = (page) => page.locator("#definition-text");
const form = (page) => page.locator(".form");
const place = (page, path) => page.locator(`#form-${path.replaceAll(/[.[\]]/g, "-")}`);
const app = "containerDefinitions[0]";

// The text gives way to another one, and the form shows it.
async function write(page, text) {
  await button(page, "JSON").click();
  await json(page).fill(text);
  await button(page, "Form").click();
}

const text = (page) => json(page).inputValue();
const read = async (page) => JSON.parse(await text(page));

// Unfolds what a place is folded into.
async function unfold(page, summary) {
  await page.locator("details:not([open]) > summary", { hasText: summary }).first().click();
}

test("a field changes its place in the text and no other byte", async (t) => {
  const page = await openPage(t, english);
  const written = `{"family":"web",   "networkMode" : "awsvpc",
    "cpu": "512", "memory": "1024",
\t"containerDefinitions": [ {"name": "app", "image":"a:1", "cpu":   64, "unheard": {"of": [1]},
      "portMappings": [{"containerPort": 8080}]} ]}`;
  await write(page, written);
  await place(page, `${app}.image`).fill("a:2");
  await place(page, `${app}.cpu`).fill("128");
  await place(page, "memory").fill("2048");
  const expected = written.replace("a:1", "a:2").replace("64", "128").replace("1024", "2048");
  assert.equal(await text(page), expected);
  await place(page, `${app}.memory`).fill("256");
  assert.equal(await text(page), expected.replace(": 8080}]}", ': 8080}], "memory": 256}'));
  await place(page, `${app}.memory`).fill("");
  await place(page, `${app}.memory`).press("Tab");
  assert.equal(await text(page), expected);
});

test("what is typed into the JSON stands in the form", async (t) => {
  const page = await openPage(t, english);
  const definition = await read(page);
  definition.containerDefinitions[0].healthCheck = { command: ["CMD-SHELL", 'say "hi"'], interval: 7 };
  await write(page, JSON.stringify({ taskDefinition: definition, tags: [] }));
  assert.equal(await place(page, `${app}.healthCheck.command`).inputValue(), 'say "hi"');
  assert.equal(await place(page, `${app}.healthCheck.interval`).inputValue(), "7");
  await place(page, `${app}.healthCheck.command`).fill('say "ho"');
  assert.deepEqual((await read(page)).taskDefinition.containerDefinitions[0].healthCheck.command, [
    "CMD-SHELL",
    'say "ho"',
  ]);
});

test("a problem is shown at its field while typing, and the list of problems leads there", async (t) => {
  const page = await openPage(t, english);
  const cpu = place(page, `${app}.cpu`);
  await cpu.fill("many");
  const sentence = page.locator(`#form-${"containerDefinitions-0--cpu"}-problem`);
  await sentence.getByText("must be a whole number").waitFor();
  assert.equal(await cpu.getAttribute("aria-invalid"), "true");
  assert.equal(await cpu.inputValue(), "many");
  await page.locator(".form-container > summary").first().click();
  await page.locator(".panel-problems li").getByRole("button").first().click();
  assert.equal(await cpu.evaluate((field) => document.activeElement === field), true);
  await cpu.fill("64");
  await page.locator(".panel-problems li").waitFor({ state: "detached" });
});

test("a text that is not JSON is kept, and the form leads to its line", async (t) => {
  const page = await openPage(t, english);
  const broken = (await text(page)).replace('"cpu": "512"', '"cpu": "512",,');
  await write(page, broken);
  await page.getByText("The text is not JSON").waitFor();
  const line = broken.split("\n").findIndex((line) => line.includes(",,")) + 1;
  await button(page, `Show line ${line}`).click();
  await page.waitForFunction(() => document.activeElement?.id === "definition-text");
  assert.equal(await text(page), broken);
  const caret = await json(page).evaluate((field) => field.value.slice(0, field.selectionStart).split("\n").length);
  assert.equal(caret, line);
});

test("containers, ports, variables, dependencies, checks, policies and logs are added and removed", async (t) => {
  const page = await openPage(t, english);
  const before = await text(page);
  await button(page, "+ Add container").click();
  await page.locator(".form-container", { hasText: "container-2" }).waitFor();
  await button(page, "+ Add dependency").first().click();
  await place(page, `${app}.dependsOn[0].condition`).selectOption("HEALTHY");
  await button(page, "+ Add port").first().click();
  await place(page, `${app}.portMappings[1].protocol`).selectOption("udp");
  await button(page, "+ Add health check").first().click();
  await place(page, `${app}.healthCheck.retries`).fill("2");
  await unfold(page, "Name, restart");
  await button(page, "+ Add variable").first().click();
  await place(page, `${app}.environment[0].value`).fill("한 \"글\"");
  await page.getByLabel("Restart policy").first().check();
  await place(page, `${app}.restartPolicy.ignoredExitCodes`).fill("0, 143");
  await button(page, "+ Add log configuration").first().click();
  const container = (await read(page)).containerDefinitions[0];
  assert.deepEqual(container.dependsOn, [{ containerName: "container-2", condition: "HEALTHY" }]);
  assert.deepEqual(container.portMappings[1], { containerPort: 8081, protocol: "udp" });
  assert.equal(container.healthCheck.retries, 2);
  assert.deepEqual(container.environment, [{ name: "NAME_1", value: '한 "글"' }]);
  assert.deepEqual(container.restartPolicy, { enabled: true, ignoredExitCodes: [0, 143] });
  assert.equal(container.logConfiguration.logDriver, "awslogs");

  for (const name of ["restartPolicy", "logConfiguration", "environment", "healthCheck", "dependsOn"]) {
    delete container[name];
  }
  for (const what of ["Logs", "Health check", "Environment 1", "Ports 2", "dependsOn 1"]) {
    await button(page, `Remove ${what}`).click();
  }
  await unfold(page, "container-2");
  await unfold(page, "Name, restart");
  await button(page, "Remove container container-2").click();
  const rest = await read(page);
  assert.equal(rest.containerDefinitions.length, 1);
  assert.deepEqual(rest.containerDefinitions[0].portMappings, JSON.parse(before).containerDefinitions[0].portMappings);
});

test("an image is chosen and a stopTimeout set: both are written into the text", async (t) => {
  const page = await openPage(t, english);
  await page.getByLabel("Image of app").selectOption("playground/ignores-sigterm:1.0");
  await page.getByText("was :1.0").waitFor({ state: "detached" });
  await place(page, `${app}.stopTimeout`).fill("45");
  await page.getByRole("slider", { name: "CPU, slider" }).press("ArrowRight");
  const definition = await read(page);
  assert.equal(definition.containerDefinitions[0].image, "playground/ignores-sigterm:1.0");
  assert.equal(definition.containerDefinitions[0].stopTimeout, 45);
  assert.equal(definition.cpu, "640");
});

test("launch types and the network mode are chosen", async (t) => {
  const page = await openPage(t, english);
  await unfold(page, "Network, launch type");
  await page.getByRole("checkbox", { name: "FARGATE", exact: true }).check();
  await page.getByRole("checkbox", { name: "EC2", exact: true }).check();
  await place(page, "networkMode").selectOption("bridge");
  const definition = await read(page);
  assert.deepEqual(definition.requiresCompatibilities, ["FARGATE", "EC2"]);
  assert.equal(definition.networkMode, "bridge");
  await page.getByText("FARGATE · EC2 · bridge").waitFor();
  await page.getByRole("checkbox", { name: "EC2", exact: true }).uncheck();
  await page.getByRole("checkbox", { name: "FARGATE", exact: true }).uncheck();
  assert.equal((await read(page)).requiresCompatibilities, undefined);
});

for (const options of [{ colorScheme: "light" }, { colorScheme: "dark", width: 390, height: 844, locale: "ko-KR" }]) {
  test(`the whole form is accessible (${JSON.stringify(options)})`, async (t) => {
    const page = await openPage(t, { ...english, ...options });
    await form(page).waitFor();
    await page.locator("details").evaluateAll((parts) => parts.forEach((part) => part.setAttribute("open", "")));
    // From the last one on: some of the buttons go once they were pressed.
    for (const add of (await page.locator(".form-container .form-list-head > button.quiet").all()).reverse()) {
      await add.click();
    }
    await place(page, `${app}.memory`).fill("much");
    await page.locator(".form-problem:not(:empty)").first().waitFor();
    assert.deepEqual(await axe(page), []);
  });
}
