// SPDX-License-Identifier: Apache-2.0
// Builds dist/NAME.HASH.EXT (and .gz) from src/, and dist/manifest.json from which pages learn the names.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = new URL(".", import.meta.url).pathname;
const target = "chrome86"; // what old Android phones and WeChat's browser understand

async function style(name) {
  const found = sass.compile(`${here}src/${name}.scss`, {
    loadPaths: [`${here}node_modules`], quietDeps: true, silenceDeprecations: ["import", "if-function"],
  });
  return (await esbuild.transform(found.css, { loader: "css", minify: true, target, legalComments: "inline" })).code;
}

async function script(name, define = {}) {
  const found = await esbuild.build({
    entryPoints: [`${here}src/${name}.js`], bundle: true, format: "esm", minify: true, target,
    legalComments: "inline", write: false, define,
  });
  return found.outputFiles[0].text;
}

rmSync(`${here}dist`, { recursive: true, force: true });
mkdirSync(`${here}dist`);
const manifest = {};
function put(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  manifest[name] = name.replace(".", `.${hash}.`);
  writeFileSync(`${here}dist/${manifest[name]}`, content);
  writeFileSync(`${here}dist/${manifest[name]}.gz`, gzipSync(content, { level: 9 }));
}
for (const name of ["site", "wall"]) put(`${name}.css`, await style(name));
for (const name of ["page", "offline", "papers", "wall"]) put(`${name}.js`, await script(name));
put("icon.svg", readFileSync(`${here}src/icon.svg`, "utf8"));
// The service worker keeps one name; what it stores, and under which version, it learns from the names of the others.
const shell = ["site.css", "page.js", "offline.js", "icon.svg"].map((name) => `/static/${manifest[name]}`);
const version = createHash("sha256").update(shell.join()).digest("hex").slice(0, 12);
manifest["sw.js"] = "sw.js";
writeFileSync(`${here}dist/sw.js`, await script("sw", { FILES: JSON.stringify(shell), VERSION: JSON.stringify(version) }));
const shipped = ["govuk-frontend", "htmx.org", "idb", "echarts", "zrender"];
put("licences.txt", shipped.map((name) => {
  const folder = `${here}node_modules/${name}/`;
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const { license, author } = JSON.parse(readFileSync(`${folder}package.json`));
  const text = readFileSync(file ? folder + file : `${here}../LICENSES/${license}.txt`, "utf8");
  return `${name} (${license}) ${author?.name ?? author ?? ""}\n\n${text}`;
}).join("\n\n"));
writeFileSync(`${here}dist/manifest.json`, JSON.stringify(manifest));
