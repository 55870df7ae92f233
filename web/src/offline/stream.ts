/** The stream of what changed on the server: screens that show it read again within a second. */
import { watch } from 'vue'
import { ask, NoAnswer, type Service } from '../http'
import { readAt, RECORDS } from '../kit/records'
import { me, roles, state } from '../session'
import { heard } from './answers'

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

const AGAIN = 3_000
const TOGETHER = 400

/** Listen while somebody is signed in: supervisors to what they watch, everybody else to the work. */
export function listenToChanges(): void {
  let ending = new AbortController()
  watch(
    [() => me.value?.id, state],
    () => {
      ending.abort()
      ending = new AbortController()
      if (!me.value || state.value !== 'in' || me.value.must_change) return
      const services: Service[] = roles.value.has('supervisor') ? ['supervision'] : ['cases', 'inspections']
      for (const service of services) void follow(service, ending.signal)
    },
    { immediate: true },
  )
}

async function follow(service: Service, signal: AbortSignal): Promise<void> {
  let last = ''
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = last ? { 'last-event-id': last } : {}
      const answer = await ask(service, '/changes', { headers, signal })
      if (!answer.ok || !answer.body) return
      last = (await taken(service, answer.body, last)) || last
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof TypeError || error instanceof DOMException)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN))
  }
}

async function taken(service: Service, body: ReadableStream<Uint8Array>, before: string): Promise<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  const tell = together(service)
  let text = ''
  let last = before
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return last
    const found = parsed(text + value)
    text = found.rest
    last = found.last || last
    found.changes.flatMap(addressesOf).forEach(tell)
  }
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
