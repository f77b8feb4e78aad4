// Small things every page has: the error summary takes the focus, menus close, "/" goes to the search, photos preview.
"use strict";
(() => {
  // What is wrong is said beside its field, all at once and in the language of the page: no bubbles of the browser.
  const ready = (root) => {
    root.querySelectorAll("form.form").forEach((form) => { form.noValidate = true; });
    root.querySelector("[data-hall-errors]")?.focus();
  };

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.user-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const back = event.target.closest("[data-hall-back]");
    if (back && history.length > 1) {
      event.preventDefault();
      history.back(); // the page as it was left, with what was typed; its address alone would show it empty
    }
    const print = event.target.closest("[data-hall-print]");
    if (print) window.print();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      const open = event.target.closest("details.user-menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const field = [...document.querySelectorAll("[data-hall-key]")].find((one) => one.dataset.hallKey === event.key);
      if (field) {
        event.preventDefault();
        field.focus();
      }
    }
  });

  // Photos are shown before they are sent, so that a blurred one is seen in time.
  document.addEventListener("change", (event) => {
    const place = event.target.dataset?.hallPreview && document.getElementById(event.target.dataset.hallPreview);
    if (!place) return;
    place.querySelectorAll("img").forEach((picture) => URL.revokeObjectURL(picture.src));
    place.replaceChildren(...[...event.target.files].map((file) => {
      if (!file.type.startsWith("image/")) return Object.assign(document.createElement("span"), { textContent: file.name });
      return Object.assign(document.createElement("img"), { src: URL.createObjectURL(file), alt: file.name });
    }));
  });

  // What is exported is what the list shows now: a filter changes the address, not the link beside it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-hall-export]");
    if (!link || !location.search) return;
    const asked = new URLSearchParams(location.search);
    ["after", "before"].forEach((mark) => asked.delete(mark));
    link.search = asked;
  });

  // On a phone filters stay folded until they are wanted, so that the list begins on the first screen.
  const narrow = window.matchMedia("(max-width: 47.99rem)");
  const fold = () => document.querySelectorAll("details[data-hall-fold]").forEach((one) => {
    one.open = !narrow.matches || Boolean(location.search);
  });
  narrow.addEventListener("change", fold);
  document.addEventListener("DOMContentLoaded", fold);

  // A tick in the head of a list ticks its rows (data-hall-all="name of the boxes").
  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.hallAll;
    if (!name) return;
    event.target.form?.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`).forEach((box) => {
      box.checked = event.target.checked;
    });
  });

  // What comes in parts stands by its rank (data-hall-rank), whichever part brought it; only the newcomer is moved.
  document.addEventListener("htmx:load", (event) => {
    const card = event.target, place = card.parentElement?.closest("[data-hall-ranked]");
    if (!place || !card.dataset?.hallRank) return;
    const later = [...place.children].find((one) => one.dataset.hallRank > card.dataset.hallRank);
    if (later && later.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING) place.insertBefore(card, later);
  });

  // Signing in anew changes the mark a form must bring (Django's double-submit cookie): a form filled in before, and
  // found again by going back, gets one of the new secret, masked as Django does, so that what was typed can be sent.
  const SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const shift = (text, mask, way) => [...text].map((sign, at) => {
    const place = SIGNS.indexOf(sign) + way * SIGNS.indexOf(mask[at]);
    return SIGNS[(place + SIGNS.length) % SIGNS.length];
  }).join("");
  document.addEventListener("submit", (event) => {
    const mark = event.target.querySelector("input[name=csrfmiddlewaretoken]");
    const secret = document.cookie.match(/(?:^|; )csrftoken=([A-Za-z0-9]{32})(?:;|$)/)?.[1];
    if (!mark || !secret || shift(mark.value.slice(32), mark.value, -1) === secret) return;
    const mask = [...crypto.getRandomValues(new Uint8Array(32))].map((one) => SIGNS[one % SIGNS.length]).join("");
    mark.value = mask + shift(secret, mask, 1);
  }, true);

  document.addEventListener("DOMContentLoaded", () => ready(document));
  document.addEventListener("htmx:afterSwap", (event) => ready(event.target));
})();
