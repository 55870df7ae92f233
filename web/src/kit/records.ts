/** Where the kinds of records stand: their word, the page that shows one, the address at which it is read. */

interface Place {
  word: string
  /** The page of a record, without its id; none where it has no page of its own. */
  page?: string
  /** The list of the kind's service; a record is read below it. */
  read?: string
}

export const RECORDS: Record<string, Place> = {
  case: { word: '案件', page: '/cases', read: '/cases' },
  clue: { word: '线索', page: '/clues', read: '/clues' },
  power: { word: '权力事项', read: '/powers' },
  visit: { word: '检查', page: '/visits', read: '/visits' },
  patrol: { word: '巡查', page: '/patrols', read: '/patrols' },
  draw: { word: '抽签', page: '/draws', read: '/draws' },
  assignment: { word: '交办', page: '/given', read: '/assignments' },
  alert: { word: '预警', page: '/alerts', read: '/alerts' },
  task: { word: '任务', page: '/assignments', read: '/tasks' },
  review: { word: '案卷评查', read: '/reviews' },
  officer: { word: '账户', page: '/accounts', read: '/officers' },
  firm: { word: '经营主体', read: '/firms' },
}

export function wordOf(kind: string): string {
  return RECORDS[kind]?.word ?? kind
}

/** The address of a record's page; nothing where it has none. */
export function pageOf(kind: string, id: string): string | undefined {
  const page = RECORDS[kind]?.page
  return page && `${page}/${encodeURIComponent(id)}`
}

/** The address at which a record's service tells it; nothing of a kind that is unknown. */
export function readAt(kind: string, id: string): string | undefined {
  const list = RECORDS[kind]?.read
  return list && `${list}/${id}`
}
