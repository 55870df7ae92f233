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
/** The server says something every 15 s: who hears nothing for longer has lost the line, whatever the network says. */
const SILENCE = 45_000

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

/** Follow the changes until the signal; a line that breaks is opened again, and goes on where it was. */
export async function follow(service: Service, signal: AbortSignal): Promise<void> {
  let last = ''
  while (!signal.aborted) {
    const line = lineWithin(signal)
    try {
      const headers: Record<string, string> = last ? { 'last-event-id': last } : {}
      const answer = await ask(service, '/changes', { headers, signal: line.signal })
      if (NEVER.has(answer.status)) return
      if (answer.status === 422) last = ''
      if (answer.ok && answer.body)
        await taken(service, answer.body, (place) => {
          last = place || last
          line.hold()
        })
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof TypeError || error instanceof DOMException)) throw error
    } finally {
      line.leave()
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN))
  }
}

/** A line that is given up with the signal, and where it is not held for so long. */
function lineWithin(signal: AbortSignal): { signal: AbortSignal; hold: () => void; leave: () => void } {
  const given = new AbortController()
  const end = () => given.abort()
  let timer = window.setTimeout(end, SILENCE)
  signal.addEventListener('abort', end)
  return {
    signal: given.signal,
    hold: () => {
      clearTimeout(timer)
      timer = window.setTimeout(end, SILENCE)
    },
    leave: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    },
  }
}

/** What will be answered likewise the next time. A gateway that starts, or a token that ran out, is another matter. */
const NEVER = new Set([403, 404])

async function taken(service: Service, body: ReadableStream<Uint8Array>, came: (place: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  const tell = together(service)
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const found = parsed(text + value)
    text = found.rest
    found.changes.flatMap(addressesOf).forEach(tell)
    came(found.last)
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
