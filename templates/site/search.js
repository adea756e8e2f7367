// The search of the mirror. It asks no server: it loads the index, which is a set of scripts, from beside the page, so
// that it works from a disk as well. How the index is written: exporters/html/search/index.py in Outlast.
(() => {
  "use strict";

  // What somebody types becomes words in the same way as the posts did: exporters/html/search/words.py.
  const LONGEST = 24;
  const SIGNS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const UNSPACED = "\\u0e01-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const PIECE = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\u0900-\\u0963\\u0966-\\u0dff])+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const AT_ONCE = 40;
  const TITLE = 4;
  const BEGINS = 0.6;

  function folded(text) {
    const plain = text.toLowerCase().normalize("NFKD").replace(SIGNS, "").normalize("NFC");
    return plain.replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
  }

  // Words that must be there as they are, and words that must begin so: people type the beginning first.
  function asked(text) {
    const words = [];
    for (const [piece] of folded(text).matchAll(PIECE)) {
      const letters = Array.from(piece);
      if (!IS_UNSPACED.test(piece)) {
        if (letters.length > 1 || /[^\x00-\x7f]/.test(piece)) words.push({ word: letters.slice(0, LONGEST).join(""), whole: false });
      } else if (letters.length === 1) {
        words.push({ word: piece, whole: false });
      } else {
        for (let at = 0; at + 1 < letters.length; at += 1) words.push({ word: letters[at] + letters[at + 1], whole: true });
      }
    }
    return words;
  }

  function pieceOf(word) {
    if (/^[a-z]/.test(word)) return word[0];
    return /^\p{Nd}/u.test(word) ? "0" : `u${word.codePointAt(0) % 16}`;
  }

  const posts = { all: [], pieces: new Set() };
  const pieces = new Map();
  const waiting = new Map();

  window.outlast = {
    posts(names, all) {
      posts.all = all;
      posts.pieces = new Set(names);
      begin();
    },
    piece(name, text) {
      pieces.set(name, text.split("\n").map((line) => line.split(" ")));
      waiting.get(name)?.();
    },
    asked,
  };

  function load(name) {
    if (pieces.has(name) || !posts.pieces.has(name)) return Promise.resolve();
    return new Promise((resolve) => {
      const earlier = waiting.get(name);
      waiting.set(name, () => { earlier?.(); resolve(); });
      if (earlier) return;
      const script = document.createElement("script");
      script.src = `${name}.js`;
      script.addEventListener("error", () => resolve());
      document.head.append(script);
    });
  }

  // Calls `take(post, strong)` for each number of a list.
  function each(numbers, take) {
    if (numbers === "*") {
      for (let post = 0; post < posts.all.length; post += 1) take(post, false);
      return;
    }
    let post = -1;
    let value = 0;
    let shift = 1;
    for (const sign of numbers) {
      const digit = DIGITS.indexOf(sign);
      value += (digit & 31) * shift;
      shift *= 32;
      if (digit < 32) {
        post += Math.floor(value / 2);
        take(post, value % 2 === 1);
        value = 0;
        shift = 1;
      }
    }
  }

  // How well each post fits one word.
  function fits({ word, whole }) {
    const found = new Map();
    for (const [term, numbers] of pieces.get(pieceOf(word)) || []) {
      const same = term === word;
      if (!same && (whole || !term.startsWith(word))) continue;
      const these = [];
      each(numbers, (post, strong) => these.push([post, strong]));
      const rare = Math.log(1 + posts.all.length / these.length) * (same ? 1 : BEGINS);
      for (const [post, strong] of these) {
        found.set(post, Math.max(found.get(post) || 0, strong ? rare * 2 : rare));
      }
    }
    return found;
  }

  function titleFits(post, words) {
    const title = folded(posts.all[post][0]);
    return words.filter(({ word }) => title.includes(word)).length / words.length;
  }

  function search(words) {
    const each = words.map(fits);
    const points = new Map();
    const times = new Map();
    for (const found of each) {
      for (const [post, value] of found) {
        points.set(post, (points.get(post) || 0) + value);
        times.set(post, (times.get(post) || 0) + 1);
      }
    }
    let list = [...points.keys()].filter((post) => times.get(post) === words.length);
    const all = list.length > 0;
    if (!all) list = [...points.keys()];
    for (const post of list) points.set(post, points.get(post) * (1 + TITLE * titleFits(post, words)));
    const date = (post) => posts.all[post][2];
    list.sort((a, b) => points.get(b) - points.get(a) || (date(a) < date(b) ? 1 : -1));
    return { list, all };
  }

  const form = document.getElementById("search");
  const input = document.getElementById("words");
  const said = document.getElementById("said");
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  let turn = 0;
  let rest = [];
  let sought = [];

  // Puts text into an element, the words that were sought marked.
  function mark(element, text) {
    let at = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const piece = folded(match[0]);
      const hit = sought.some(({ word, whole }) => (whole || IS_UNSPACED.test(word) ? piece.includes(word) : piece.startsWith(word)));
      if (!hit) continue;
      element.append(text.slice(at, match.index));
      const marked = document.createElement("mark");
      marked.textContent = match[0];
      element.append(marked);
      at = match.index + match[0].length;
    }
    element.append(text.slice(at));
  }

  function day(iso) {
    if (!iso) return "";
    const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", options);
  }

  function shown(post) {
    const [title, slug, date, about] = posts.all[post];
    const item = document.createElement("li");
    item.dir = "auto";
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = `${found.dataset.root}p/${slug}/index.html`;
    link.dir = "auto";
    mark(link, title);
    heading.append(link);
    item.append(heading);
    if (about) {
      const words = document.createElement("p");
      words.className = "subtitle";
      words.dir = "auto";
      mark(words, about);
      item.append(words);
    }
    if (date) {
      const when = document.createElement("p");
      when.className = "about";
      const time = document.createElement("time");
      time.dateTime = date;
      time.textContent = day(date);
      when.append(time);
      item.append(when);
    }
    return item;
  }

  function showMore() {
    const first = found.children.length;
    found.append(...rest.splice(0, AT_ONCE).map(shown));
    more.hidden = rest.length === 0;
    return found.children[first];
  }

  async function run() {
    const words = asked(input.value);
    const mine = (turn += 1);
    await Promise.all(words.map(({ word }) => load(pieceOf(word))));
    if (mine !== turn) return;
    const { list, all } = words.length ? search(words) : { list: [], all: true };
    sought = words;
    rest = [...list];
    found.replaceChildren();
    showMore();
    const count = list.length === 1 ? "One post" : `${list.length.toLocaleString("en")} posts`;
    if (!words.length) said.textContent = "";
    else if (!list.length) said.textContent = "No post has these words.";
    else said.textContent = all ? count : `No post has all of these words. ${count} with some of them:`;
    said.dataset.for = input.value; // whoever waits for it can see that this is the answer
  }

  function remember() {
    const query = input.value ? `?q=${encodeURIComponent(input.value)}` : location.pathname;
    // Some browsers refuse this for pages from a disk; the search works without it.
    try { history.replaceState(null, "", query); } catch { /* nothing is lost */ }
  }

  function begin() {
    form.hidden = false;
    input.focus();
    const words = new URLSearchParams(location.search).get("q");
    if (words) input.value = words;
    let soon = 0;
    input.addEventListener("input", () => {
      clearTimeout(soon);
      soon = setTimeout(() => { remember(); run(); }, 120);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(soon);
      remember();
      run();
    });
    more.addEventListener("click", () => showMore()?.querySelector("a").focus());
    run();
  }
})();
