// Installs the service worker named on this script's tag; without one (WeChat's browser) nothing is missing but offline use.
"use strict";
(() => {
  const worker = document.currentScript.dataset.worker;
  if (!("serviceWorker" in navigator) || !worker) return;
  // The page after signing out; the worker drops the card as well, but it may not be running yet.
  if (document.querySelector("[data-hall-drafts-drop]")) window.caches?.delete("hall-card");
  window.addEventListener("load", () => {
    navigator.serviceWorker.register(worker, { scope: "/" }).catch((problem) => console.warn("service worker:", problem));
  });
})();
