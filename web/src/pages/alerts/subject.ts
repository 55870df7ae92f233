/** Where the record stands that an alert is about; nothing where it has no page of its own. */
const ROOMS: Record<string, string> = {
  case: 'cases',
  clue: 'clues',
  visit: 'visits',
  patrol: 'patrols',
  draw: 'draws',
  task: 'assignments',
  officer: 'accounts',
}

export function recordOf(subject: string): string | undefined {
  const room = ROOMS[subject.slice(0, subject.indexOf('-'))]
  return room && `/${room}/${encodeURIComponent(subject)}`
}
