// The page works without this. It says that it is busy, sends a form once, and shows what belongs together.
"use strict";

function changed(field) {
  return field.value !== field.defaultValue;
}

function enhance() {
  for (const form of document.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", (event) => {
      // What checks again writes the ready letters anew.
      const lost = form.dataset.unsaved && [...document.querySelectorAll(".ready [name]")].some(changed);
      if (lost && !confirm(form.dataset.unsaved)) { event.preventDefault(); return; }
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      const button = event.submitter;
      if (button) { button.setAttribute("aria-disabled", "true"); button.textContent = form.dataset.busy; }
    });
  }

  // A letter that was changed is what the e-mail holds, as far as a link can hold it.
  for (const link of document.querySelectorAll(".ready a[href^='mailto:']")) {
    link.addEventListener("click", () => {
      const form = link.closest("form");
      const text = form.elements.text, subject = form.elements.subject;
      if (!changed(text) && !changed(subject)) return;
      const href = "mailto:?subject=" + encodeURIComponent(subject.value) + "&body=" +
        encodeURIComponent(text.value.replace(/\r?\n/g, "\r\n"));
      if (href.length <= 1900) link.href = href;
    });
  }

  const problem = document.querySelector(".problem");
  if (problem) problem.focus();

  // A finding and its words in the letter light up together.
  for (const finding of document.querySelectorAll(".finding")) {
    const marks = [];
    for (const link of finding.querySelectorAll("blockquote a")) {
      const target = document.getElementById(link.hash.slice(1));
      if (target && target.nextElementSibling) marks.push(target.nextElementSibling);
    }
    const light = (on) => { for (const mark of marks) mark.classList.toggle("lit", on); };
    finding.addEventListener("mouseenter", () => light(true));
    finding.addEventListener("mouseleave", () => light(false));
    finding.addEventListener("focusin", () => light(true));
    finding.addEventListener("focusout", () => light(false));
  }
}

enhance();
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("form[data-busy]")) location.reload();
});
