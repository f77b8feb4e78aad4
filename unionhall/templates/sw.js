{% load static %}// Served at /sw.js by faces, so that its scope is the whole house. Rendered, because it names hashed files.
"use strict";
const SHELL = "hall-shell-{{ version|escapejs }}";
const OFFLINE = "{{ offline_url|escapejs }}";
const CARD = "{{ card_url|escapejs }}";
const KEPT_CARD = "hall-card";
const NOBODY = ["{% url 'accounts:sign-in' %}", "{% url 'accounts:signed-out' %}"]; // shown when nobody is signed in
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
      .then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== KEPT_CARD).map((name) => caches.delete(name))))
      .then(() => self.clients.claim())
  );
});

// Pages are always asked of the server: they hold personal data and are never kept. Only the shell is, and the member
// card of whoever is signed in, which is shown at gates without a network: it goes when the person signs out, when the
// session has ended, and when someone signs in.
async function card(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await keepCard(answer.clone());
    else await caches.delete(KEPT_CARD);
    return answer;
  } catch {
    return (await caches.match(CARD, { cacheName: KEPT_CARD })) || caches.match(OFFLINE);
  }
}

async function keepCard(answer) {
  const words = (await answer.text()).replace("data-hall-kept hidden", "data-hall-kept");
  const headers = new Headers();
  for (const name of ["Content-Type", "Content-Security-Policy", "Content-Language"]) {
    if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
  }
  const kept = await caches.open(KEPT_CARD);
  await kept.put(CARD, new Response(words, { headers }));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate" && NOBODY.includes(path)) event.waitUntil(caches.delete(KEPT_CARD));
  if (request.mode === "navigate" && path === CARD) {
    event.respondWith(card(request));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(path)) {
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
