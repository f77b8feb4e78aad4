// <form data-hall-draft="cases:new:aid.hardship">: keeps what is typed on this device until it has been sent, and when
// the network is away, keeps the finished form and sends it once the network is back. Files and ID numbers
// (data-hall-secret, type=password) are never kept. The server clears a draft by printing
// <span data-hall-draft-sent="the same name" hidden></span> on the page that confirms the sending.
"use strict";
(() => {
  const KEY = "hall-draft:";
  const DAYS = 14;
  const store = window.localStorage;

  const read = (name) => {
    try {
      const draft = JSON.parse(store.getItem(KEY + name));
      return draft && Date.now() - draft.at < DAYS * 864e5 ? draft : null;
    } catch {
      return null; // an unreadable draft is no draft
    }
  };
  const drop = (name) => store.removeItem(KEY + name);
  const kept = (field) => field.name && field.name !== "csrfmiddlewaretoken"
    && !["file", "password", "hidden", "submit"].includes(field.type) && !("hallSecret" in field.dataset);

  function write(form, waiting = false) {
    const values = {};
    for (const field of form.elements) {
      if (!kept(field)) continue;
      const ticked = !["checkbox", "radio"].includes(field.type) || field.checked;
      if (ticked) (values[field.name] ??= []).push(field.value);
      else values[field.name] ??= [];
    }
    store.setItem(KEY + form.dataset.hallDraft, JSON.stringify({ at: Date.now(), values, waiting }));
    say(form, waiting ? "waiting" : "saved");
  }

  function fill(form, draft) {
    for (const field of form.elements) {
      if (!kept(field) || !(field.name in draft.values)) continue;
      const values = draft.values[field.name];
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length && !field.value) field.value = values[0];
    }
  }

  // The words come from the page, so that they are translated: <p class="saved" data-saved="…" data-waiting="…" data-found="…">
  function say(form, what) {
    const line = form.querySelector("[data-hall-draft-says]");
    if (line) line.textContent = line.dataset[what] ?? "";
  }

  const files = (form) => [...form.elements].some((field) => field.type === "file" && field.files.length);

  function send(form) {
    const draft = read(form.dataset.hallDraft);
    if (!draft?.waiting || !navigator.onLine) return;
    write(form, false); // one try: if the server finds a mistake, the person sees it and decides
    form.requestSubmit();
  }

  function watch(form) {
    const draft = read(form.dataset.hallDraft);
    if (draft && !form.querySelector(".field-wrong")) {
      fill(form, draft);
      say(form, draft.waiting ? "waiting" : "found");
    }
    let pause;
    form.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => write(form), 400);
    });
    form.addEventListener("submit", (event) => {
      if (navigator.onLine || files(form)) return;
      event.preventDefault();
      write(form, true);
      navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("hall-drafts")).catch(() => say(form, "waiting"));
    });
    form.querySelector("[data-hall-draft-drop]")?.addEventListener("click", () => {
      drop(form.dataset.hallDraft);
      form.reset();
      say(form, "");
    });
    send(form);
  }

  const forms = () => document.querySelectorAll("form[data-hall-draft]");
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-hall-draft-sent]").forEach((mark) => drop(mark.dataset.hallDraftSent));
    if (document.querySelector("[data-hall-drafts-drop]")) {
      Object.keys(store).filter((key) => key.startsWith(KEY)).forEach((key) => store.removeItem(key)); // after signing out
    }
    forms().forEach(watch);
  });
  window.addEventListener("online", () => forms().forEach(send));
  navigator.serviceWorker?.addEventListener("message", (event) => {
    if (event.data === "send-drafts") forms().forEach(send);
  });
})();
