import { readFileSync } from "node:fs";

const site = JSON.parse(readFileSync(new URL("./_data/site.json", import.meta.url), "utf8"));
const building = process.env.ELEVENTY_RUN_MODE === "build";

export default function (config) {
  // Drafts are shown in the preview (npm start), and are not part of what is built.
  config.addPreprocessor("drafts", "*", (data) => (data.draft && building ? false : undefined));
  config.addPassthroughCopy({ static: "/" });
  for (const folder of building ? ["p", "responses"] : ["p", "responses", "drafts"]) {
    config.addPassthroughCopy(`content/${folder}/*/!(*.md|*.json)`);
  }
  for (const part of ["posts", "pages", "responses"]) {
    config.addCollection(part, (all) => all.getAllSorted().filter((one) => one.data.part === part).reverse());
  }
  config.addFilter("day", (date) => new Date(date).toISOString().slice(0, 10));
  config.addFilter("moment", (date) => new Date(date).toISOString());
  config.addFilter("ofTerm", (posts, term) =>
    posts.filter(({ data }) => (term.kind === "tags" ? (data.tags ?? []).includes(term.name) : data.section === term.name)),
  );
  config.addFilter("termsOf", (terms, tags, section) =>
    terms.filter((term) => (term.kind === "tags" ? (tags ?? []).includes(term.name) : section === term.name)),
  );
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    pathPrefix: site.path,
    markdownTemplateEngine: false,
  };
}
