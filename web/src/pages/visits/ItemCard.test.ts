// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import ItemCard from './ItemCard.vue'
import type { ItemView } from './onSite'

const kept = new Map<string, Blob>()
vi.mock('../../offline/drafts', () => ({ fileOf: async (sha256: string) => kept.get(sha256) }))
vi.mock('../../kit/form/picture', async (original) => ({
  ...(await original<object>()),
  fit: async (file: File) => file,
  shotOf: async () => ({ taken_at: '2026-09-07T09:00:00+08:00' }),
}))
URL.createObjectURL = () => 'blob:seen'

const ITEM = { code: 'safety-03', text: '安全出口畅通', rectifiable: true } as ItemView

function card(props: object) {
  const mounted = mount(ItemCard, {
    props: {
      item: ITEM,
      of: 'visit-1',
      open: true,
      modelValue: 'problem',
      'onUpdate:pictures': (pictures: never) => void mounted.setProps({ pictures }),
      ...props,
    } as never,
  })
  return mounted
}
async function choose(input: ReturnType<ReturnType<typeof card>['get']>, name: string): Promise<void> {
  const file = new File([name], name, { type: 'image/jpeg' })
  Object.defineProperty(input.element, 'files', { value: [file], configurable: true })
  await input.trigger('change')
}

describe('an item that is found wrong', () => {
  it('takes pictures, each with how it was taken, and a place more until there are enough', async () => {
    const mounted = card({})
    for (const place of [1, 2, 3, 4]) {
      await choose(mounted.get(`[aria-label^="问题照片 ${place}"]`), `seen-${place}`)
      await vi.waitFor(() => expect((mounted.props('pictures' as never) as unknown[])?.length).toBe(place))
    }
    await vi.waitFor(() => {
      const pictures = mounted.props('pictures' as never) as { picture: string; picture_shot?: object }[]
      expect(pictures.every((one) => /^[0-9a-f]{64}$/.test(one.picture) && one.picture_shot)).toBe(true)
    })
    expect(mounted.findAll('input[type=file]')).toHaveLength(4)
    expect(mounted.emitted('taken')).toHaveLength(4)
  })

  it('takes another picture in the place of one', async () => {
    const first = { picture: 'a'.repeat(64), picture_shot: { taken_at: '2026-09-07T08:00:00+08:00' } }
    const mounted = card({ pictures: [first] })
    await choose(mounted.get('[aria-label^="问题照片 1"]'), 'another')
    await vi.waitFor(() => {
      const [other] = mounted.props('pictures' as never) as (typeof first)[]
      expect(other!.picture).not.toBe(first.picture)
      expect(other!.picture_shot?.taken_at).toBe('2026-09-07T09:00:00+08:00')
    })
  })

  it('lets a picture go', async () => {
    const mounted = card({ pictures: [{ picture: 'a'.repeat(64) }, { picture: 'b'.repeat(64) }] })
    await mounted
      .findAll('button')
      .find((one) => one.text() === '去掉这张')!
      .trigger('click')
    expect(mounted.props('pictures' as never)).toEqual([{ picture: 'b'.repeat(64) }])
  })

  it('takes none where it is fine, or where nobody may answer', () => {
    expect(card({ modelValue: 'fine' }).find('input[type=file]').exists()).toBe(false)
    expect(card({ open: false }).find('input[type=file]').exists()).toBe(false)
  })

  it('shows what the answer carried, on this device too before it is sent', async () => {
    const picture = 'c'.repeat(64)
    kept.set(picture, new Blob(['x'], { type: 'image/jpeg' }))
    const mounted = card({ told: { answer: 'problem', waits: true, pictures: [{ picture }] } })
    await vi.waitFor(() => expect(mounted.find('img').exists()).toBe(true))
    expect(mounted.text()).toContain('待上报')
  })
})
