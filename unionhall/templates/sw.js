{% load static %}// Served at /sw.js by faces, so that its scope is the whole house. Rendered, because it names hashed files.
"use strict";
const SHELL = "hall-shell-{{ version|escapejs }}";
const OFFLINE = "{{ offline_url|escapejs }}";
const FILES = [
  OFFLINE,
  "{% static 'css/hall.css' %}", "{% static 'css/home.css' %}", "{% static 'css/dark.css' %}",
  "{% static 'icons/sprite.svg' %}", "{% static 'js/page.js' %}", "{% static 'js/draft.js' %}",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim())
  );
});

// Pages are always asked of the server: they hold personal data and are never kept. Only the shell is.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request, { ignoreSearch: true }).then((kept) => kept || fetch(request)));
  }
});

// A phone that finds the network again asks the open pages to send what waits in their drafts.
self.addEventListener("sync", (event) => {
  if (event.tag !== "hall-drafts") return;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((pages) => pages.forEach((page) => page.postMessage("send-drafts")))
  );
});
