import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fit, LARGEST, shotOf } from './picture'

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

const NOW = Date.UTC(2026, 8, 4, 2, 5)
const taken = (ago: number, type = 'image/jpeg'): File => new File(['x'], 'site.jpg', { type, lastModified: NOW - ago })
type Answered = (found: { coords: object }) => void
function device(ask: (answered: Answered, denied: () => void) => void): void {
  vi.stubGlobal('navigator', { geolocation: { getCurrentPosition: ask } })
}
const here = (coords: object) => device((answered) => answered({ coords }))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('a picture that was taken just now has its time and place', async () => {
  here({ latitude: 38.849121, longitude: 114.193452, accuracy: 11.6 })
  const position = { latitude: 38_849_121, longitude: 114_193_452, accuracy: 12 }
  expect(await shotOf(taken(1000), NOW)).toEqual({ taken_at: '2026-09-04T02:04:59.000Z', position })
})

it.each([
  ['older than the form', taken(10 * 60_000)],
  ['no picture', taken(0, 'application/pdf')],
])('what was not taken now says nothing: %s', async (_, file) => {
  device(() => expect.unreachable())
  expect(await shotOf(file, NOW)).toBeUndefined()
})

it.each([
  ['refused', () => device((_, denied) => denied())],
  ['off the map', () => here({ latitude: 0, longitude: 0, accuracy: 5 })],
  ['anywhere', () => here({ latitude: 38.8, longitude: 114.2, accuracy: 2_000_000 })],
  ['there is none', () => vi.stubGlobal('navigator', {})],
  ['nobody answers the question', () => device(() => undefined)],
])('without a place the picture is taken all the same: %s', async (_, prepare) => {
  prepare()
  const found = shotOf(taken(0), NOW)
  await vi.runAllTimersAsync()
  expect(await found).toEqual({ taken_at: '2026-09-04T02:05:00.000Z', position: undefined })
})
