// SPDX-License-Identifier: Apache-2.0
// The small script of every page. All pages work without it.
import "htmx.org";

// Show people first what went wrong.
document.querySelector("[data-focus]")?.focus();

// A second press on a slow line sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  setTimeout(() => delete form.dataset.sent, 8000);
});
