/** Files go in parts and go on where they ended; what the server has is not sent again. */
import { ask, content, problemOf, Refused, type Service } from '../http'
import { forget, remember, remembered } from './local'
import { contentOf, store } from './store'

const WHOLE = 1_000_000
const PART = 512 * 1024
/** How long one part may take: 512 KB at 40 kbit/s. */
const LIMIT = 120_000

export async function sendFile(service: Service, file: { sha256: string; type: string; size: number }): Promise<void> {
  const kept = await (await store()).get('files', file.sha256)
  if (!kept) return
  const body = contentOf(kept)
  if (body.size <= WHOLE)
    return accepted(
      await ask(service, '/blobs', {
        method: 'POST',
        headers: { 'content-type': file.type },
        body,
        signal: AbortSignal.timeout(LIMIT),
      }),
    )
  await inParts(service, file, body)
}

async function accepted(answer: Response): Promise<void> {
  if (!answer.ok) throw new Refused(await problemOf(answer))
}

async function inParts(service: Service, file: { sha256: string; type: string }, body: Blob): Promise<void> {
  let { id, offset } = (await begun(service, file.sha256)) ?? (await begin(service, file, body.size))
  while (offset < body.size) {
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/octet-stream' }
    const part = body.slice(offset, offset + PART)
    const answer = await ask(service, `/blobs/uploads/${id}`, {
      method: 'PATCH',
      headers,
      body: part,
      signal: AbortSignal.timeout(LIMIT),
    })
    if (answer.status === 409) ({ offset } = (await begun(service, file.sha256)) ?? { offset: 0 })
    else await accepted(answer)
    if (answer.ok) ({ offset } = await content<{ offset: number }>(answer))
  }
  forget(nameOf(service, file.sha256))
}

function nameOf(service: Service, sha256: string): string {
  return `zhifatong.upload.${service}.${sha256}`
}

/** The upload that was begun before and is still open. */
async function begun(service: Service, sha256: string): Promise<{ id: string; offset: number } | undefined> {
  const id = remembered(nameOf(service, sha256))
  if (!id) return undefined
  const answer = await ask(service, `/blobs/uploads/${id}`)
  return answer.ok ? content<{ id: string; offset: number }>(answer) : undefined
}

async function begin(
  service: Service,
  file: { sha256: string; type: string },
  size: number,
): Promise<{ id: string; offset: number }> {
  const headers = { 'content-type': file.type, 'upload-length': String(size) }
  const answer = await ask(service, '/blobs/uploads', { method: 'POST', headers })
  await accepted(answer)
  const { id } = await content<{ id: string }>(answer)
  remember(nameOf(service, file.sha256), id)
  return { id, offset: 0 }
}
