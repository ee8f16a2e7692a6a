// SPDX-License-Identifier: Apache-2.0
// Work without network: the page that logs sessions, the notice of what waits, and leaving a phone clean.
import { start } from "./pocket/page.js";
import { send } from "./pocket/queue.js";
import * as vault from "./pocket/vault.js";

const able = isSecureContext && "indexedDB" in window && crypto.subtle;
const root = document.querySelector("[data-pocket-page]");
const notice = document.querySelector("[data-queue-notice]");

if (able && root) {
  navigator.serviceWorker?.register("/mediation/log/sw.js");
  start(root);
} else if (root) {
  root.querySelector("[data-unable]").hidden = false;
}

if (able && notice) tell();

async function tell() {
  const { account, text } = notice.dataset;
  await send(account);
  const waiting = await vault.countUnsent(account);
  notice.hidden = !waiting;
  notice.querySelector("a").textContent = text.replace("#", waiting);
}

// Called by page.js when somebody logs out: what was not sent would be lost, so it asks; then nothing stays on the phone.
export async function leave(form) {
  const { account } = form.dataset;
  const waiting = able ? await vault.countUnsent(account) : 0;
  if (waiting && !confirm(form.dataset.warning.replace("#", waiting))) return;
  if (able) await vault.wipe(account);
  form.submit();
}
