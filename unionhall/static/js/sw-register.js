// Installs the service worker named on this script's tag; without one (WeChat's browser) nothing is missing but offline use.
"use strict";
(() => {
  const worker = document.currentScript.dataset.worker;
  if (!("serviceWorker" in navigator) || !worker) return;
  window.addEventListener("load", () => {
    navigator.serviceWorker.register(worker, { scope: "/" }).catch((problem) => console.warn("service worker:", problem));
  });
})();
