// SPDX-License-Identifier: Apache-2.0
// The small script of every page. All pages work without it.
import "htmx.org";

// Show people first what went wrong.
document.querySelector("[data-focus]")?.focus();

// A long act goes on part by part; without scripts its button does.
document.querySelector("form[data-continue]")?.requestSubmit();

// Charts are fetched only where there is room for them; the table beside them says the same.
const chart = document.querySelector("[data-wide]");
if (chart && matchMedia("(min-width: 64em)").matches) {
  document.head.append(Object.assign(document.createElement("script"), { type: "module", src: chart.dataset.wide }));
}

// Whoever leaves takes along what this browser keeps for the account, and is warned of what was not sent.
document.querySelector("[data-leave]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const pocket = await import(form.dataset.leave).catch(() => null);
  await (pocket ? pocket.leave(form) : form.submit());
});

// A second press on a slow line sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  setTimeout(() => delete form.dataset.sent, 8000);
});
