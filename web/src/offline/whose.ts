/** Whose this tab is: what is typed is kept as theirs. `session.ts` says so; it rests on what is kept here itself. */
let person = ''

export function keepFor(id: string): void {
  person = id
}

export function whose(): string {
  return person
}
