// Looks at letters as a mail program shows them: see `tests/real/node/seeing.mjs`.
import { seePages } from "../../real/node/seeing.mjs";

// Runs in the page: what is wider than the screen, how well words can be read, where lines begin.
function look() {
  const words = document.querySelector(".words");
  const paragraph = words.querySelector("p");
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const line = range.getBoundingClientRect();
  const frame = paragraph.getBoundingClientRect();
  return {
    wide: document.scrollingElement.scrollWidth,
    contrast: window.leastContrast(),
    page: getComputedStyle(document.body).backgroundColor,
    sheet: getComputedStyle(words).backgroundColor,
    sheetWidth: Math.round(words.getBoundingClientRect().width),
    smallest: Math.min(...[...document.querySelectorAll("p, li")].map((one) => parseFloat(getComputedStyle(one).fontSize))),
    gapLeft: Math.round(line.left - frame.left),
    gapRight: Math.round(frame.right - line.right),
  };
}

const views = [320, 640].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ name: `${width} ${colorScheme}`, width, colorScheme })));
await seePages(views, look);
