// SPDX-License-Identifier: Apache-2.0
// What this device keeps for an account: sealed with AES-GCM by a key that can't leave the browser, one key for each account.
import { openDB } from "idb";

const opened = openDB("heshilao", 1, {
  upgrade(db) {
    db.createObjectStore("keys");
    db.createObjectStore("known");
    for (const name of ["entries", "photos"]) db.createObjectStore(name, { keyPath: "id" }).createIndex("account", "account");
  },
});
const text = new TextEncoder();

async function keyOf(account) {
  const db = await opened;
  const known = await db.get("keys", account);
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const turn = db.transaction("keys", "readwrite"); // another tab may have made one meanwhile
  const first = await turn.store.get(account);
  if (!first) await turn.store.put(fresh, account);
  await turn.done;
  return first ?? fresh;
}

async function seal(account, id, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: text.encode(`${account}/${id}`) };
  return { iv, sealed: await crypto.subtle.encrypt(how, await keyOf(account), bytes) };
}

async function unseal(account, id, { iv, sealed }) {
  const how = { name: "AES-GCM", iv, additionalData: text.encode(`${account}/${id}`) };
  return crypto.subtle.decrypt(how, await keyOf(account), sealed);
}

const pack = (value) => text.encode(JSON.stringify(value));
const unpack = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

// An entry is {id, account, state, made} in the clear and `content` sealed.
export async function put({ content, ...entry }) {
  const closed = await seal(entry.account, entry.id, pack(content));
  await (await opened).put("entries", { ...entry, ...closed });
}

export async function get(account, id) {
  const { iv, sealed, ...entry } = (await (await opened).get("entries", id)) ?? {};
  if (entry.account !== account) return null;
  return { ...entry, content: unpack(await unseal(account, id, { iv, sealed })) };
}

export async function all(account) {
  const keys = await (await opened).getAllKeysFromIndex("entries", "account", account);
  const found = await Promise.all(keys.map((id) => get(account, id)));
  return found.filter(Boolean).sort((one, other) => one.made.localeCompare(other.made));
}

export async function countOthers(account) {
  const db = await opened;
  const [every, own] = [await db.getAll("entries"), account];
  return every.filter((entry) => entry.account !== own && entry.state !== "sent").length;
}

export async function countUnsent(account) {
  const found = await (await opened).getAllFromIndex("entries", "account", account);
  return found.filter((entry) => entry.state !== "sent").length;
}

export async function remove(id) {
  const db = await opened;
  await db.delete("entries", id);
  for (const photo of await db.getAll("photos")) if (photo.entry === id) await db.delete("photos", photo.id);
}

export async function putPhoto(account, entry, id, bytes) {
  await (await opened).put("photos", { id, account, entry, ...(await seal(account, id, bytes)) });
}

export async function photosOf(account, entry) {
  const found = await (await opened).getAllFromIndex("photos", "account", account);
  return found.filter((photo) => photo.entry === entry);
}

export async function openPhoto(account, photo) {
  return unseal(account, photo.id, photo);
}

export async function removePhoto(id) {
  await (await opened).delete("photos", id);
}

// The cases that may be chosen without network, as they were last seen.
export async function remember(account, cases) {
  await (await opened).put("known", await seal(account, "cases", pack(cases)), account);
}

export async function remembered(account) {
  const kept = await (await opened).get("known", account);
  return kept ? unpack(await unseal(account, "cases", kept)) : [];
}

// Nothing of this account stays: its entries, photos, cases, and the key without which no copy could be read.
export async function wipe(account) {
  const db = await opened;
  const turn = db.transaction(["entries", "photos", "known", "keys"], "readwrite");
  for (const name of ["entries", "photos"]) {
    for (const id of await turn.objectStore(name).index("account").getAllKeys(account)) turn.objectStore(name).delete(id);
  }
  turn.objectStore("known").delete(account);
  turn.objectStore("keys").delete(account);
  await turn.done;
  await caches.delete("heshilao-shell");
}

export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
