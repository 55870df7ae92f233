/** The published record of a draw, by the id in its link: read without an account, and proved in this browser. */
import type { Verified } from '../draws/verify'

/** What anybody scans or opens to prove a draw: the id stays in the fragment. */
export function linkOf(draw: string): string {
  return `/public.html#draw=${draw}`
}

const DRAW = /^draw-[a-z0-9-]{1,80}$/

/** The draw that a link names; none where it names something else. */
export function drawIn(fragment: string): string | undefined {
  const named = new URLSearchParams(fragment).get('draw') ?? ''
  return DRAW.test(named) ? named : undefined
}

/** The record as it was published, or why there is none, in words. */
export async function recordOf(draw: string): Promise<ArrayBuffer | { problem: string }> {
  try {
    const answer = await fetch(`/api/inspections/published-draws/${encodeURIComponent(draw)}`)
    if (answer.ok) return await answer.arrayBuffer()
    const { detail } = (await answer.json()) as { detail?: string }
    return { problem: detail || '现在取不到记录，请稍后再试' }
  } catch {
    return { problem: '连不上网络，请到有信号处再试' }
  }
}

/** What was found in the record of this very draw: one of another draw proves nothing of it. */
export function ofDraw(draw: string, record: ArrayBuffer, found: Verified): Verified {
  const named = nameIn(record)
  if (named === draw) return found
  const differs = `记录是另一次抽取的：${named || '没有写明编号'}`
  return { summary: '核验未通过', differences: [differs, ...found.differences] }
}

function nameIn(record: ArrayBuffer): string {
  try {
    const { draw } = JSON.parse(new TextDecoder().decode(record)) as { draw?: unknown }
    return typeof draw === 'string' ? draw : ''
  } catch {
    return ''
  }
}
