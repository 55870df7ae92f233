/** The stream of what changed on the server: screens that show it read again within a second. */
import { watch } from 'vue'
import { ask, NoAnswer, Refused, type Service } from '../http'
import { readAt, RECORDS } from '../kit/records'
import { accountChanged, me, roles, state } from '../session'
import { heard } from './answers'
import { inTurn } from './turns'

export interface Change {
  kind: string
  id: string
  version?: number | null
  what: 'work' | 'record' | 'count' | 'everything'
}

const COUNTED = ['/counts', '/counts/time-on-site']

/** The addresses whose answers a change makes old. */
export function addressesOf(change: Change): string[] {
  if (change.what === 'everything')
    return [...Object.values(RECORDS).flatMap((one) => one.read ?? []), ...COUNTED, '/work']
  if (change.what === 'count') return COUNTED
  const read = readAt(change.kind, change.id)
  const record = read ? [RECORDS[change.kind]!.read!, read] : []
  return change.what === 'work' ? ['/work', ...record] : record
}

/** What a piece of the stream says, and what is left of it for the next one. */
export function parsed(text: string): { changes: Change[]; last: string; rest: string } {
  const frames = text.split('\n\n')
  const rest = frames.pop() ?? ''
  let last = ''
  const changes: Change[] = []
  for (const line of frames.flatMap((frame) => frame.split('\n'))) {
    if (line.startsWith('id:')) last = line.slice(3).trim()
    if (line.startsWith('data:')) changes.push(JSON.parse(line.slice(5)) as Change)
  }
  return { changes, last, rest }
}

/** What one tab hears for all of this person: changes, and the place in the stream from which another goes on. */
interface Heard {
  person: string
  service: Service
  last: string
  changes: Change[]
}
const SOONEST = 3_000
const LATEST = 60_000
/** The service says something at least every 15 seconds. */
const SILENCE = 45_000
const TOGETHER = 400

const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('zhifatong.changes') : undefined
tabs?.addEventListener('message', (event: MessageEvent<Heard>) => {
  if (event.data.person === me.value?.id) take(event.data)
})
/** Where to go on, by service; of this person alone. */
const places = new Map<Service, string>()
const telling = new Map<Service, (path: string) => void>()

/** Those who watch the county hear what supervision tells; everybody hears what becomes of records and accounts. */
function services(): Service[] {
  const watches = roles.value.has('supervisor') || roles.value.has('head')
  return ['cases', 'inspections', 'identity', ...(watches ? ['supervision' as const] : [])]
}

/** Listen while somebody is signed in: one tab of the browser for all, for a host grants few connections. */
export function listenToChanges(): void {
  let ending = new AbortController()
  watch(
    [() => me.value?.id, state, () => me.value?.must_change, () => services().join()],
    ([person], [before]) => {
      ending.abort()
      ending = new AbortController()
      if (person !== before) places.clear()
      if (!me.value || state.value !== 'in' || me.value.must_change) return
      const { signal } = ending
      const followed = services()
      void inTurn(
        'zhifatong.changes',
        async () => {
          await Promise.all(followed.map((service) => follow(service, signal)))
        },
        signal,
      )
    },
    { immediate: true },
  )
}

/** Until the person signs out: whatever else is answered, it is asked again, later each time. */
async function follow(service: Service, signal: AbortSignal): Promise<void> {
  let wait = SOONEST
  while (!signal.aborted) {
    try {
      const last = places.get(service)
      const headers: Record<string, string> = last ? { 'last-event-id': last } : {}
      const answer = await ask(service, '/changes', { headers, signal, limit: SILENCE })
      if ([400, 422].includes(answer.status)) places.delete(service)
      if (answer.ok && answer.body) {
        wait = SOONEST
        await listen(service, answer.body)
      }
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Refused || isBroken(error))) throw error
    }
    await pause(wait, signal)
    wait = Math.min(2 * wait, LATEST)
  }
}

/** A body that broke off. */
function isBroken(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException
}

function pause(wait: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, wait)
    const now = (): void => {
      clearTimeout(timer)
      resolve()
    }
    if (signal.aborted) now()
    signal.addEventListener('abort', now, { once: true })
  })
}

async function listen(service: Service, body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const { changes, last, rest } = parsed(text + value)
    text = rest
    if (!last && !changes.length) continue
    const found = { person: me.value?.id ?? '', service, last, changes }
    take(found)
    tabs?.postMessage(found)
    if (service === 'identity' && changes.some(maybeOwnAccount)) void accountChanged()
  }
}

function maybeOwnAccount({ kind, id, what }: Change): boolean {
  return what === 'everything' || (kind === 'officer' && id === me.value?.id)
}

/** Every tab tells its own screens. */
function take({ service, last, changes }: Heard): void {
  if (last) places.set(service, last)
  const tell = telling.get(service) ?? together(service)
  telling.set(service, tell)
  changes.flatMap(addressesOf).forEach(tell)
}

/** The first change is told at once; those that come soon after it are told together. */
export function together(service: Service): (path: string) => void {
  const paths = new Set<string>()
  let timer = 0
  let told = -TOGETHER
  return (path) => {
    paths.add(path)
    if (timer) return
    const wait = performance.now() - told < TOGETHER ? TOGETHER : 0
    timer = window.setTimeout(() => {
      timer = 0
      told = performance.now()
      heard.value = { service, paths: [...paths], at: Date.now() }
      paths.clear()
    }, wait)
  }
}
