/** The check of a certificate that was shown: asked of identity, without an account. */
import type { components } from '../api/identity'

type Shown = components['schemas']['ShownCertificate']
export type Checked =
  { state: 'valid'; shown: Shown } | { state: 'refused' | 'unreachable'; title: string; detail: string }

export async function check(code: string): Promise<Checked> {
  try {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) }
    const answer = await fetch('/api/identity/shown-certificates', init)
    if (answer.ok) return { state: 'valid', shown: (await answer.json()) as Shown }
    const { title, detail } = (await answer.json()) as { title: string; detail: string }
    return { state: answer.status >= 500 || answer.status === 429 ? 'unreachable' : 'refused', title, detail }
  } catch {
    return { state: 'unreachable', title: '连不上网络', detail: '请到有信号处再试' }
  }
}
