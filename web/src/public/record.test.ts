import { afterEach, describe, expect, it, vi } from 'vitest'
import { drawIn, linkOf, ofDraw, recordOf } from './record'

const DRAW = 'draw-0f1e2d3c-aaaa-bbbb-cccc-0123456789ab'
const bytes = (value: unknown): ArrayBuffer => new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer
afterEach(() => vi.unstubAllGlobals())

describe('the link to a draw', () => {
  it('names it in the fragment, which goes to no server', () => {
    const link = new URL(linkOf(DRAW), 'https://zhifatong.example')
    expect([link.pathname, link.search, drawIn(link.hash.slice(1))]).toEqual(['/public.html', '', DRAW])
  })

  it('is none for what is no draw', () => {
    for (const other of ['', 'x'.repeat(124), 'draw=../cases', 'draw=', 'visit=visit-1'])
      expect(drawIn(other)).toBeUndefined()
  })
})

describe('the published record', () => {
  it('is read without an account', async () => {
    const asked = vi.fn(async () => new Response(bytes({ draw: DRAW })))
    vi.stubGlobal('fetch', asked)
    expect(await recordOf(DRAW)).toBeInstanceOf(ArrayBuffer)
    expect(asked).toHaveBeenCalledWith(`/api/inspections/published-draws/${DRAW}`)
  })

  it('says why there is none', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ detail: '本次抽取尚未进行' }, { status: 404 }))
    expect(await recordOf(DRAW)).toEqual({ problem: '本次抽取尚未进行' })
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError()))
    expect(await recordOf(DRAW)).toEqual({ problem: '连不上网络，请到有信号处再试' })
  })

  it('of another draw proves nothing', () => {
    const found = { differences: [], summary: '核验通过' }
    expect(ofDraw(DRAW, bytes({ draw: DRAW }), found)).toBe(found)
    expect(ofDraw(DRAW, bytes({ draw: 'draw-2' }), found).differences).toEqual(['记录是另一次抽取的：draw-2'])
    expect(ofDraw(DRAW, bytes('nothing'), found).differences).toHaveLength(1)
  })
})
