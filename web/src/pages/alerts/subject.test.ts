import { expect, it } from 'vitest'
import { recordOf } from './subject'

it('leads from an alert to the page of what it is about', () => {
  expect(recordOf('case-1b2c')).toBe('/cases/case-1b2c')
  expect(recordOf('visit-1-91350100M000100Y43')).toBe('/visits/visit-1-91350100M000100Y43')
  expect(recordOf('firm-91350100M000100Y43')).toBeUndefined()
  expect(recordOf('')).toBeUndefined()
})
