// The application's own files, kept whole per version; answers of the API are kept by the application (answers.ts).
// A new version waits until nobody has an old page open or the person takes it ('有新版本').
addEventListener('install', (event) => event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES))))
addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => clients.claim())))
addEventListener('message', (event) => event.data === 'take-over' && skipWaiting())
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  const ours = event.request.method === 'GET' && url.origin === location.origin
  if (!ours || url.pathname.startsWith('/api/') || url.pathname.startsWith('/public')) return
  event.respondWith(answer(event.request))
})

async function forgetOthers() {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name !== VERSION && !name.startsWith('pack-')).map((name) => caches.delete(name)),
  )
}

async function answer(request) {
  const page = request.mode === 'navigate' ? '/' : request
  const kept = await caches.match(page, { ignoreSearch: true, ignoreVary: true })
  return kept ?? fetch(request)
}
