/** A new version of the application: told, and taken when the person says so, never in the middle of a form. */
import { computed, onScopeDispose, ref, shallowReactive, watch } from 'vue'

/** The worker that waits to take over, or the page itself where its parts are gone from the server. */
export const newVersion = ref<ServiceWorker | 'page' | null>(null)
const EVERY = 30 * 60_000

const written = shallowReactive(new Set<symbol>())
/** Whether somebody is writing. */
export const writing = computed(() => written.size > 0)

/** Hold the news back while this is so, for as long as the part of the page is there. */
export function whileWriting(is: () => boolean): void {
  const own = Symbol('form')
  watch(is, (yes) => (yes ? written.add(own) : written.delete(own)), { immediate: true })
  onScopeDispose(() => written.delete(own))
}

export function watchVersion(): void {
  addEventListener('vite:preloadError', () => void partIsGone())
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  void navigator.serviceWorker
    .register('/sw.js')
    .then((registered) => {
      const told = (worker: ServiceWorker | null) => {
        if (!worker || !navigator.serviceWorker.controller) return
        if (worker.state === 'installed') newVersion.value = worker
        worker.addEventListener('statechange', () => worker.state === 'installed' && (newVersion.value = worker))
      }
      told(registered.waiting)
      registered.addEventListener('updatefound', () => told(registered.installing))
      setInterval(() => void registered.update().catch(() => undefined), EVERY)
    })
    .catch(() => undefined)
}

/** A part of this page could not be loaded: without network it comes later, else it went with its version. */
async function partIsGone(): Promise<void> {
  const reached = await fetch('/sw.js', { cache: 'no-store' }).catch(() => undefined)
  if (reached?.ok) newVersion.value ??= 'page'
}

export function takeNewVersion(): void {
  if (newVersion.value === 'page' || !newVersion.value) return location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  newVersion.value.postMessage('take-over')
}
