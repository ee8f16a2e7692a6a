// SPDX-License-Identifier: Apache-2.0
// Lets the page that logs sessions open without network. Its reach is /mediation/log/ alone: no other page, no private talk and
// no answer of the API ever passes into a cache.
/* global FILES, VERSION */
const SHELL = "/mediation/log/";
const STATIC = `heshilao-static-${VERSION}`;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(STATIC).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("heshilao-static-") && name !== STATIC;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => clients.claim())
      .then(() => shell(new Request(SHELL))), // the first visit came before us
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (FILES.includes(pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (request.mode === "navigate" && pathname === SHELL) event.respondWith(shell(request));
});

async function shell(request) {
  const cache = await caches.open("heshilao-shell");
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(SHELL, answer.clone());
    if (answer.status < 500) return answer;
  } catch {
    // no network: below
  }
  return (await cache.match(SHELL)) ?? Response.error();
}
