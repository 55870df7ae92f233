/** The queue of commands (capability B9): stored before they are sent, sent in order, never resent silently. */
import { computed, reactive } from 'vue'
import { online, type Problem, type Service } from '../http'
import type { Step } from '../kit/steps'
import { leaving, tellOfLeaving } from '../leaving'
import { me, state } from '../session'
import { forgetAnswers } from './answers'
import { adoptDrafts, forgetOwn, forgetUnnamedFiles } from './drafts'
import { fingerprint } from './fingerprint'
import { keptSafely, lookForRoom, noRoom } from './room'
import { follows, restsOn, send } from './sending'
import { adoptShown, areShowingsKept, sendShowings } from './showings'
import { plain, store, type Entry } from './store'
import { inTurn } from './turns'
import { judged, objection } from './verdict'

export type { Entry } from './store'

export const queue = reactive<{ entries: Entry[]; dropped: Entry[]; busy: boolean }>({
  entries: [],
  dropped: [],
  busy: false,
})
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('zhifatong.queue') : undefined
others?.addEventListener('message', () => void load())

export const waiting = computed(() => queue.entries.filter((entry) => entry.state === 'waiting'))
export const refused = computed(() => queue.entries.filter((entry) => entry.state === 'refused'))
export function waitingFor(aggregate: string): Entry[] {
  return queue.entries.filter((entry) => entry.aggregate === aggregate)
}

export async function load(): Promise<void> {
  const all = (await (await store()).getAll('entries')).sort((one, other) => one.turn - other.turn)
  queue.entries = all.filter((entry) => entry.state !== 'dropped')
  queue.dropped = all.filter((entry) => entry.state === 'dropped')
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
  form?: { step: Step; hidden: string[] }
  /** Whether the server takes the moment of the act with it. */
  dated?: boolean
  /** Whether it shall wait though this phone finds it unlawful: the platform is to say. */
  anyway?: boolean
}

export interface Given {
  key: string
  outcome: 'sent' | 'waits' | Problem
}

/** How long a person waits for an answer before the command is told to wait: it is kept, and sent on. */
const PATIENCE = 8_000

/** Keep a command with its files, then send what can be sent. Answers what became of it, as far as the server said. */
export async function give(command: Command): Promise<Given> {
  const key = crypto.randomUUID()
  const files = await Promise.all((command.files ?? []).map(kept))
  const { title, about, service, path, aggregate, seen, body, form } = plain({ ...command, files: undefined })
  const at = Date.now()
  const entry: Entry = {
    key,
    turn: 0,
    at,
    who: me.value?.id ?? '',
    title,
    about,
    service,
    path,
    aggregate,
    seen: restsOn(aggregate, seen),
    body: command.dated ? { ...(body as object), done_at: new Date(at).toISOString() } : body,
    files: files.map(({ sha256, type, size }) => ({ sha256, type, size })),
    form,
    state: 'waiting',
  }
  entry.judged = await judged(entry)
  if (!(await keptSafely(() => write(entry, files)))) return { key, outcome: noRoom() }
  const given = await sentOn(key)
  return given.outcome === 'waits' && !command.anyway && !online.value ? objected(entry, given) : given
}

/** Whoever can't be asked does not hear of it: what this phone finds unlawful is told before it waits. */
async function objected(entry: Entry, given: Given): Promise<Given> {
  const problem = entry.judged && objection(entry.judged)
  if (!problem) return given
  const waits = await (await store()).get('entries', entry.key)
  if (waits?.state !== 'waiting') return given
  await (await store()).put('entries', plain({ ...waits, state: 'refused' as const, problem }))
  await changed()
  return { ...given, outcome: problem }
}

async function sentOn(key: string): Promise<Given> {
  await changed()
  await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  const left = queue.entries.find((one) => one.key === key)
  return { key, outcome: left ? (left.problem ?? 'waits') : 'sent' }
}

interface KeptFile {
  sha256: string
  type: string
  size: number
  blob: Blob
}

async function kept(blob: Blob): Promise<KeptFile> {
  return { sha256: await fingerprint(blob), type: blob.type, size: blob.size, blob }
}

/** One transaction: the command and its files are there together, or not at all. */
async function write(entry: Entry, files: KeptFile[]): Promise<void> {
  const writing = (await store()).transaction(['entries', 'files'], 'readwrite', { durability: 'strict' })
  for (const { sha256, type, blob } of files)
    void writing.objectStore('files').put({ sha256, type, blob, at: entry.at })
  const entries = writing.objectStore('entries')
  const turns = (await entries.getAll()).map((one) => one.turn)
  void entries.put({ ...entry, turn: Math.max(0, ...turns) + 1 })
  await writing.done
}

/** What goes in order: the commands about one record; each that makes a new one is on its own. */
function lineOf({ seen, key, aggregate }: Entry): string {
  return seen === null ? key : aggregate
}

/** Send what waits, oldest first; whoever is refused holds back the later ones of its record alone. */
export async function flush(): Promise<void> {
  if (!me.value || state.value === 'over') return
  await inTurn('zhifatong.queue', async () => {
    queue.busy = true
    try {
      await load()
      const held = new Set(refused.value.map(lineOf))
      for (const entry of waiting.value.filter((one) => one.who === me.value?.id)) {
        if (held.has(lineOf(entry))) continue
        const newest = await (await store()).get('entries', entry.key)
        if (newest?.state !== 'waiting') continue
        const outcome = await send(newest)
        if (outcome === 'stop') break
        if (outcome !== 'done') held.add(lineOf(entry))
      }
    } finally {
      queue.busy = false
      await changed()
    }
  })
  void sendShowings()
}

/** Give a refused command again as corrected, in its old place, under a new key; what follows rests on what was seen. */
export async function correct(entry: Entry, body: unknown, seen: number | null, blobs: Blob[] = []): Promise<Given> {
  const key = crypto.randomUUID()
  const fresh = await Promise.all(blobs.map(kept))
  const named = JSON.stringify(body)
  const files = [
    ...entry.files.filter((old) => named.includes(old.sha256) && !fresh.some((one) => one.sha256 === old.sha256)),
    ...fresh.map(({ sha256, type, size }) => ({ sha256, type, size })),
  ]
  const again: Entry = plain({
    ...entry,
    key,
    body: atItsMoment(entry, body),
    seen,
    files,
    state: 'waiting',
    problem: undefined,
    judged: undefined,
  })
  again.judged = await judged(again)
  if (!(await keptSafely(() => replace(entry, again, fresh)))) return { key, outcome: noRoom() }
  return sentOn(key)
}

/** A corrected command is still of the moment at which it was given. */
function atItsMoment(entry: Entry, body: unknown): unknown {
  const given = entry.body as { done_at?: string } | null
  return given?.done_at ? { done_at: given.done_at, ...(body as object) } : body
}

async function replace(entry: Entry, again: Entry, files: KeptFile[]): Promise<void> {
  const writing = (await store()).transaction(['entries', 'files'], 'readwrite', { durability: 'strict' })
  const entries = writing.objectStore('entries')
  const followers = (await entries.getAll()).filter((one) => one.key !== entry.key && follows(one, entry))
  for (const { sha256, type, blob } of files)
    void writing.objectStore('files').put({ sha256, type, blob, at: Date.now() })
  void entries.delete(entry.key)
  for (const one of [again, ...followers.map((follower) => ({ ...follower, seen: again.seen }))]) void entries.put(one)
  await writing.done
}

/** Give a refused command up, for a reason; it stays to be looked at until the person signs out. */
export async function drop(entry: Entry, reason: string): Promise<void> {
  await (await store()).put('entries', plain({ ...entry, state: 'dropped', reason, files: [] }))
  await changed()
  await flush()
}

/** Take out what was refused while its form is still open: what was typed is there. */
export async function takeBack(key: string): Promise<void> {
  await (await store()).delete('entries', key)
  await changed()
}

async function changed(): Promise<void> {
  await load()
  others?.postMessage('changed')
  void lookForRoom()
}

const EVERY = 15_000

/** A phone may have died while somebody signed out. */
async function tidied(): Promise<void> {
  if (!me.value) await forgetAnswers()
  if (leaving.value && leaving.value !== me.value?.id) await forgetOwn(leaving.value)
  await adoptDrafts()
  await forgetUnnamedFiles()
}

/** Begin: what was kept is shown, and sent whenever there is a chance. */
export function begin(): void {
  adoptShown()
  void tidied().then(load).then(flush)
  void tellOfLeaving()
  setInterval(() => {
    if (waiting.value.length || areShowingsKept()) void flush()
    void tellOfLeaving()
  }, EVERY)
  addEventListener('online', () => {
    void flush()
    void tellOfLeaving()
  })
  addEventListener('offline', () => (online.value = false))
  void navigator.storage?.persist?.()
}
