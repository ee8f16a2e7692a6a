// SPDX-License-Identifier: Apache-2.0
// The page on which a session is logged, with network or without: drafts, what waits, what arrived, and conflicts.
import { shrink } from "./photos.js";
import { insist, photoAgain, present, send } from "./queue.js";
import * as vault from "./vault.js";

const ALONE = new Set(["caucus", "shuttle"]);

export function start(root) {
  const { account } = root.dataset;
  const words = JSON.parse(root.dataset.words);
  const form = root.querySelector("form");
  const [notice, list, conflict] = ["notice", "list", "conflict"].map((name) => root.querySelector(`[data-${name}]`));
  let entry = fresh();
  let writing = Promise.resolve(); // one write after another: a draft that is being sealed never covers what was sent after it

  function write(work) {
    writing = writing.catch(() => {}).then(work);
    return writing;
  }

  function fresh() {
    return { id: vault.freshId(), account, state: "draft", made: new Date().toISOString() };
  }

  const chosen = () => form.case.selectedOptions[0];

  function typed() {
    const data = new FormData(form);
    const read = (name) => (data.get(name) ?? "").trim();
    const session = { mode: read("mode"), result: read("result"), record: read("record"), place: read("place") };
    for (const name of ["held_on", "next_on"]) if (read(name)) session[name] = read(name);
    if (read("minutes")) session.minutes = Number(read("minutes"));
    session.safety_checked = read("safety_checked") === "true";
    return { case: read("case"), name: chosen()?.textContent ?? "", version: Number(chosen()?.dataset.version ?? 0), session };
  }

  function show(found) {
    const { session } = found.content;
    entry = found;
    form.reset();
    form.case.value = found.content.case;
    for (const [name, value] of Object.entries(session)) {
      const input = form.elements[name];
      if (!input) continue;
      if (input.type === "checkbox") input.checked = value === true;
      else input.value = value;
    }
    form.scrollIntoView();
    form.case.focus();
  }

  function say(text, wrong = false) {
    notice.textContent = text;
    notice.classList.toggle("site-late", wrong);
  }

  // Kept while it is written: the phone may die at any word.
  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 400);
  });
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());

  async function keep() {
    clearTimeout(pause);
    const { case: chosenCase, session } = typed();
    if (!session.record && !session.mode && !chosenCase) return;
    const kept = draft();
    await write(() => vault.put(kept));
    if (isPrivate(session)) say(words.privateWords, true);
    else say(words.kept);
    await draw();
  }

  const isPrivate = (session) => ALONE.has(session.mode) && session.record !== "";

  // What is typed, as it may stay on a phone: no private talk does.
  function draft() {
    const content = { ...entry.content, ...typed() };
    if (isPrivate(content.session)) content.session.record = "";
    return { ...entry, content };
  }

  form.photos.addEventListener("change", async () => {
    const [files, kept] = [[...form.photos.files], draft()];
    form.photos.value = "";
    const broken = [];
    await write(async () => {
      for (const file of files) {
        try {
          await vault.putPhoto(account, kept.id, vault.freshId(), await shrink(file));
        } catch {
          broken.push(file.name);
        }
      }
      await vault.put(kept);
    });
    await draw();
    if (broken.length) say(words.photoBroken.replace("#", broken.join(" ")), true);
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(pause);
    const content = typed();
    const lacking = !content.case ? words.needCase : !content.session.mode ? words.needMode : !content.session.result ? words.needResult : "";
    if (lacking) return say(lacking, true);
    if (isPrivate(content.session)) return keep();
    content.session.device_at = new Date().toISOString();
    content.session.held_on ??= new Date().toLocaleDateString("sv", { timeZone: "Asia/Shanghai" });
    const finished = { ...entry, state: "waiting", content: { ...content, key: vault.freshId() } };
    entry = fresh();
    form.reset();
    say(navigator.onLine ? words.sending : words.waiting);
    await write(() => vault.put(finished));
    await draw();
    await go();
  });

  async function draw() {
    const [entries, others] = [await vault.all(account), await vault.countOthers(account)];
    list.replaceChildren(...(await Promise.all(entries.reverse().map(card))));
    if (others) list.append(line("li", words.others.replace("#", others)));
    if (!list.children.length) list.append(line("li", words.none));
  }

  function line(tag, text, look = "") {
    const made = document.createElement(tag);
    made.textContent = text;
    if (look) made.className = look;
    return made;
  }

  function way(text, address) {
    const made = line("a", text, "govuk-link site-tall");
    made.href = address;
    return made;
  }

  function button(text, act) {
    const made = line("button", text, "govuk-button govuk-button--secondary");
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  const COLOURS = { draft: "grey", waiting: "yellow", photos: "yellow", photo_refused: "red", sent: "green", conflict: "red", refused: "red" };

  async function card(found) {
    const item = line("li", "");
    item.dataset.state = found.state;
    item.append(line("strong", `${words.states[found.state]} `, `govuk-tag govuk-tag--${COLOURS[found.state]}`));
    item.append(line("span", found.content.name || words.noCase));
    const photos = (await vault.photosOf(account, found.id)).length;
    const session = found.content.session ?? {};
    const about = [new Date(found.made).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }), (session.record ?? "").slice(0, 60)];
    if (photos) about.push(words.photos.replace("#", photos));
    item.append(line("span", about.filter(Boolean).join(" · ")));
    if (found.content.problem) item.append(line("span", found.content.problem, "site-late"));
    for (const [name, said] of Object.entries(found.content.fields ?? {})) item.append(line("span", `${labelOf(name)} ${[said].flat().join(" ")}`, "site-late"));
    if (found.state === "sent") item.append(way(words.seeCase, `/mediation/cases/${found.content.case}`));
    const acts = {
      draft: [button(words.go, () => show(found))],
      refused: [button(words.mend, () => show({ ...found, state: "draft", content: { ...found.content, problem: "", fields: {} } }))],
      conflict: [button(words.settle, () => compare(found))],
      photo_refused: [button(words.photoRetry, () => photo(found, true)), button(words.photoDrop, () => photo(found, false))],
    }[found.state] ?? [];
    if (!["waiting", "photos", "photo_refused"].includes(found.state)) acts.push(button(words.drop, () => drop(found)));
    item.append(...acts);
    return item;
  }

  function labelOf(name) {
    return form.querySelector(`label[for="${name}"]`)?.firstChild.textContent.trim() ?? name;
  }

  async function drop(found) {
    if (found.state !== "sent" && !confirm(words.dropSure)) return;
    await vault.remove(found.id);
    if (entry.id === found.id) entry = fresh();
    await draw();
  }

  async function photo(found, keep) {
    if (!keep && !confirm(words.dropSure)) return;
    await photoAgain(found, keep);
    await draw();
    await go();
  }

  // What others wrote stands; ours becomes one more entry, a draft again, or nothing. Nothing is ever overwritten.
  async function compare(found) {
    const now = await present(found.content.case).catch(() => null);
    if (!now) return say(words.needNetwork, true);
    const own = new Set((await vault.all(account)).map((one) => one.id));
    const made = now.sessions.filter((one) => one.recorded_at > found.made && !own.has(one.id));
    conflict.replaceChildren(
      line("h2", words.conflictTitle, "govuk-heading-m"),
      line("p", words.conflictText),
      line("h3", words.theirs, "govuk-heading-s"),
      ...(made.length ? made.map((one) => line("p", `${one.held_on ?? ""} ${one.record || words.noRecord}`, "govuk-inset-text")) : [line("p", words.otherChange, "govuk-inset-text")]),
      line("h3", words.mine, "govuk-heading-s"),
      line("p", found.content.session.record || words.noRecord, "govuk-inset-text"),
      button(words.insist, async () => {
        await insist(found, now.version);
        conflict.hidden = true;
        await draw();
        await go();
      }),
      button(words.mend, async () => {
        const content = { ...found.content, version: now.version };
        await vault.put({ ...found, state: "draft", content });
        conflict.hidden = true;
        show({ ...found, state: "draft", content });
        await draw();
      }),
    );
    conflict.hidden = false;
    conflict.focus();
    conflict.scrollIntoView();
  }

  async function go() {
    await send(account, draw);
    if (![words.sending, words.waiting, words.offline].includes(notice.textContent)) return;
    const states = new Set((await vault.all(account)).map((one) => one.state));
    const any = (...these) => these.some((state) => states.has(state));
    if (any("waiting", "photos")) say(words.waiting);
    else if (any("refused", "conflict", "photo_refused")) say(words.notAll, true);
    else say(words.allSent);
  }

  async function fill() {
    let cases = await vault.remembered(account);
    try {
      const answer = await fetch("/mediation/log/cases.json", { headers: { "X-Account": account } });
      if (answer.ok) await vault.remember(account, (cases = await answer.json()));
    } catch {
      say(words.offline);
    }
    const before = form.case.value || new URLSearchParams(location.search).get("case");
    form.case.replaceChildren(
      new Option(words.choose, ""),
      ...cases.map(({ id, name, version }) => {
        const option = new Option(name, id);
        option.dataset.version = version;
        return option;
      }),
    );
    if (before) form.case.value = before;
  }

  addEventListener("online", async () => {
    await fill();
    await go();
  });
  addEventListener("offline", () => say(words.offline));
  setInterval(go, 30_000);
  form.hidden = false;
  return fill().then(draw).then(go);
}
