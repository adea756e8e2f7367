// Looks at an audit's page on screens and on paper: see `tests/real/node/seeing.mjs`.
import { seePages } from "../../real/node/seeing.mjs";

// Runs in the page: what is wider than it, how well words can be read, what of the plots is cut or covered.
function look() {
  const boxes = [...document.querySelectorAll("svg text")].map((one) => one.getBoundingClientRect());
  const overlapping = [...document.querySelectorAll("svg")].flatMap((svg) => {
    const words = [...svg.querySelectorAll("text.tick")].map((one) => ({ words: one.textContent, box: one.getBoundingClientRect() }));
    return words.flatMap((one, place) => words.slice(place + 1).filter((other) => one.box.left < other.box.right && other.box.left < one.box.right && one.box.top < other.box.bottom - 2 && other.box.top < one.box.bottom - 2).map((other) => `${svg.querySelector("title").textContent}: ${one.words} / ${other.words}`));
  });
  return {
    wide: document.scrollingElement.scrollWidth,
    contrast: window.leastContrast(),
    plots: document.querySelectorAll("svg[role=img]").length,
    smallest: Math.min(...[...document.querySelectorAll("svg text, p, li, td")].map((one) => parseFloat(getComputedStyle(one).fontSize))),
    outside: boxes.filter((box) => box.left < 0 || box.right > innerWidth + 0.5).length,
    overlapping,
    hidden: [...document.querySelectorAll("details table")].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length,
  };
}

const views = [[320, "light", "screen"], [320, "dark", "screen"], [768, "light", "screen"], [1280, "light", "screen"], [1280, "dark", "screen"], [700, "dark", "print"]];
await seePages(views.map(([width, colorScheme, media]) => ({ name: `${media} ${width} ${colorScheme}`, width, colorScheme, media })), look);
