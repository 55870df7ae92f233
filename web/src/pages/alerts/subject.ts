import { pageOf } from '../../kit/records'

/** Where the record stands that an alert is about; nothing where it has no page of its own. */
export function recordOf(subject: string): string | undefined {
  return pageOf(subject.slice(0, subject.indexOf('-')), subject)
}
