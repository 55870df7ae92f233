/** What stands against a command that came too late: the record as it is now beside what was to be done. */
export interface Answered {
  item: string
  answer: string
}
export interface Difference {
  item: string
  mine: string
  theirs: string
}

/** Items that the command answers and somebody else has answered otherwise meanwhile. */
export function differences(body: unknown, record: unknown): Difference[] {
  const mine = (body as { answers?: Answered[] } | null)?.answers ?? []
  const now = (record as { visit?: { answers?: Answered[] } } | null)?.visit?.answers ?? []
  const theirs = new Map(now.map(({ item, answer }) => [item, answer]))
  return mine
    .filter(({ item, answer }) => theirs.has(item) && theirs.get(item) !== answer)
    .map(({ item, answer }) => ({ item, mine: answer, theirs: theirs.get(item)! }))
}
