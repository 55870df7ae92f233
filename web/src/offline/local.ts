/** Small things that the device remembers; none of them where the browser keeps nothing ('Cookies off'). */

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // App.vue tells that this browser keeps nothing.
  }
}

export function forget(...names: string[]): void {
  try {
    names.forEach((name) => localStorage.removeItem(name))
  } catch {
    // Nothing was kept.
  }
}

/** The names of what is remembered that begin like this. */
export function rememberedNames(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start))
  } catch {
    return []
  }
}

/** Whether this browser refuses cookies or storage: nobody can stay signed in then, and nothing can wait. */
export function keepsNothing(): boolean {
  const probe = 'zhifatong.probe'
  remember(probe, 'kept')
  const kept = remembered(probe) === 'kept'
  forget(probe)
  return !kept || !navigator.cookieEnabled || !('indexedDB' in globalThis)
}
