/** The newest answer that the device has to each question, with its time (capability C9). */
import { ref, shallowRef, watch, type Ref } from 'vue'
import { isPassing, NoAnswer, online, read, Refused, type Problem, type Service } from '../http'
import { order } from './order'
import { plain, store } from './store'

export interface Fresh<T> {
  data: T
  /** When the server said so, in milliseconds. */
  at: number
  /** Whether the server could not be asked now. */
  old: boolean
}

/** Ask; where nobody answers now, what was answered last. Throws Refused, or NoAnswer where nothing is kept. */
export async function fresh<T>(service: Service, path: string): Promise<Fresh<T>> {
  const url = `${service}${path}`
  const asked = era
  try {
    const data = await read<T>(service, path)
    const at = Date.now()
    if (asked === era) await keep(url, data, at)
    return { data, at, old: false }
  } catch (error) {
    if (!(error instanceof NoAnswer || (error instanceof Refused && isPassing(error.problem)))) throw error
    const kept = await (await store()).get('answers', url)
    if (!kept) throw error
    return { data: kept.data as T, at: kept.at, old: true }
  }
}

/** The newest answer that is here, without asking. */
export async function kept<T>(service: Service, path: string): Promise<T | undefined> {
  return (await (await store()).get('answers', `${service}${path}`))?.data as T | undefined
}

async function keep(url: string, data: unknown, at: number): Promise<void> {
  try {
    await (await store()).put('answers', { url, at, data: plain(data) })
  } catch {
    // Storage is full: what was answered is shown all the same, it just can't be read without network.
  }
}

/** Keep the view that a command was answered with, as if it had been read. */
export function keepView(service: Service, path: string, data: unknown): Promise<void> {
  heard.value = { service, paths: [path, path.slice(0, path.lastIndexOf('/')), '/work'], at: Date.now() }
  return keep(`${service}${path}`, data, Date.now())
}

/** What changed last, here or on the server: screens that show it read again. */
export const heard = shallowRef<{ service: Service; paths: string[]; at: number } | null>(null)

/** Counts the times that all was forgotten: what was asked before is not kept when it is answered afterwards. */
let era = 0

const forgetting: (() => void)[] = []

/** Have what a part of the application holds of the answers forgotten with them. */
export function whenForgotten(forget: () => void): void {
  forgetting.push(forget)
}

/** Forget what was read: nobody else is to read it after this person. */
export async function forgetAnswers(): Promise<void> {
  era += 1
  forgetting.forEach((forget) => forget())
  await (await store()).clear('answers')
}

export interface Shown<T> {
  data: Ref<T | undefined>
  at: Ref<number>
  old: Ref<boolean>
  busy: Ref<boolean>
  /** Why nothing can be shown: the server's words, or 'no-network'. */
  failed: Ref<Problem | 'no-network' | undefined>
  again: () => Promise<void>
}

/** An answer as a screen shows it: read at once, whenever `path` changes, and whenever what it shows has changed. */
export function shown<T>(service: Service, path: () => string): Shown<T> {
  const data = shallowRef<T>()
  const [at, old, busy] = [ref(0), ref(false), ref(true)]
  const failed = shallowRef<Problem | 'no-network'>()
  const answers = order()
  async function again(): Promise<void> {
    const turn = answers.ask()
    const asked = path()
    busy.value = true
    try {
      const found = await fresh<T>(service, asked)
      if (asked !== path() || !turn.takesItsPlace()) return
      data.value = found.data
      at.value = found.at
      old.value = found.old
      failed.value = undefined
    } catch (error) {
      if (!turn.isNewest()) return
      failed.value = error instanceof Refused ? error.problem : 'no-network'
    } finally {
      if (turn.isNewest()) busy.value = false
    }
  }
  watch(
    path,
    () => {
      data.value = undefined
      void again()
    },
    { immediate: true },
  )
  const isHere = (one: string) => path() === one || path().startsWith(`${one}?`)
  watch(heard, (what) => what?.service === service && what.paths.some(isHere) && void again())
  watch(online, (yes) => yes && (old.value || failed.value === 'no-network') && void again())
  return { data, at, old, busy, failed, again }
}
