// Keeps the list at the door and what it is made of, so that the page opens without network. What the server says is
// always preferred; only the page and the site's own files are kept, never what was tapped.
const CACHE = "mr-door-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all(event.data.keep.map((url) => cache.add(url).catch(() => {})))));
});

async function fromNetwork(request) {
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    caches.open(CACHE).then((cache) => cache.put(request, copy));
  }
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const isPage = request.mode === "navigate";
  const isOurs = new URL(request.url).pathname.startsWith("/static/");
  if (!isPage && !isOurs) return;
  const kept = () => caches.match(request).then((found) => found ?? Response.error());
  event.respondWith(isPage ? fromNetwork(request).catch(kept) : caches.match(request).then((found) => found ?? fromNetwork(request)));
});
