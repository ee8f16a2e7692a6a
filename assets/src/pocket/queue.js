// SPDX-License-Identifier: Apache-2.0
// Sends what waits on this device, one after another, exactly once: each entry has a key that the server remembers, one tab
// sends at a time, and the server refuses what belongs to another account than the one that is logged in.
import * as vault from "./vault.js";

const CASES = "/api/mediation/v1/cases";
const LATER = new Set([401, 409, 425, 429, 500, 502, 503, 504]);
const FINAL = new Set(["session_twice"]); // it has arrived before

export async function send(account, changed = () => {}) {
  if (!navigator.onLine) return;
  const run = async () => {
    for (const { id } of await vault.all(account)) {
      const entry = await vault.get(account, id); // as it is now: what was sent before it may have changed its version
      if (!entry) continue;
      if (entry.state === "waiting" && !(await sendEntry(entry))) break;
      if (entry.state === "photos" || entry.state === "waiting") await sendPhotos(account, entry.id);
      changed();
    }
  };
  await (navigator.locks ? navigator.locks.request("heshilao-send", run) : run());
  changed();
}

function headers(entry, key) {
  return { "Idempotency-Key": key, "X-Account": entry.account };
}

// Whether the next entry may be tried.
async function sendEntry(entry) {
  const { content } = entry;
  const version = await ownVersion(entry);
  let answer;
  try {
    answer = await fetch(`${CASES}/${content.case}/sessions`, {
      method: "POST",
      headers: { ...headers(entry, content.key), "Content-Type": "application/json", "If-Match": `"${version}"` },
      body: JSON.stringify({ ...content.session, id: entry.id }),
    });
  } catch {
    return false; // no network after all
  }
  const problem = answer.ok ? null : await answer.json().catch(() => ({}));
  if (answer.ok || FINAL.has(problem.code)) {
    const after = Number((answer.headers.get("ETag") ?? "").replace(/\D/g, ""));
    await vault.put({ ...entry, state: "photos", sent: new Date().toISOString(), content: { ...content, version, after } });
    return true;
  }
  if (answer.status === 412) await vault.put({ ...entry, state: "conflict" });
  else if (LATER.has(answer.status) && !isRefusal(answer.status, problem)) return false;
  else await vault.put({ ...entry, state: "refused", content: { ...content, problem: problem.detail ?? "", fields: problem.errors?.json ?? {} } });
  return true;
}

// A rule of mediation said no (409 with a code of its own); trying again can't help.
const PASSING = new Set(["stale_write", "request_in_progress", "other_account"]);
function isRefusal(status, problem) {
  return status === 409 && problem.code && !PASSING.has(problem.code);
}

// The version that was read, or the one that this phone itself made of it since: nobody else came between.
async function ownVersion(entry) {
  const own = (await vault.all(entry.account)).filter(({ content }) => content.case === entry.content.case && content.after);
  let { version } = entry.content;
  for (let next; (next = own.find(({ content }) => content.version === version)); ) version = next.content.after;
  return version;
}

async function sendPhotos(account, id) {
  const entry = await vault.get(account, id);
  if (entry?.state !== "photos") return;
  const { name, case: caseId, version, after, attempt = "" } = entry.content;
  for (const photo of await vault.photosOf(account, id)) {
    const query = new URLSearchParams({ case_id: caseId, kind: "record", name: "photo.jpg" });
    let answer;
    try {
      answer = await fetch(`/api/mediation/v1/files/?${query}`, {
        method: "POST",
        headers: { ...headers(entry, photo.id + attempt), "Content-Type": "image/jpeg" },
        body: await vault.openPhoto(account, photo),
      });
    } catch {
      return;
    }
    const problem = answer.ok ? null : await answer.json().catch(() => ({}));
    if (problem && LATER.has(answer.status)) return;
    if (problem) return vault.put({ ...entry, state: "photo_refused", content: { ...entry.content, problem: problem.detail ?? "", photo: photo.id } });
    await vault.removePhoto(photo.id);
  }
  // It is at the server: only that it arrived is kept here, no word of it.
  await vault.put({ ...entry, state: "sent", content: { name, case: caseId, version, after } });
}

// A photo was refused and the mediator wants it tried again, or left out. A new try is a new request: the server
// remembers what it answered to the old one.
export async function photoAgain(entry, keep) {
  const { photo, problem, ...content } = entry.content;
  if (!keep) await vault.removePhoto(photo);
  await vault.put({ ...entry, state: "photos", content: { ...content, attempt: `-${vault.freshId()}` } });
}

// The mediator saw what others wrote meanwhile, and wants this session logged as one more.
export async function insist(entry, version) {
  const content = { ...entry.content, version, key: vault.freshId() };
  await vault.put({ ...entry, state: "waiting", content });
}

export async function present(caseId) {
  const answer = await fetch(`${CASES}/${caseId}`);
  return answer.ok ? answer.json() : null;
}
