/**
 * The site's settings: navigation in the order of the journey, and search without a server.
 */

const heading = (text) => text.match(/^# (.+)$/m)?.[1].replaceAll("`", "") ?? "";

/**
 * @param pages - path on the site → text
 * @returns settings of VitePress, plain data
 */
export function contents(pages) {
  const entry = (page, text = heading(pages.get(page))) => ({
    text,
    link: `/${page.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "")}`,
  });
  const under = (folder) =>
    [...pages.keys()]
      .filter((page) => page.startsWith(`${folder}/`) && !page.slice(folder.length + 1).includes("/"))
      .filter((page) => !page.endsWith("index.md"))
      .sort()
      .map((page) => entry(page));
  const some = (...names) => names.filter((page) => pages.has(page)).map((page) => entry(page));
  return {
    title: "living-circle",
    description: "Who lives farther than a walk from elderly care, childcare and a meal, and where",
    lang: "en",
    base: "/",
    cleanUrls: false,
    lastUpdated: false,
    themeConfig: {
      search: { provider: "local" },
      outline: [2, 3],
      nav: [
        { text: "Guide", link: "/guide" },
        { text: "Recipes", link: "/recipes" },
        { text: "Methods", link: "/contents" },
        { text: "Reference", link: "/api/index.html", target: "_self" },
        ...some("zh/index.md").map((page) => ({ ...page, text: "中文" })),
      ],
      sidebar: [
        {
          text: "Start",
          items: some(
            "index.md",
            "guide.md",
            "command-line.md",
            "code.md",
            "concepts.md",
            "recipes.md",
            "config.md",
            "formats.md",
            "python.md",
            "contents.md",
          ),
        },
        {
          text: "Notebooks",
          collapsed: true,
          items: [entry("notebooks/index.md", "How to run them"), ...under("notebooks")],
        },
        { text: "Methods", collapsed: true, items: under("methods") },
        {
          text: "Measures",
          collapsed: true,
          items: [entry("methods/measures/index.md", "All measures"), ...under("methods/measures")],
        },
        {
          text: "Rule sets",
          collapsed: true,
          items: [entry("methods/rule-sets/index.md", "All rule sets"), ...under("methods/rule-sets")],
        },
        {
          text: "Cities",
          collapsed: true,
          items: [
            entry("cases/index.md", "Worked cases"),
            ...[...pages.keys()]
              .filter((page) => /^cases\/.+\/index\.md$/.test(page))
              .sort()
              .map((page) => entry(page)),
          ],
        },
        { text: "Project", collapsed: true, items: [...some("decisions.md"), ...under("project")] },
      ],
    },
  };
}
