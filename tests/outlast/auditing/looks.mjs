// Opens pages in Chromium and says as JSON what it saw. Arguments: the folder of the npm packages, the browser, the
// folder of the pages (HTML), and perhaps a folder for screenshots.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , packages, browserPath, pages, pictures] = process.argv;
const { chromium } = createRequire(`${packages}/`)("playwright-core");
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const files = readdirSync(pages).filter((name) => name.endsWith(".html"));
const seen = {};

// Runs in the page: what is wider than it, how well words can be told from what they stand on, what plots are cut.
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
    const drawn = element.closest("svg");
    if (!walker.currentNode.data.trim() || !element.getClientRects().length || (drawn && element.tagName !== "text")) continue;
    const colour = drawn ? getComputedStyle(element).fill : getComputedStyle(element).color;
    const [dark, light] = [luminance(colour), luminance(under(drawn ?? element))].sort((one, other) => one - other);
    contrasts.push((light + 0.05) / (dark + 0.05));
  }
  const boxes = [...document.querySelectorAll("svg text")].map((one) => one.getBoundingClientRect());
  const overlapping = [...document.querySelectorAll("svg")].flatMap((svg) => {
    const words = [...svg.querySelectorAll("text.tick")].map((one) => ({ words: one.textContent, box: one.getBoundingClientRect() }));
    return words.flatMap((one, place) => words.slice(place + 1).filter((other) => one.box.left < other.box.right && other.box.left < one.box.right && one.box.top < other.box.bottom - 2 && other.box.top < one.box.bottom - 2).map((other) => `${svg.querySelector("title").textContent}: ${one.words} / ${other.words}`));
  });
  return {
    wide: document.scrollingElement.scrollWidth,
    contrast: Math.min(...contrasts),
    plots: document.querySelectorAll("svg[role=img]").length,
    smallest: Math.min(...[...document.querySelectorAll("svg text, p, li, td")].map((one) => parseFloat(getComputedStyle(one).fontSize))),
    outside: boxes.filter((box) => box.left < 0 || box.right > innerWidth + 0.5).length,
    overlapping,
    hidden: [...document.querySelectorAll("details table")].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length,
  };
}

const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
for (const [width, colorScheme, media] of [[320, "light", "screen"], [320, "dark", "screen"], [768, "light", "screen"], [1280, "light", "screen"], [1280, "dark", "screen"], [700, "dark", "print"]]) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  let asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const name of files) {
    asked = [];
    await page.emulateMedia({ media, colorScheme });
    await page.goto(pathToFileURL(`${pages}/${name}`).href);
    const key = `${name.replace(".html", "")} ${media} ${width} ${colorScheme}`;
    seen[key] = { ...(await page.evaluate(look)), asked: asked.filter((address) => !address.startsWith("file:")) };
    if (pictures) await page.screenshot({ path: `${pictures}/${key.replaceAll(" ", ".")}.png`, fullPage: true });
    if (pictures && media === "print") await page.pdf({ path: `${pictures}/${name.replace(".html", "")}.pdf` });
  }
  await context.close();
}
await browser.close();
console.log(JSON.stringify(seen));
