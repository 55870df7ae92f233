// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { beforeEach, expect, it, vi } from 'vitest'
import { NoAnswer, Refused } from '../http'
import { forgetAnswers, fresh } from './answers'

function serve(status: number): void {
  const answer = () =>
    new Response(JSON.stringify({ status, title: '', detail: '' }), {
      status,
      headers: { 'content-type': 'application/problem+json' },
    })
  vi.stubGlobal('fetch', () => Promise.resolve(answer()))
}
beforeEach(async () => {
  await forgetAnswers()
  serve(200)
})

it.each([429, 502, 503, 504])('what was read is shown, as old, while the service answers %i', async (status) => {
  const { at } = await fresh('cases', '/cases/case-1')
  serve(status)
  expect(await fresh('cases', '/cases/case-1')).toMatchObject({ old: true, at })
  await expect(fresh('cases', '/cases/case-2')).rejects.toBeInstanceOf(Refused)
})

it.each([403, 404, 410])('what may be read no more is not shown: %i', async (status) => {
  await fresh('cases', '/cases/case-1')
  serve(status)
  await expect(fresh('cases', '/cases/case-1')).rejects.toBeInstanceOf(Refused)
})

it('a page of a network between is no answer', async () => {
  await fresh('cases', '/cases/case-1')
  const html = { status: 403, headers: { 'content-type': 'text/html' } }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<p>请登录 WiFi</p>', html)))
  expect(await fresh('cases', '/cases/case-1')).toMatchObject({ old: true })
  await expect(fresh('cases', '/cases/case-2')).rejects.toBeInstanceOf(NoAnswer)
})
