// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import type { Field } from './fields'
import ListField from './ListField.vue'

vi.mock('../../offline/drafts', () => ({ fileOf: async () => undefined }))
vi.mock('./picture', async (original) => ({
  ...(await original<object>()),
  fit: async (file: File) => file,
  shotOf: async () => ({ taken_at: '2026-09-07T09:00:00+08:00' }),
}))
URL.createObjectURL = () => 'blob:seen'
const PICTURE = { name: 'picture', title: '照片', kind: 'file', required: true, shot: 'picture_shot' } as Field
const PICTURES = { name: 'pictures', title: '照片', kind: 'list', required: false, fields: [PICTURE] } as Field

it('keeps with each picture of a row how it was taken', async () => {
  const old = { picture: 'a'.repeat(64), picture_shot: { taken_at: '2026-09-07T08:00:00+08:00' } }
  const list = mount(ListField, { props: { field: PICTURES, modelValue: [old] } })
  const put = (rows: Record<string, unknown>[]) => void list.setProps({ modelValue: rows })
  await list.setProps({ 'onUpdate:modelValue': put } as never)
  const input = list.get('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [new File(['x'], 'x.jpg', { type: 'image/jpeg' })] })
  await input.trigger('change')
  await vi.waitFor(() => {
    const [row] = list.props('modelValue') as unknown as (typeof old)[]
    expect(row!.picture).not.toBe(old.picture)
    expect(row!.picture_shot?.taken_at).toBe('2026-09-07T09:00:00+08:00')
  })
})
