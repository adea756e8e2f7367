// Opens pages in Chromium at several sizes and says as JSON what was seen. Arguments of the program that uses it: the
// folder of the npm packages, the browser, the folder of the pages (HTML), and perhaps a folder for screenshots.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , packages, browserPath, folder, pictures] = process.argv;
const { chromium } = createRequire(`${packages}/`)("playwright-core");
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// Runs in each page before anything else: how well words can be told from what they stand on (WCAG 2.2, 1.4.3).
function addContrast() {
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
  window.leastContrast = () => {
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
    return Math.min(...contrasts);
  };
}

// `views`: what a page is seen at, each `{ name, width, colorScheme, media }`; `look` runs in the page.
export async function seePages(views, look) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".html"));
  const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
  const seen = {};
  for (const { name: view, width, colorScheme, media = "screen" } of views) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    await context.addInitScript(addContrast);
    const page = await context.newPage();
    let asked = [];
    page.on("request", (request) => asked.push(request.url()));
    for (const file of files) {
      asked = [];
      await page.emulateMedia({ media, colorScheme });
      await page.goto(pathToFileURL(`${folder}/${file}`).href);
      const name = file.replace(".html", "");
      const key = `${name} ${view}`;
      seen[key] = { ...(await page.evaluate(look)), asked: asked.filter((address) => !address.startsWith("file:")) };
      if (pictures) await page.screenshot({ path: `${pictures}/${key.replaceAll(" ", ".")}.png`, fullPage: true });
      if (pictures && media === "print") await page.pdf({ path: `${pictures}/${name}.pdf` });
    }
    await context.close();
  }
  await browser.close();
  console.log(JSON.stringify(seen));
}
