// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import FileField from './FileField.vue'

it('gives the file with its fingerprint, though the form has not shown it yet', async () => {
  const field = mount(FileField, {
    props: { title: '照片', modelValue: undefined, 'onUpdate:modelValue': () => undefined },
  })
  const input = field.get<HTMLInputElement>('input[type=file]')
  const file = new File(['%PDF-1.7'], 'paper.pdf', { type: 'application/pdf' })
  Object.defineProperty(input.element, 'files', { value: [file] })
  await input.trigger('change')
  await vi.waitFor(() => expect(field.emitted('taken')).toHaveLength(1))
  expect(field.emitted('taken')?.[0]?.[1]).toMatch(/^[0-9a-f]{64}$/)
})
