/** Pictures of certificates: small copies, kept with the answers of this device, so that one's own shows offline. */
import { ask, fileIn, NoAnswer, Refused } from '../http'
import { plain, store } from '../offline/store'

/** A data URL of the person's picture; empty where it can't be had. */
export async function photoOf(person: string, sha256: string): Promise<string> {
  const path = `/files/${sha256}/thumbnail?of=${encodeURIComponent(person)}`
  const url = `identity${path}`
  const kept = (await (await store()).get('answers', url))?.data as string | undefined
  if (kept) return kept
  try {
    const answer = await ask('identity', path)
    if (!answer.ok) return ''
    const data = await dataUrl(await fileIn(answer))
    await (await store()).put('answers', plain({ url, at: Date.now(), data }))
    return data
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof Refused)) throw error
    return ''
  }
}

function dataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
}
