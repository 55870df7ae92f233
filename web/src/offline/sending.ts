/** One command of the queue on its way to the server, and what becomes of it. */
import { ask, content, isOurs, isPassing, NoAnswer, problemOf, Refused, type Problem } from '../http'
import { keepView } from './answers'
import { plain, store, type Entry } from './store'
import { sendFile } from './upload'

/** 'later': this one could not be done now; 'stop': nothing can be done now. */
export type Outcome = 'done' | 'refused' | 'later' | 'stop'

/** Under the token of the person who gave it, and of nobody else. */
export async function send(entry: Entry): Promise<Outcome> {
  try {
    for (const file of entry.files) await sendFile(entry.service, file, entry.who)
    const answer = await ask(entry.service, entry.path, request(entry), entry.who)
    if (!answer.ok) return await unanswered(entry, await problemOf(answer), isOurs(answer))
    await settle(entry, await content(answer))
    return 'done'
  } catch (error) {
    if (error instanceof NoAnswer) return 'stop'
    if (error instanceof Refused) return unanswered(entry, error.problem, true)
    throw error
  }
}

async function unanswered(entry: Entry, problem: Problem, ours: boolean): Promise<Outcome> {
  if (problem.status === 401 || isPassing(problem) || !ours) return 'stop'
  if (problem.status >= 500) return 'later'
  await (await store()).put('entries', plain({ ...entry, state: 'refused', problem }))
  return 'refused'
}

function request(entry: Entry): RequestInit {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'idempotency-key': entry.key }
  headers['x-device-time'] = new Date().toISOString()
  if (entry.judged) headers['x-judged'] = entry.judged.told
  if (entry.seen !== null) headers['if-match'] = `"${entry.seen}"`
  return { method: 'POST', headers, body: JSON.stringify(entry.body ?? {}) }
}

/** What came of own commands, by the record and the version that they rested on: screens read it a moment later. */
const came = new Map<string, number>()

/** The version that a command given now rests on: whoever looked at what an own command changed has seen what came of it. */
export function restsOn(aggregate: string, seen: number | null): number | null {
  let version = seen
  for (let next = version; next !== null; next = came.get(`${aggregate} ${next}`) ?? null) version = next
  return version
}

/** Take the entry out, with the files that nobody else needs; its followers have seen what came of it. */
async function settle(entry: Entry, view: { id?: string; version?: number }): Promise<void> {
  const writing = (await store()).transaction(['entries', 'files'], 'readwrite')
  const entries = writing.objectStore('entries')
  const left = (await entries.getAll()).filter((one) => one.key !== entry.key)
  void entries.delete(entry.key)
  const needed = new Set(left.flatMap((one) => one.files.map((file) => file.sha256)))
  for (const file of entry.files) if (!needed.has(file.sha256)) void writing.objectStore('files').delete(file.sha256)
  for (const one of left.filter((other) => follows(other, entry))) void entries.put({ ...one, seen: entry.seen! + 1 })
  await writing.done
  if (entry.seen !== null) came.set(`${entry.aggregate} ${entry.seen}`, entry.seen + 1)
  const path = entry.seen === null && view.id ? `${entry.path}/${view.id}` : entry.aggregate
  if (view.version !== undefined) await keepView(entry.service, path, view)
}

/** Whether a command was given on the same look at the same record. */
export function follows(one: Entry, entry: Entry): boolean {
  return one.aggregate === entry.aggregate && one.seen === entry.seen && entry.seen !== null && one.state !== 'dropped'
}
