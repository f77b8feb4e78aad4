// Renews unionhall/static/vendor and the icon sprite. Run by a maintainer, never at install or test time:
//   mkdir /somewhere && cd /somewhere
//   npm install --ignore-scripts @tabler/core@1.6 @tabler/icons@3.51 echarts@6.1 postcss@8
//   node <repository>/scripts/vendor_static.mjs <repository>
// Look at the pages afterwards, then commit the results together with static/vendor/LICENSES.md.
import { mkdirSync, readFileSync, writeFileSync, copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const repository = resolve(process.argv[2] ?? ".");
const modules = resolve("node_modules");
const postcss = createRequire(join(modules, "x.js"))("postcss");
const vendor = join(repository, "unionhall/static/vendor");
mkdirSync(vendor, { recursive: true });

const DARK = /(body)?\[data-bs-theme=["']?dark["']?\]/g;

// Tabler goes into a cascade layer so that our own rules always win, and its dark rules into a sheet of their own:
// the server links that sheet for "dark", with a media query for "as the device", and not at all for "light".
function splitTabler() {
  const light = postcss.parse(readFileSync(join(modules, "@tabler/core/dist/css/tabler.min.css"), "utf8"));
  const dark = postcss.root();
  const notice = light.nodes.find((node) => node.type === "comment").toString();
  light.walkAtRules("charset", (rule) => rule.remove());
  light.walkAtRules("font-face", (rule) => rule.remove());
  light.walkComments((comment) => comment.remove());
  light.walkRules((rule) => {
    const darkOnes = rule.selectors.filter((selector) => selector.search(DARK) >= 0);
    if (!darkOnes.length) return;
    const copy = rule.clone();
    copy.selectors = [...new Set(darkOnes.map((selector) => selector.replace(DARK, ":root")))];
    dark.append(rule.parent.type === "atrule" ? rule.parent.clone({ nodes: [copy] }) : copy);
    const lightOnes = rule.selectors.filter((selector) => !darkOnes.includes(selector));
    if (lightOnes.length) rule.selectors = lightOnes;
    else rule.remove();
  });
  const layered = (sheet) => `${notice}\n@layer tabler{${sheet.toString().replace(/\n\s*/g, "")}}\n`;
  writeFileSync(join(vendor, "tabler.css"), layered(light));
  writeFileSync(join(vendor, "tabler-dark.css"), layered(dark));
}

const OUTLINE = readFileSync(join(repository, "scripts/icons.txt"), "utf8").split(/\s+/).filter(Boolean);

function makeSprite() {
  const symbols = OUTLINE.map((entry) => {
    const [style, name] = entry.includes("/") ? entry.split("/") : ["outline", entry];
    const source = readFileSync(join(modules, "@tabler/icons/icons", style, `${name}.svg`), "utf8");
    const body = source.replace(/^[\s\S]*?>/, "").replace("</svg>", "").replace(/\s*\n\s*/g, "");
    const inner = body.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "").replace(/ \/>/g, "/>");
    const id = style === "filled" ? `${name}-filled` : name;
    const paint = style === "filled" ? ' fill="currentColor" stroke="none"' : "";
    return `<symbol id="${id}" viewBox="0 0 24 24"${paint}>${inner}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
  writeFileSync(join(repository, "unionhall/static/icons/sprite.svg"), sprite);
}

splitTabler();
makeSprite();
copyFileSync(join(modules, "echarts/dist/echarts.min.js"), join(vendor, "echarts.min.js"));
