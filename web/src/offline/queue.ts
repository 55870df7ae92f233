/** The queue of commands (capability B9): stored before they are sent, sent in order, never resent silently. */
import { computed, reactive } from 'vue'
import { ask, NoAnswer, online, problemOf, Refused, type Problem, type Service } from '../http'
import { me } from '../session'
import { keepView } from './answers'
import { forgetUnnamedFiles } from './drafts'
import { fingerprint, plain, store, type Entry } from './store'
import { inTurn } from './turns'
import { sendFile } from './upload'

export type { Entry } from './store'

export const queue = reactive<{ entries: Entry[]; busy: boolean; full: boolean }>({
  entries: [],
  busy: false,
  full: false,
})
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('zhifatong.queue') : undefined
others?.addEventListener('message', () => void load())

export const waiting = computed(() => queue.entries.filter((entry) => entry.state === 'waiting'))
export const refused = computed(() => queue.entries.filter((entry) => entry.state === 'refused'))
export function waitingFor(aggregate: string): Entry[] {
  return queue.entries.filter((entry) => entry.aggregate === aggregate)
}

export async function load(): Promise<void> {
  queue.entries = (await (await store()).getAll('entries')).sort((one, other) => one.turn - other.turn)
}

export interface Command {
  title: string
  about: string
  service: Service
  path: string
  aggregate: string
  seen: number | null
  body: unknown
  files?: Blob[]
}

export interface Given {
  key: string
  outcome: 'sent' | 'waits' | Problem
}

/** Keep a command with its files, then send what can be sent. Answers what became of it, as far as the server said. */
export async function give(command: Command): Promise<Given> {
  const key = crypto.randomUUID()
  const files = await Promise.all((command.files ?? []).map(kept))
  const { title, about, service, path, aggregate, seen, body } = plain({ ...command, files: undefined })
  const entry: Entry = {
    key,
    turn: 0,
    at: Date.now(),
    who: me.value?.id ?? '',
    title,
    about,
    service,
    path,
    aggregate,
    seen,
    body,
    files: files.map(({ sha256, type, size }) => ({ sha256, type, size })),
    state: 'waiting',
  }
  await write(entry, files)
  await changed()
  await flush()
  const left = queue.entries.find((one) => one.key === key)
  return { key, outcome: left ? (left.problem ?? 'waits') : 'sent' }
}

async function kept(blob: Blob): Promise<{ sha256: string; type: string; size: number; bytes: ArrayBuffer }> {
  const bytes = await blob.arrayBuffer()
  return { sha256: await fingerprint(bytes), type: blob.type, size: blob.size, bytes }
}

/** One transaction: the command and its files are there together, or not at all. */
async function write(entry: Entry, files: { sha256: string; type: string; bytes: ArrayBuffer }[]): Promise<void> {
  try {
    const writing = (await store()).transaction(['entries', 'files'], 'readwrite', { durability: 'strict' })
    for (const { sha256, type, bytes } of files) void writing.objectStore('files').put({ sha256, type, bytes })
    const entries = writing.objectStore('entries')
    const turns = (await entries.getAll()).map((one) => one.turn)
    void entries.put({ ...entry, turn: Math.max(0, ...turns) + 1 })
    await writing.done
    queue.full = false
  } catch (error) {
    queue.full = error instanceof DOMException && error.name === 'QuotaExceededError'
    throw error
  }
}

/** Send what waits, oldest first; whoever is refused holds back the later ones of its aggregate alone. */
export async function flush(): Promise<void> {
  if (!me.value) return
  await inTurn('zhifatong.queue', async () => {
    queue.busy = true
    try {
      await load()
      const held = new Set(queue.entries.filter((entry) => entry.state === 'refused').map((entry) => entry.aggregate))
      for (const entry of waiting.value.filter((one) => one.who === me.value?.id)) {
        if (held.has(entry.aggregate)) continue
        const outcome = await send(await latest(entry))
        if (outcome === 'stop') break
        if (outcome === 'refused') held.add(entry.aggregate)
      }
    } finally {
      queue.busy = false
      await changed()
    }
  })
}

async function latest(entry: Entry): Promise<Entry> {
  return (await (await store()).get('entries', entry.key)) ?? entry
}

const LATER = new Set([401, 408, 425, 429, 502, 503, 504])

async function send(entry: Entry): Promise<'done' | 'refused' | 'stop'> {
  try {
    for (const file of entry.files) await sendFile(entry.service, file)
    const answer = await ask(entry.service, entry.path, request(entry))
    if (LATER.has(answer.status)) return 'stop'
    if (!answer.ok) return await refuse(entry, await problemOf(answer))
    await settle(entry, await answer.json())
    return 'done'
  } catch (error) {
    if (error instanceof NoAnswer) return 'stop'
    if (error instanceof Refused) return LATER.has(error.problem.status) ? 'stop' : refuse(entry, error.problem)
    throw error
  }
}

function request(entry: Entry): RequestInit {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'idempotency-key': entry.key }
  if (entry.seen !== null) headers['if-match'] = `"${entry.seen}"`
  return { method: 'POST', headers, body: JSON.stringify(entry.body ?? {}) }
}

async function refuse(entry: Entry, problem: Problem): Promise<'refused'> {
  await (await store()).put('entries', plain({ ...entry, state: 'refused', problem }))
  return 'refused'
}

/** Take the entry out, with the files that nobody else needs; its followers have seen what came of it. */
async function settle(entry: Entry, view: { id?: string; version?: number }): Promise<void> {
  const kept = await store()
  const all = await kept.getAll('entries')
  const writing = kept.transaction(['entries', 'files'], 'readwrite')
  const entries = writing.objectStore('entries')
  void entries.delete(entry.key)
  const left = all.filter((one) => one.key !== entry.key)
  const needed = new Set(left.flatMap((one) => one.files.map((file) => file.sha256)))
  for (const file of entry.files) if (!needed.has(file.sha256)) void writing.objectStore('files').delete(file.sha256)
  const followers = left.filter((one) => follows(one, entry))
  for (const one of followers) void entries.put({ ...one, seen: entry.seen! + 1 })
  await writing.done
  const path = entry.seen === null && view.id ? `${entry.path}/${view.id}` : entry.aggregate
  if (view.version !== undefined) await keepView(entry.service, path, view)
}

/** Give a refused command again as the person corrected it, under a key of its own; what follows rests on what they saw. */
export async function correct(entry: Entry, body: unknown, seen: number | null): Promise<void> {
  const writing = (await store()).transaction('entries', 'readwrite')
  const followers = (await writing.store.getAll()).filter((one) => one.key !== entry.key && follows(one, entry))
  void writing.store.delete(entry.key)
  const again: Entry = { ...entry, key: crypto.randomUUID(), body, seen, state: 'waiting', problem: undefined }
  for (const one of [again, ...followers.map((follower) => ({ ...follower, seen }))]) void writing.store.put(plain(one))
  await writing.done
  await changed()
  await flush()
}

/** Whether a command was given on the same look at the same record. */
function follows(one: Entry, entry: Entry): boolean {
  return one.aggregate === entry.aggregate && one.seen === entry.seen && entry.seen !== null
}

/** Take a command out that the person gives up. */
export async function drop(key: string): Promise<void> {
  await (await store()).delete('entries', key)
  await changed()
  await flush()
}

async function changed(): Promise<void> {
  await load()
  others?.postMessage('changed')
}

const EVERY = 15_000

/** Begin: what was kept is shown, and sent whenever there is a chance. */
export function begin(): void {
  void forgetUnnamedFiles().then(load).then(flush)
  setInterval(() => waiting.value.length && void flush(), EVERY)
  addEventListener('online', () => void flush())
  addEventListener('offline', () => (online.value = false))
  void navigator.storage?.persist?.()
}
