// Opens letters in Chromium as a mail program shows them, and says as JSON what it saw. Arguments: the folder of the npm
// packages, the browser, the folder of the letters (HTML), and perhaps a folder for screenshots.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , packages, browserPath, letters, pictures] = process.argv;
const { chromium } = createRequire(`${packages}/`)("playwright-core");
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const files = readdirSync(letters).filter((name) => name.endsWith(".html"));
const seen = {};

// Runs in the page: what is wider than the screen, how well words can be told from what they stand on, where lines begin.
function look() {
  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = parts(colour).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const under = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const [, , , opacity = 1] = parts(colour);
      if (opacity > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const contrasts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const [dark, light] = [luminance(getComputedStyle(element).color), luminance(under(element))].sort((one, other) => one - other);
    contrasts.push((light + 0.05) / (dark + 0.05));
  }
  const words = document.querySelector(".words");
  const paragraph = words.querySelector("p");
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const line = range.getBoundingClientRect();
  const frame = paragraph.getBoundingClientRect();
  return {
    wide: document.scrollingElement.scrollWidth,
    contrast: Math.min(...contrasts),
    page: getComputedStyle(document.body).backgroundColor,
    sheet: getComputedStyle(words).backgroundColor,
    sheetWidth: Math.round(words.getBoundingClientRect().width),
    smallest: Math.min(...[...document.querySelectorAll("p, li")].map((one) => parseFloat(getComputedStyle(one).fontSize))),
    gapLeft: Math.round(line.left - frame.left),
    gapRight: Math.round(frame.right - line.right),
  };
}

const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
for (const width of [320, 640]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    let asked = [];
    page.on("request", (request) => asked.push(request.url()));
    for (const name of files) {
      asked = [];
      await page.goto(pathToFileURL(`${letters}/${name}`).href);
      const key = `${name.replace(".html", "")} ${width} ${colorScheme}`;
      seen[key] = { ...(await page.evaluate(look)), asked: asked.filter((address) => !address.startsWith("file:")) };
      if (pictures) await page.screenshot({ path: `${pictures}/${key.replaceAll(" ", ".")}.png`, fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(seen));
