/** Files go in parts and go on where they ended; what the server has is not sent again. */
import { ask, isOurs, isPassing, told, type Asking, type Service } from '../http'
import { forget, remember, remembered } from './local'
import { contentOf, store } from './store'

const WHOLE = 1_000_000
const PART = 512 * 1024
/** How long one part may take: 512 KB at 40 kbit/s. */
const LIMIT = 120_000

interface Named {
  sha256: string
  type: string
}
interface Begun {
  id: string
  offset: number
}

/** Send a file as this person and nobody else; throws NoAnswer, and Refused in the server's words. */
export async function sendFile(service: Service, file: Named, who: string): Promise<void> {
  const kept = await (await store()).get('files', file.sha256)
  if (!kept) return
  const body = contentOf(kept)
  const asked: Asked = (path, init = {}) => ask(service, `/blobs${path}`, { ...init, limit: LIMIT }, who)
  if (body.size > WHOLE) return inParts(asked, nameOf(service, file.sha256), file, body)
  await told(await asked('', { method: 'POST', headers: { 'content-type': file.type }, body }))
}

type Asked = (path: string, init?: Asking) => Promise<Response>

/** A part that is refused where the upload stands elsewhere goes on from there; one that stands here is refused for good. */
async function inParts(asked: Asked, name: string, file: Named, body: Blob): Promise<void> {
  let { id, offset } = (await begun(asked, name)) ?? (await begin(asked, name, file, body.size))
  while (offset < body.size) {
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/octet-stream' }
    const part = body.slice(offset, offset + PART)
    const answer = await asked(`/uploads/${id}`, { method: 'PATCH', headers, body: part })
    if (answer.status === 409 && isOurs(answer)) {
      const stands = await begun(asked, name)
      if (stands?.offset === offset) await told(answer)
      ;({ id, offset } = stands ?? (await begin(asked, name, file, body.size)))
    } else ({ offset } = await told<Begun>(answer))
  }
  forget(name)
}

function nameOf(service: Service, sha256: string): string {
  return `zhifatong.upload.${service}.${sha256}`
}

/** The upload that was begun before and is still open; throws where that can't be known now. */
async function begun(asked: Asked, name: string): Promise<Begun | undefined> {
  const id = remembered(name)
  if (!id) return undefined
  const answer = await asked(`/uploads/${id}`)
  if (answer.ok || !isOurs(answer) || isPassing(answer) || answer.status >= 500) return told<Begun>(answer)
  return undefined
}

async function begin(asked: Asked, name: string, file: Named, size: number): Promise<Begun> {
  const headers = { 'content-type': file.type, 'upload-length': String(size) }
  const { id } = await told<{ id: string }>(await asked('/uploads', { method: 'POST', headers }))
  remember(name, id)
  return { id, offset: 0 }
}
