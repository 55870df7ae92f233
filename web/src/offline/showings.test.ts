// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { adoptShown, areShowingsKept, rememberShown, sendShowings } from './showings'
import { keepFor } from './whose'
import { me } from '../session'

const told: string[][] = []
let status = 200
beforeEach(() => {
  localStorage.clear()
  told.length = 0
  status = 200
  become('a')
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const headers = { 'content-type': 'application/json' }
    if (url.endsWith('/refresh'))
      return Promise.resolve(new Response(JSON.stringify({ person: me.value?.id, token: 't', expires_in: 1800 })))
    if (!url.endsWith('/showings')) return Promise.resolve(new Response('{"status":503}', { status: 503, headers }))
    if (status === 200) told.push((JSON.parse(String(init.body)) as { codes: string[] }).codes)
    return Promise.resolve(new Response(JSON.stringify({ status }), { status, headers }))
  })
})
function become(id: string): void {
  me.value = { id } as never
  keepFor(id)
}

it('all that was shown without network is told, 200 at a time', async () => {
  for (let place = 0; place < 450; place++) rememberShown(`code ${place}`)
  await sendShowings()
  expect(told.map((part) => part.length)).toEqual([200, 200, 50])
  expect(told.flat()).toEqual(Array.from({ length: 450 }, (_, place) => `code ${place}`))
  expect(areShowingsKept()).toBe(false)
})

it('what one person showed is never told as what the next one did', async () => {
  rememberShown('of a')
  become('b')
  await sendShowings()
  expect(told).toEqual([])
  become('a')
  await sendShowings()
  expect(told).toEqual([['of a']])
})

it.each([401, 502, 503])('is kept while the service answers %i', async (answered) => {
  rememberShown('one')
  status = answered
  await sendShowings()
  expect(areShowingsKept()).toBe(true)
})

it('what is refused for good is not told again and again', async () => {
  rememberShown('one')
  status = 422
  await sendShowings()
  expect(areShowingsKept()).toBe(false)
})

it('what an earlier version kept is the person’s who is signed in', async () => {
  localStorage.setItem('zhifatong.shown', '["old"]')
  adoptShown()
  await sendShowings()
  expect(told).toEqual([['old']])
})
