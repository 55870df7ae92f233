/** A new version of the application: told, and taken when the person says so, never in the middle of a form. */
import { ref } from 'vue'

export const newVersion = ref<ServiceWorker | null>(null)
const EVERY = 30 * 60_000

export function watchVersion(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  void navigator.serviceWorker.register('/sw.js').then((registered) => {
    const told = (worker: ServiceWorker | null) => {
      if (!worker || !navigator.serviceWorker.controller) return
      if (worker.state === 'installed') newVersion.value = worker
      worker.addEventListener('statechange', () => worker.state === 'installed' && (newVersion.value = worker))
    }
    told(registered.waiting)
    registered.addEventListener('updatefound', () => told(registered.installing))
    setInterval(() => void registered.update().catch(() => undefined), EVERY)
  })
}

export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  newVersion.value?.postMessage('take-over')
}
