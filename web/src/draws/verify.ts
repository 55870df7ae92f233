/** Draws again from a draw's record (capability C1): what verify_draw.py does, here in the browser. */
import { parsePool, parseRecord, Unreadable, type Pool, type Record } from './record'

const ALGORITHM = '051a66fe6fa7b3eb88fdd5a4adf51dce51cd69362c86d059a9c1db4cac05281e'
const NO_PAIR = '所在乡镇符合条件的执法人员不足两人'

export interface Verified {
  /** Everything that is not as recorded, a sentence each; empty: all is as recorded. */
  differences: string[]
  summary: string
}

export async function verify(bytes: ArrayBuffer): Promise<Verified> {
  try {
    const record = parseRecord(bytes)
    const differences = await differencesIn(record)
    return { differences, summary: summaryOf(record, differences.length) }
  } catch (fault) {
    if (fault instanceof Unreadable) return { differences: [fault.message], summary: '无法核验' }
    throw fault
  }
}

function summaryOf(record: Record, faults: number): string {
  if (faults) return `核验未通过，共 ${faults} 处不符`
  return `核验通过：抽中 ${record.drawn.length} 户，票、号码、顺序和执法人员均与重算结果一致\n封存哈希 ${record.pool_sha256}（应与抽取前公布的一致）\n种子 ${record.seed}（来源：${record.seed_source}，应与该来源公布的一致）`
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The sha256 of parts that are joined by one line feed. */
function digest(...parts: string[]): Promise<string> {
  return sha256(parts.join('\n'))
}

async function differencesIn(record: Record): Promise<string[]> {
  const text = record.pool.map((line) => `${line}\n`).join('')
  const pool = parsePool(text)
  return [
    ...(await headFaults(record, pool, await sha256(text))),
    ...poolFaults(pool),
    ...(await walkFaults(record, pool)),
    ...(await openingFaults(record, pool)),
    ...(await officerFaults(record, pool)),
  ]
}

async function headFaults(record: Record, pool: Pool, sealed: string): Promise<string[]> {
  const found: string[] = []
  const rest = Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'record_sha256'))
  if ((await sha256(canonical(rest))) !== record.record_sha256) found.push('记录被改动：record_sha256 与其余各项不符')
  if ((await digest(...record.algorithm)) !== ALGORITHM) found.push('算法说明被改动：与本工具所依据的不同')
  if (sealed !== record.pool_sha256) found.push(`封存哈希不符：记录为 ${record.pool_sha256}，按名单重算为 ${sealed}`)
  if (record.draw !== pool.draw) found.push(`抽取编号不符：名单封存时为 ${pool.draw}`)
  if (record.seed_source !== `${pool.source}第 ${pool.issue} 期`)
    found.push(`种子来源不符：名单封存时为${pool.source}第 ${pool.issue} 期`)
  const plain = record.seed === record.seed.split(/\s+/).filter(Boolean).join(' ')
  if (!record.seed.startsWith(`${pool.issue} `) || !plain) found.push(`种子不合格式：应为第 ${pool.issue} 期的号码`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(record.held_on) || record.held_on < pool.knownFrom.slice(0, 10))
    found.push(`抽取日期不符：种子在 ${pool.knownFrom} 才产生`)
  return found
}

/** JSON as it was hashed: keys in order, no spaces, letters as they are. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`
}

function poolFaults(pool: Pool): string[] {
  const found: string[] = []
  for (const [name, rows] of Object.entries(pool.sections)) {
    if (rows.some((row, place) => place > 0 && compare(rows[place - 1]!, row) >= 0))
      found.push(`名单 [${name}] 未按规定排序，或有重复行`)
  }
  for (const [what, column] of [
    ['firms', 0],
    ['officers', 1],
  ] as const) {
    const keys = [...pool.sections[what]!, ...pool.sections[`excluded-${what}`]!].map((row) => row[column]!)
    found.push(...repeated(keys).map((key) => `${key} 在名单中重复出现`))
  }
  const quotas = [...pool.groups.values()]
  if (quotas.reduce((sum, one) => sum + one, 0) !== pool.wanted || Math.min(...quotas) < 0)
    found.push(`各乡镇名额合计与拟抽取的 ${pool.wanted} 户不符`)
  if (pool.sections.tickets!.some(([group]) => !pool.groups.has(group!))) found.push('有的票不属于任何一组')
  for (const [firm, township] of pool.sections.firms!) {
    if (pool.free(firm!, township!).length < 2) found.push(`企业 ${firm} 没有两名符合条件的执法人员，却列入抽取名单`)
  }
  for (const [firm, township, reason] of pool.sections['excluded-firms']!) {
    if (reason === NO_PAIR && pool.free(firm!, township!).length >= 2)
      found.push(`企业 ${firm} 有两名以上符合条件的执法人员，排除理由不实`)
  }
  return found
}

/** Rows in the order of their characters' code points, column by column. */
function compare(one: string[], other: string[]): number {
  for (let place = 0; place < Math.min(one.length, other.length); place++) {
    const order = points(one[place]!, other[place]!)
    if (order) return order
  }
  return one.length - other.length
}

function points(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)]
  for (let place = 0; place < Math.min(left.length, right.length); place++) {
    const order = left[place]!.codePointAt(0)! - right[place]!.codePointAt(0)!
    if (order) return order
  }
  return left.length - right.length
}

function repeated(keys: string[]): string[] {
  return [...new Set(keys.filter((key, place) => keys.indexOf(key) !== place))]
}

/** In each group the smallest numbers were opened, one after the other, until enough firms had won. */
async function walkFaults(record: Record, pool: Pool): Promise<string[]> {
  const found: string[] = []
  const won = new Set(record.drawn.map((one) => one.ticket))
  const repeats = new Set(record.repeated)
  const told = [...won, ...record.blank.map((one) => one.ticket), ...record.repeated]
  const known = new Set(told)
  if (known.size < record.drawn.length + record.blank.length + record.repeated.length)
    found.push('有的票在记录中重复出现')
  const due = new Set<string>()
  for (const [group, wanted] of pool.groups) {
    let [left, first] = [wanted, true]
    for (const ticket of await inOrder(record, pool, group)) {
      if (left === 0) break
      due.add(ticket)
      if (!known.has(ticket) || (first && repeats.has(ticket))) {
        found.push(`号码不符：票 ${ticket} 的号码在前，记录中没有打开`)
        break
      }
      if (won.has(ticket)) left -= 1
      first &&= !won.has(ticket)
    }
    if (left) found.push(`组 ${group} 还应抽取 ${left} 户`)
  }
  found.push(
    ...[...known]
      .filter((ticket) => !due.has(ticket))
      .sort()
      .map((ticket) => `号码不符：票 ${ticket} 的号码不在前列，或不在名单中`),
  )
  const numbers = record.drawn.map((one) => one.number)
  const again = await Promise.all(record.drawn.map((one) => digest(pool.draw, record.seed, one.ticket)))
  if (numbers.join() !== again.join()) found.push('号码不符：与按种子重算的不同')
  if (numbers.join() !== [...numbers].sort().join()) found.push('抽中顺序不符：应按号码从小到大')
  return found
}

/** The tickets of a group, the smallest number first. */
async function inOrder(record: Record, pool: Pool, group: string): Promise<string[]> {
  const tickets = pool.sections.tickets!.filter(([of]) => of === group).map(([, ticket]) => ticket!)
  const numbered = await Promise.all(
    tickets.map(async (ticket) => [await digest(pool.draw, record.seed, ticket), ticket] as const),
  )
  return numbered.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, ticket]) => ticket)
}

async function openingFaults(record: Record, pool: Pool): Promise<string[]> {
  const found: string[] = []
  const groupOf = new Map(pool.sections.tickets!.map(([group, ticket]) => [ticket!, group!]))
  for (const one of record.drawn) {
    if ((await digest(pool.draw, one.firm, one.salt)) !== one.ticket)
      found.push(`企业不符：票 ${one.ticket} 不是企业 ${one.firm} 的`)
    if (pool.townships.get(one.firm) !== one.township) found.push(`乡镇不符：企业 ${one.firm}`)
    else if (groupOf.get(one.ticket) !== pool.group(one.township)) found.push(`企业 ${one.firm} 不在票所在的组`)
  }
  if (new Set(record.drawn.map((one) => one.firm)).size < record.drawn.length) found.push('有的企业重复抽中')
  for (const one of record.blank) {
    if ((await digest(pool.draw, '', one.salt)) !== one.ticket) found.push(`票 ${one.ticket} 不是空票`)
  }
  return found
}

async function officerFaults(record: Record, pool: Pool): Promise<string[]> {
  const found: string[] = []
  for (const one of record.drawn) {
    const free = pool.free(one.firm, one.township)
    const numbered = await Promise.all(
      free.map(async (who) => [await digest(pool.draw, record.seed, 'officer', one.firm, who), who] as const),
    )
    const chosen = numbered.sort(([left], [right]) => (left < right ? -1 : 1)).slice(0, 2)
    const told = one.officers.map((officer) => `${officer.certificate} ${officer.number}`).join()
    if (told !== chosen.map(([number, who]) => `${who} ${number}`).join()) {
      found.push(`执法人员不符：企业 ${one.firm} 应为 ${chosen.map(([, who]) => who).join('、')}`)
    }
  }
  return found
}
