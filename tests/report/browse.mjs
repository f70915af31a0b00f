// Opens pages from the disk with the network refused. Each line of stdin is a page and steps to do on it, as JSON; each
// line of stdout what they gave. The browser is Debian's.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const require = createRequire(`${process.env.MIXITE_SOURCE_DIR}/analysis/report/package.json`);
const { chromium } = require("playwright-core");

const browser = await chromium.launch({
  executablePath: process.env.MIXITE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});

/** From the change of a control to the frame that shows it. */
async function timed(page, change) {
  await page.evaluate(() => {
    window.shownAt = undefined;
    window.changedAt = undefined;
    const seen = () => {
      window.changedAt = performance.now();
      requestAnimationFrame(() => requestAnimationFrame(() => (window.shownAt = performance.now())));
    };
    document.addEventListener("input", seen, { capture: true, once: true });
  });
  await change();
  await page.waitForFunction(() => window.shownAt !== undefined);
  const taken = await page.evaluate(() => window.shownAt - window.changedAt);
  await allChapters(page);
  return taken;
}

/** Chapters out of sight follow what is in sight. */
const allChapters = (page) => page.waitForSelector('main[aria-busy="false"]', { state: "attached" });

/** Scrolls to it, as a reader would: chapters out of sight are not laid out. */
async function see(page, at) {
  const first = page.locator(at).first();
  if ((await first.count()) > 0) {
    await first.evaluate(
      (element) =>
        new Promise((seen) => {
          element.scrollIntoView({ behavior: "instant" });
          requestAnimationFrame(() => requestAnimationFrame(seen));
        }),
    );
  }
}

/** As if all of it were in sight. */
async function layOut(page) {
  await page.addStyleTag({ content: "main > section { content-visibility: visible !important; }" });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Steps by name. */
const doers = (page, file) => ({
  async open() {
    const start = Date.now();
    await page.goto(`file://${file}`);
    await page.waitForSelector("h2");
    const taken = Date.now() - start;
    await allChapters(page);
    return taken;
  },
  select: ({ at, value }) => timed(page, () => page.selectOption(at, String(value))),
  slide: ({ at, value }) => timed(page, () => page.fill(at, String(value))),
  click: ({ at }) => page.click(at).then(() => allChapters(page)),
  press: ({ at, key }) => page.press(at, key).then(() => allChapters(page)),
  text: ({ at }) => see(page, at).then(() => page.innerText(at)),
  texts: ({ at }) => see(page, at).then(() => page.locator(at).allInnerTexts()),
  count: ({ at }) => page.locator(at).count(),
  attribute: ({ at, name }) => page.getAttribute(at, name),
  async drawn({ at, marks }) {
    await see(page, at);
    await page.waitForSelector(`${at} ${marks}`, { state: "attached" });
    return page.locator(`${at} ${marks}`).count();
  },
  evaluate: ({ script }) => layOut(page).then(() => page.evaluate(script)),
  async table({ at }) {
    await see(page, at);
    return page
      .locator(at)
      .first()
      .evaluate((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  },
  async axe() {
    await layOut(page);
    await page.addScriptTag({ content: readFileSync(require.resolve("axe-core"), "utf8") });
    return page.evaluate(async () => {
      const found = await window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
      });
      return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
    });
  },
  screenshot: ({ path }) => layOut(page).then(() => page.screenshot({ path, fullPage: true })).then(() => path),
  pdf: ({ path }) => page.pdf({ path, preferCSSPageSize: true }).then(() => path),
});

/** A page of its own for each list of steps: what each gave, and what went wrong on the way. */
async function visit({ file, width, height, steps }) {
  const context = await browser.newContext({ viewport: { width, height }, offline: true });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      faults.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.route(/^(?!file:|data:)/, (route) => {
    faults.push(`network: ${route.request().url()}`);
    route.abort();
  });
  const results = [];
  try {
    const doing = doers(page, file);
    for (const { do: what, ...step } of steps) {
      results.push((await doing[what](step)) ?? null);
    }
  } catch (error) {
    faults.push(String(error));
  } finally {
    await context.close();
  }
  return { results, faults };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await visit(JSON.parse(line))));
}
await browser.close();
