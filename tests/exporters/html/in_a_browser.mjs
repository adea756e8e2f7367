// Opens a mirror in Chromium as a person does, and says as JSON what it saw. Arguments: the folder of the npm packages,
// the browser, the folder of the mirror, words to try the search's own reading of words with.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , packages, browserPath, mirror, samples] = process.argv;
const { chromium } = createRequire(`${packages}/`)("playwright-core");
const top = pathToFileURL(`${mirror}/`).href;
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const seen = { asked: [], complaints: [], wide: [] };

const browser = await chromium.launch({ executablePath: browserPath, args: quiet });

async function opened(path, width = 1280, options = {}) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, ...options });
  const page = await context.newPage();
  page.on("request", (request) => seen.asked.push(request.url()));
  page.on("console", (message) => { if (message.type() === "error") seen.complaints.push(message.text()); });
  page.on("pageerror", (error) => seen.complaints.push(String(error)));
  await page.goto(top + path);
  return page;
}

async function results(page, words) {
  await page.locator("#words").fill(words);
  await page.locator("#words").press("Enter");
  await page.waitForFunction((sought) => document.getElementById("said").dataset.for === sought, words);
  return {
    said: await page.locator("#said").textContent(),
    titles: await page.locator("#found h2").allTextContents(),
  };
}

async function focused(page) {
  return page.evaluate(() => {
    const outline = getComputedStyle(document.activeElement);
    return { text: document.activeElement.textContent.trim(), outline: outline.outlineStyle, id: document.activeElement.id };
  });
}

// The search, and where a result leads.
let page = await opened("search/index.html");
seen.search = {};
for (const words of ["bold slanted", "CAFÉ listen", "灯台", "夜", "مرحبا", "widg", "twin", "nowhereatall"]) {
  seen.search[words] = await results(page, words);
}
seen.words = await page.evaluate((texts) => texts.map((text) => window.outlast.asked(text)), JSON.parse(samples));
await results(page, "footnote");
await page.keyboard.press("Tab");
while (!(await page.evaluate(() => document.activeElement.closest("#found")))) await page.keyboard.press("Tab");
await page.keyboard.press("Enter");
await page.waitForURL(/\/p\//);
seen.followed = await page.locator("h1").textContent();
await page.goBack();
seen.back = await page.locator("#words").inputValue();

// The keyboard alone, from the first page to a post.
page = await opened("index.html");
await page.keyboard.press("Tab");
seen.skip = await focused(page);
await page.keyboard.press("Enter");
seen.skipped = await focused(page);
await page.keyboard.press("Tab");
await page.keyboard.press("Tab");
seen.first = await focused(page);
await page.keyboard.press("Enter");
await page.waitForURL(/\/p\//);
seen.opened = await page.locator("h1").textContent();

// Without scripts all can be read, and the search says so.
page = await opened("search/index.html", 1280, { javaScriptEnabled: false });
seen.withoutScripts = await page.locator("noscript").innerText();

// Nothing is wider than the screen; pictures and style are there.
page = await opened("index.html");
for (const path of ["index.html", "archive/index.html", "search/index.html", "p/letter-1/index.html", "p/letter-2/index.html", "p/letter-7/index.html", "p/letter-15/index.html"]) {
  await page.goto(top + path);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    const real = await page.evaluate(() => document.documentElement.scrollWidth);
    if (real > width) seen.wide.push(`${path} at ${width}: ${real}`);
  }
}
page = await opened("p/letter-1/index.html");
seen.pictures = await page.evaluate(() => [...document.images].map((image) => image.naturalWidth));
seen.looks = {};
for (const scheme of ["light", "dark"]) {
  await page.emulateMedia({ colorScheme: scheme });
  seen.looks[scheme] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
page = await opened("p/letter-9/index.html");
await page.emulateMedia({ media: "print", colorScheme: "dark" });
seen.printed = await page.evaluate(() => ({
  paper: getComputedStyle(document.body).backgroundColor,
  hidden: ["nav", "audio", ".bottom"].map((name) => getComputedStyle(document.querySelector(name)).display),
}));

await browser.close();
console.log(JSON.stringify(seen));
