/** The file that was chosen; the same one, corrected under its old name, can be chosen again. */
export function chosenFile(event: Event): File | undefined {
  const input = event.target as HTMLInputElement
  const file = input.files?.[0]
  input.value = ''
  return file
}
