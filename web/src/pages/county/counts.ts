/** What the county's counts say: by township, by month. The service adds up what is of the whole county and of all months. */
export interface Count {
  kind: string
  township: string
  month: string
  count: number
}
export const COUNTY = 'county'
const ALL_MONTHS = 'all'

/** How often each kind was counted in each township, over all months. */
export function byTownship(counts: Count[]): Map<string, Record<string, number>> {
  const found = new Map<string, Record<string, number>>()
  for (const { kind, township, month, count } of counts) {
    if (month !== ALL_MONTHS || township === COUNTY) continue
    found.set(township, { ...found.get(township), [kind]: count })
  }
  return found
}

export function total(counts: Count[], kind: string, township = COUNTY, month = ALL_MONTHS): number {
  return counts.find((one) => one.kind === kind && one.township === township && one.month === month)?.count ?? 0
}

/** The last months in which anything was counted, each with its figure. */
export function trend(
  counts: Count[],
  kind: string,
  township = COUNTY,
  months = 6,
): { month: string; count: number }[] {
  const all = [...new Set(counts.map((one) => one.month))].filter((month) => month !== ALL_MONTHS)
  return all
    .sort()
    .slice(-months)
    .map((month) => ({ month, count: total(counts, kind, township, month) }))
}
