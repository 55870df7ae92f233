import { createHash, randomBytes } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { fingerprint, Sha256 } from './fingerprint'

const MEGABYTE = 1024 * 1024

it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('is that of %i bytes, in whatever pieces they come', (size) => {
  const bytes = randomBytes(size)
  for (const piece of [1, 7, 64, 100, 2000]) {
    const hash = new Sha256()
    for (let start = 0; start < size; start += piece) hash.add(bytes.subarray(start, start + piece))
    expect(Buffer.from(hash.digest()).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})

it.each([0, 3, 9 * MEGABYTE + 13])('of a file of %i bytes is that of its content', async (size) => {
  const bytes = randomBytes(size)
  expect(await fingerprint(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'))
})

it('reads a film in pieces, once', async () => {
  const film = new Blob([new Uint8Array(9 * MEGABYTE)])
  const whole = vi.spyOn(film, 'arrayBuffer')
  const pieces = vi.spyOn(film, 'slice')
  expect(await fingerprint(film)).toBe(await fingerprint(film))
  expect(whole).not.toHaveBeenCalled()
  expect(pieces).toHaveBeenCalledTimes(9)
})
