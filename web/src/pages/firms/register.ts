/** A file of firms as rows of cells, corrected on the screen and given again as CSV. */

export interface Sheet {
  heading: string[]
  rows: string[][]
}
export interface Fault {
  field: string
  reason: string
  row?: number | null
  column?: string
}
export const FIRST_ROW = 2

/** The rows of a CSV text (RFC 4180); empty lines at the end are left out. */
export function parse(text: string): Sheet {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const clean = text.replace(/^\uFEFF/, '')
  const parts = partedBy(clean)
  for (let at = 0; at < clean.length; at++) {
    const sign = clean[at]!
    if (quoted && sign === '"' && clean[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"' && (quoted || cell === '')) quoted = !quoted
    else if (!quoted && sign === parts) {
      row.push(cell)
      cell = ''
    } else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (sign === '\r' && clean[at + 1] === '\n') at += 1
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += sign
  }
  if (cell || row.length) rows.push([...row, cell])
  while (rows.length && rows.at(-1)!.every((one) => !one.trim())) rows.pop()
  const [heading = [], ...below] = rows
  return { heading, rows: below }
}

/** What parts the header parts all cells: a comma, a tab or a semicolon. */
function partedBy(text: string): string {
  const header = text.split(/\r|\n/, 1)[0] ?? ''
  const often = (sign: string): number => header.split(sign).length
  return [',', '\t', ';'].reduce((most, sign) => (often(sign) > often(most) ? sign : most))
}

export function written(sheet: Sheet): string {
  return [sheet.heading, ...sheet.rows].map((row) => row.map(quotedIfNeeded).join(',')).join('\n') + '\n'
}

function quotedIfNeeded(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** What is wrong with the sheet, by the place in `rows` and in the heading; what is of a row as a whole stands at -1. */
export function placed(sheet: Sheet, faults: Fault[]): Map<number, Map<number, string>> {
  const found = new Map<number, Map<number, string>>()
  for (const fault of faults) {
    const row = (fault.row ?? 1) - FIRST_ROW
    const cells = found.get(row) ?? new Map<number, string>()
    const column = columnOf(sheet, fault)
    cells.set(column, [cells.get(column), fault.reason].filter(Boolean).join('；'))
    found.set(row, cells)
  }
  return found
}

/** How the columns are called most often; the service knows more names (services/credit, cells.py). */
const CALLED: Record<string, string[]> = {
  code: ['统一社会信用代码', '社会信用代码', '信用代码'],
  name: ['名称', '主体名称', '企业名称', '市场主体名称', '经营主体名称', '字号名称'],
  township: ['乡镇', '所属乡镇', '乡镇代码', '所在乡镇'],
  kind: ['主体类型', '类型', '市场主体类型', '经营主体类型'],
  field: ['行业', '行业领域', '所属行业', '领域'],
  risk: ['风险', '风险等级', '行业风险'],
  address: ['地址', '住所', '经营场所', '经营地址'],
  legal_person: ['法定代表人', '负责人', '经营者'],
}

/** The column by its letter, as spreadsheets name it, or by its heading. */
function columnOf(sheet: Sheet, { column = '', field }: Fault): number {
  if (/^[A-Z]+$/.test(column)) return [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  const names = [field, ...(CALLED[field] ?? [])]
  return sheet.heading.findIndex((one) => names.includes(one.trim()))
}
