import { expect, it } from 'vitest'
import { fit, LARGEST } from './picture'

function file(name: string, type: string, size: number): File {
  return Object.defineProperty(new File(['x'], name, { type }), 'size', { value: size })
}

it.each([
  [file('empty.jpg', 'image/jpeg', 0), '空的'],
  [file('long.mp4', 'video/mp4', LARGEST + 1), '200 MB'],
  [file('tool.exe', 'application/x-msdownload', 9), '不支持'],
  [file('page.svg', 'image/svg+xml', 9), '不支持'],
  [file('nothing', '', 9), '不支持'],
])('a file that no service takes is told at once', async (given, why) => {
  await expect(fit(given)).rejects.toThrow(why)
})

it('a film of exactly 200 MB is taken as it is', async () => {
  const film = file('film.mp4', 'video/mp4', LARGEST)
  expect(await fit(film)).toBe(film)
})
