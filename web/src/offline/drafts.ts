/** What somebody has typed and not sent: a closed page, a dead phone or an ended session loses none of it. */
import { plain, store } from './store'

export async function keepDraft(id: string, fields: Record<string, unknown>): Promise<void> {
  await (await store()).put('drafts', { id, at: Date.now(), fields: plain(fields) })
}

export async function readDraft(id: string): Promise<Record<string, unknown>> {
  return (await (await store()).get('drafts', id))?.fields ?? {}
}

export async function forgetDraft(id: string): Promise<void> {
  await (await store()).delete('drafts', id)
}

/** Keep a file that a form names, before the command is given. */
export async function keepFile(file: Blob, sha256: string): Promise<void> {
  const bytes = await file.arrayBuffer()
  await (await store()).put('files', { sha256, type: file.type, bytes })
}

export async function fileOf(sha256: string): Promise<Blob | undefined> {
  const kept = await (await store()).get('files', sha256)
  return kept && new Blob([kept.bytes], { type: kept.type })
}

/** Forget the files that neither a waiting command nor a draft names any more. */
export async function forgetUnnamedFiles(): Promise<void> {
  const kept = await store()
  const [entries, drafts, files] = await Promise.all([
    kept.getAll('entries'),
    kept.getAll('drafts'),
    kept.getAllKeys('files'),
  ])
  const named = JSON.stringify([entries, drafts])
  await Promise.all(files.filter((sha256) => !named.includes(sha256)).map((sha256) => kept.delete('files', sha256)))
}
