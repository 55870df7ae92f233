/** What somebody has typed and not sent: a closed page, a dead phone or an ended session loses none of it. */
import { keptSafely } from './room'
import { contentOf, plain, store } from './store'

/** Keep what was typed so far; false where there is no room, which the bar above the page tells. */
export async function keepDraft(id: string, fields: Record<string, unknown>): Promise<boolean> {
  const draft = { id, at: Date.now(), fields: plain(fields) }
  return keptSafely(async () => void (await (await store()).put('drafts', draft)))
}

export async function readDraft(id: string): Promise<Record<string, unknown>> {
  return (await (await store()).get('drafts', id))?.fields ?? {}
}

export async function forgetDraft(id: string): Promise<void> {
  await (await store()).delete('drafts', id)
}

/** Keep a file that a form names, before the command is given; false where there is no room. */
export async function keepFile(file: Blob, sha256: string): Promise<boolean> {
  const kept = { sha256, type: file.type, blob: file, at: Date.now() }
  return keptSafely(async () => void (await (await store()).put('files', kept)))
}

export async function fileOf(sha256: string): Promise<Blob | undefined> {
  const kept = await (await store()).get('files', sha256)
  return kept && contentOf(kept)
}

const JUST_TAKEN = 3_600_000

/** Forget the files that neither a command nor a draft names any more; another tab may be about to name a fresh one. */
export async function forgetUnnamedFiles(youngest = JUST_TAKEN): Promise<void> {
  const kept = await store()
  const writing = kept.transaction(['entries', 'drafts', 'files'], 'readwrite')
  const named = JSON.stringify([
    (await writing.objectStore('entries').getAll()).filter((entry) => entry.state !== 'dropped'),
    await writing.objectStore('drafts').getAll(),
  ])
  const files = writing.objectStore('files')
  for (const sha256 of (await files.getAllKeys()).filter((one) => !named.includes(one)))
    if (Date.now() - ((await files.get(sha256))?.at ?? 0) >= youngest) void files.delete(sha256)
  await writing.done
}

/** Forget what this person gave up: nobody else is to read it. */
export async function forgetDropped(who: string): Promise<void> {
  const kept = await store()
  const dropped = (await kept.getAll('entries')).filter((entry) => entry.state === 'dropped' && entry.who === who)
  await Promise.all(dropped.map((entry) => kept.delete('entries', entry.key)))
}
