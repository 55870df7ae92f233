/** What somebody has typed and not sent: a closed page, a dead phone or an ended session loses none of it. */
import { keptSafely } from './room'
import { contentOf, plain, store } from './store'
import { whose } from './whose'

/** The same form is another draft for another person. */
function nameOf(id: string, who = whose()): string {
  return `${who} ${id}`
}

/** Keep what was typed so far; false where there is no room, which the bar above the page tells. */
export async function keepDraft(id: string, fields: Record<string, unknown>): Promise<boolean> {
  const draft = { id: nameOf(id), who: whose(), at: Date.now(), fields: plain(fields) }
  return keptSafely(async () => void (await (await store()).put('drafts', draft)))
}

export async function readDraft(id: string): Promise<Record<string, unknown>> {
  return (await (await store()).get('drafts', nameOf(id)))?.fields ?? {}
}

export async function forgetDraft(id: string): Promise<void> {
  await (await store()).delete('drafts', nameOf(id))
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

/** What earlier versions of the application kept said not whose it was: they kept the drafts of one person alone. */
export async function adoptDrafts(): Promise<void> {
  const who = whose()
  const kept = await store()
  for (const draft of (await kept.getAll('drafts')).filter((one) => one.who === undefined)) {
    if (who) await kept.put('drafts', { ...draft, id: nameOf(draft.id, who), who })
    await kept.delete('drafts', draft.id)
  }
}

/** Forget what this person typed and gave up, and the key of this device for them: nobody else is to have it. */
export async function forgetOwn(who: string): Promise<void> {
  const kept = await store()
  const dropped = (await kept.getAll('entries')).filter((entry) => entry.state === 'dropped' && entry.who === who)
  const drafts = (await kept.getAll('drafts')).filter((draft) => draft.who === who)
  await Promise.all([
    ...dropped.map((entry) => kept.delete('entries', entry.key)),
    ...drafts.map((draft) => kept.delete('drafts', draft.id)),
    kept.delete('keys', who),
  ])
}
