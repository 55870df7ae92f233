/** The published record of a draw, and the pool that was sealed before it. */

export class Unreadable extends Error {}

const RECORD_FORMAT = 'zhifatong-draw/2'
const POOL_FORMAT = 'zhifatong-pool/2'
const COUNTY = '130624'
/** The sections of the pool in their order, with the number of their columns; 0: a name and any number of values. */
const COLUMNS = {
  terms: 0,
  quotas: 2,
  firms: 2,
  tickets: 2,
  officers: 2,
  recusals: 2,
  'excluded-firms': 3,
  'excluded-officers': 3,
}
const TERMS = 'applies-to,draw,fields,item-lists,known-from,on,seed-issue,seed-source,wanted'

export interface Record {
  format: string
  draw: string
  seed: string
  seed_source: string
  held_on: string
  pool_sha256: string
  record_sha256: string
  algorithm: string[]
  drawn: {
    firm: string
    township: string
    ticket: string
    salt: string
    number: string
    officers: { certificate: string; number: string }[]
  }[]
  blank: { ticket: string; salt: string }[]
  repeated: string[]
  pool: string[]
}
const TEXTS = ['format', 'draw', 'seed', 'seed_source', 'held_on', 'pool_sha256', 'record_sha256']
const LISTS = ['algorithm', 'drawn', 'blank', 'repeated', 'pool']

export function parseRecord(bytes: ArrayBuffer): Record {
  const record = parsed(bytes)
  if (record.format !== RECORD_FORMAT) throw new Unreadable(`不是 ${RECORD_FORMAT} 格式的抽取记录`)
  require(record, '记录', Object.fromEntries([
    ...TEXTS.map((name) => [name, 'string']),
    ...LISTS.map((name) => [name, 'list']),
  ]))
  for (const name of ['algorithm', 'repeated', 'pool'] as const) {
    if (!(record[name] as unknown[]).every((line) => typeof line === 'string'))
      throw new Unreadable(`字段 ${name} 应为文本行的列表`)
  }
  for (const one of record.blank as unknown[]) require(one, 'blank 各项', { ticket: 'string', salt: 'string' })
  const drawn = {
    firm: 'string',
    township: 'string',
    ticket: 'string',
    salt: 'string',
    number: 'string',
    officers: 'list',
  }
  for (const one of record.drawn as unknown[]) require(one, 'drawn 各项', drawn)
  return record as unknown as Record
}

function parsed(bytes: ArrayBuffer): { [name: string]: unknown } {
  try {
    const record: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (record !== null && typeof record === 'object' && !Array.isArray(record))
      return record as { [name: string]: unknown }
  } catch {
    throw new Unreadable('不是有效的 JSON 文件')
  }
  throw new Unreadable('文件应为 JSON 对象')
}

function require(table: unknown, where: string, fields: { [name: string]: string }): void {
  if (table === null || typeof table !== 'object' || Array.isArray(table))
    throw new Unreadable(`${where}应为 JSON 对象`)
  const given = table as { [name: string]: unknown }
  for (const [name, kind] of Object.entries(fields)) {
    const right = kind === 'list' ? Array.isArray(given[name]) : typeof given[name] === kind
    if (!right) throw new Unreadable(`${where}缺少字段 ${name}，或其类型不对`)
  }
  const unknown = Object.keys(given)
    .filter((name) => !(name in fields))
    .sort()
  if (unknown.length) throw new Unreadable(`${where}有不应有的字段：${unknown.join('、')}`)
}

type Sections = { [name: string]: string[][] }

export interface Pool {
  sections: Sections
  draw: string
  source: string
  issue: string
  knownFrom: string
  wanted: number
  groups: Map<string, number>
  townships: Map<string, string>
  group(township: string): string
  /** Officers who may visit the firm. */
  free(firm: string, township: string): string[]
}

export function parsePool(text: string): Pool {
  const sections = sectionsOf(text)
  const terms = new Map(sections.terms!.map(([name, ...values]) => [name!, values]))
  const one = (name: string): string => {
    const values = terms.get(name) ?? []
    if (values.length !== 1) throw new Unreadable(`名单的抽取条件不合格式：${name}`)
    return values[0]!
  }
  const wanted = Number(one('wanted'))
  const quotas = sections.quotas!.map(([township, count]) => [township!, Number(count)] as const)
  if (![wanted, ...quotas.map(([, count]) => count)].every(Number.isInteger))
    throw new Unreadable('名单的抽取条件不合格式：wanted')
  const recused = new Set(sections.recusals!.map(([firm, certificate]) => `${firm}\n${certificate}`))
  return {
    sections,
    draw: one('draw'),
    source: one('seed-source'),
    issue: one('seed-issue'),
    knownFrom: one('known-from'),
    wanted,
    groups: new Map(quotas.length ? quotas : [[COUNTY, wanted]]),
    townships: new Map(sections.firms!.map(([firm, township]) => [firm!, township!])),
    group: (township) => (quotas.length ? township : COUNTY),
    free: (firm, township) => {
      const atHome = sections.officers!.filter(([of]) => of === township).map(([, certificate]) => certificate!)
      return atHome.filter((certificate) => !recused.has(`${firm}\n${certificate}`))
    },
  }
}

function sectionsOf(text: string): Sections {
  const [first, ...lines] = text.split('\n').slice(0, -1)
  if (first !== POOL_FORMAT) throw new Unreadable(`名单首行应为 ${POOL_FORMAT}`)
  const sections: Sections = {}
  let rows: string[][] = []
  for (const line of lines) {
    if (line.startsWith('[') && line.endsWith(']')) rows = sections[line.slice(1, -1)] = []
    else rows.push(line.split('\t'))
  }
  if (Object.keys(sections).join() !== Object.keys(COLUMNS).join())
    throw new Unreadable(`名单应依次包含各节：${Object.keys(COLUMNS).join('、')}`)
  for (const [name, columns] of Object.entries(COLUMNS)) {
    if (columns && sections[name]!.some((row) => row.length !== columns))
      throw new Unreadable(`名单 [${name}] 各行应有 ${columns} 列`)
  }
  if (sections.terms!.map((row) => row[0]).join() !== TERMS) throw new Unreadable('名单 [terms] 的各项不合规定')
  return sections
}
