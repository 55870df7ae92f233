/** Days and times of day in Beijing, whatever the zone of this device. */
const ZONE = 'Asia/Shanghai'
const OFFSET = '+08:00'

/** A moment as `2026-09-03T14:05:09`, as a clock in Beijing shows it. */
function shown(moment: string | number | Date): string {
  const style = { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' } as const
  return new Date(moment).toLocaleString('sv-SE', style).replace(' ', 'T')
}

/** `2026-09-03`. */
export function dayOf(moment: string | number | Date): string {
  return shown(moment).slice(0, 10)
}

/** `14:05`. */
export function clockOf(moment: string | number | Date): string {
  return shown(moment).slice(11, 16)
}

/** As `<input type="datetime-local">` takes it: `2026-09-03T14:05`. */
export function typedOf(moment: string | number | Date): string {
  return shown(moment).slice(0, 16)
}

/** The moment that such a field tells. */
export function momentOf(typed: string): Date {
  return new Date(`${typed}${OFFSET}`)
}
