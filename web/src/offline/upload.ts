/** Files go in parts and go on where they ended; what the server has is not sent again. */
import { ask, problemOf, Refused, type Service } from '../http'
import { store } from './store'

const WHOLE = 1_000_000
const PART = 512 * 1024

export async function sendFile(service: Service, file: { sha256: string; type: string; size: number }): Promise<void> {
  const kept = await (await store()).get('files', file.sha256)
  if (!kept) return
  const body = new Blob([kept.bytes], { type: kept.type })
  if (body.size <= WHOLE)
    return accepted(await ask(service, '/blobs', { method: 'POST', headers: { 'content-type': file.type }, body }))
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
    const answer = await ask(service, `/blobs/uploads/${id}`, { method: 'PATCH', headers, body: part })
    if (answer.status === 409) ({ offset } = (await begun(service, file.sha256)) ?? { offset: 0 })
    else await accepted(answer)
    if (answer.ok) ({ offset } = (await answer.json()) as { offset: number })
  }
  localStorage.removeItem(remembered(service, file.sha256))
}

function remembered(service: Service, sha256: string): string {
  return `zhifatong.upload.${service}.${sha256}`
}

/** The upload that was begun before and is still open. */
async function begun(service: Service, sha256: string): Promise<{ id: string; offset: number } | undefined> {
  const id = localStorage.getItem(remembered(service, sha256))
  if (!id) return undefined
  const answer = await ask(service, `/blobs/uploads/${id}`)
  return answer.ok ? ((await answer.json()) as { id: string; offset: number }) : undefined
}

async function begin(
  service: Service,
  file: { sha256: string; type: string },
  size: number,
): Promise<{ id: string; offset: number }> {
  const headers = { 'content-type': file.type, 'upload-length': String(size) }
  const answer = await ask(service, '/blobs/uploads', { method: 'POST', headers })
  await accepted(answer)
  const { id } = (await answer.json()) as { id: string }
  localStorage.setItem(remembered(service, file.sha256), id)
  return { id, offset: 0 }
}
