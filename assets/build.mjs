// SPDX-License-Identifier: Apache-2.0
// Builds dist/NAME.HASH.EXT (and .gz) from src/, and dist/manifest.json from which pages learn the names.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = new URL(".", import.meta.url).pathname;
const styles = sass.compile(`${here}src/site.scss`, {
  loadPaths: [`${here}node_modules`],
  quietDeps: true,
  silenceDeprecations: ["import", "if-function"],
});
const small = await esbuild.transform(styles.css, {
  loader: "css", minify: true, target: "chrome86", legalComments: "inline",
});

rmSync(`${here}dist`, { recursive: true, force: true });
mkdirSync(`${here}dist`);
const manifest = {};
for (const [name, content] of Object.entries({ "site.css": small.code })) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  manifest[name] = name.replace(".", `.${hash}.`);
  writeFileSync(`${here}dist/${manifest[name]}`, content);
  writeFileSync(`${here}dist/${manifest[name]}.gz`, gzipSync(content, { level: 9 }));
}
writeFileSync(`${here}dist/manifest.json`, JSON.stringify(manifest));
