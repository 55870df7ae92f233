/** What is written outside the kit's form: kept on this device until it is sent, and no new version offered meanwhile. */
import { watch } from 'vue'
import { forgetDraft, keepDraft, readDraft } from './drafts'
import { whileWriting } from './version'

export interface Written {
  /** What is written so far; nothing where there is nothing to keep. */
  written: () => Record<string, unknown> | undefined
  /** Puts back what was kept. */
  put: (kept: Record<string, unknown>) => void
}

/** Keeps it under the id; answers how to forget it once it is sent. Passwords are kept nowhere: `whileWriting` alone. */
export function keepWritten(id: string, { written, put }: Written): () => Promise<void> {
  // One after the other: what was forgotten is not kept again by an earlier letter.
  let turn: Promise<unknown> = readDraft(id).then((kept) => {
    if (Object.keys(kept).length && !written()) put(kept)
  })
  const next = (work: () => Promise<unknown>) => (turn = turn.then(work))
  whileWriting(() => !!written())
  watch(written, (now) => void next(() => (now ? keepDraft(id, now) : forgetDraft(id))), { deep: true })
  return async () => {
    await next(() => forgetDraft(id))
  }
}
