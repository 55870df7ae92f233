/** Pictures of records, small enough for a screen; those that wait on this device come from here. */
import { ask, fileIn, type Service } from '../http'
import { fileOf } from '../offline/drafts'

/** The picture, or nothing where it can't be seen; throws NoAnswer. */
export async function pictureOf(service: Service, of: string, sha256: string): Promise<Blob | undefined> {
  const here = await fileOf(sha256)
  if (here) return here
  const answer = await ask(service, `/files/${sha256}/thumbnail?of=${encodeURIComponent(of)}&side=1280`)
  return answer.ok ? fileIn(answer) : undefined
}

/** How many pictures a fact names, each once. */
export function picturesIn(data: Record<string, unknown> = {}): number {
  const { before, after, picture, pictures } = data as Record<string, string | undefined> & {
    pictures?: { picture: string }[]
  }
  const named = [before, after, picture, ...(pictures ?? []).map((one) => one.picture)]
  return new Set(named.filter(Boolean)).size
}
