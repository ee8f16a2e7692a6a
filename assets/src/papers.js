// SPDX-License-Identifier: Apache-2.0
// Signing with a finger, and reading an agreement aloud. Both pages work without: by a photo of the paper, and by a person's voice.

document.querySelectorAll("[data-sign]").forEach((form) => {
  const area = form.querySelector("[data-pad]");
  if (!area) return;
  const pad = area.querySelector("canvas");
  const pen = pad.getContext("2d");
  let drawn = false;
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, pad.width, pad.height);
    drawn = false;
  };
  const at = (event) => {
    const box = pad.getBoundingClientRect();
    return [((event.clientX - box.left) * pad.width) / box.width, ((event.clientY - box.top) * pad.height) / box.height];
  };
  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  pad.addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    pen.lineTo(...at(event));
    Object.assign(pen, { lineWidth: 5, lineCap: "round", strokeStyle: "#10141c" });
    pen.stroke();
    drawn = true;
  });
  area.querySelector("[data-clear]").addEventListener("click", clear);
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "esign" || form.dataset.ready || !drawn) return;
    event.preventDefault(); // the drawing goes along as the file of the form
    const blob = await new Promise((done) => pad.toBlob(done, "image/png"));
    const carried = new DataTransfer();
    carried.items.add(new File([blob], "signature.png", { type: "image/png" }));
    form.elements.paper.files = carried.files;
    form.dataset.ready = "yes";
    delete form.dataset.sent;
    form.requestSubmit(event.submitter);
  });
  clear();
  area.hidden = false;
});

const speaker = document.querySelector("[data-speak]");
if (speaker && "speechSynthesis" in window) {
  const said = speaker.textContent;
  speaker.hidden = false;
  speaker.addEventListener("click", () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    const voice = new SpeechSynthesisUtterance(document.getElementById(speaker.dataset.speak).innerText);
    Object.assign(voice, { lang: document.documentElement.lang, rate: 0.85, onend: () => (speaker.textContent = said) });
    speaker.textContent = speaker.dataset.stop;
    speechSynthesis.speak(voice);
  });
}
