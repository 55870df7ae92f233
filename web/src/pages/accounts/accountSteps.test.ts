import { describe, expect, it } from 'vitest'
import { accountSteps, loginIn, loginSteps, type Account } from './accountSteps'

const HELD = {
  number: 'HB-1001',
  issued_on: '2026-01-01',
  valid_from: '2026-01-01',
  valid_until: '2026-12-31',
  fields: ['safety'],
  counts: true,
  photo: null,
}
const ACCOUNT = { id: 'officer-1', roles: ['officer'], identified: true, closed: false, certificate: HELD } as never
function names(account: Partial<Account>, me = 'administrator'): string[] {
  return accountSteps({ ...(ACCOUNT as Account), ...account }, me).map((step) => step.name)
}

describe('what may be done with an account', () => {
  it('begins with what waits for another administrator', () => {
    expect(names({ roles_asked: { roles: ['head'], asked_by: 'x', asked_on: '2026-09-01' } as never })[0]).toBe(
      'confirm-roles',
    )
  })

  it('is nothing once it is closed, and nobody closes the own one', () => {
    expect(names({ closed: true })).toEqual([])
    expect(names({}, 'officer-1')).not.toContain('close-account')
  })

  it('fills in the certificate that is held, so that a picture alone can be brought', () => {
    const certify = accountSteps(ACCOUNT, 'administrator').find((step) => step.name === 'certify-officer')
    expect(certify?.prefill).toEqual({
      certificate: 'HB-1001',
      issued_on: '2026-01-01',
      valid_from: '2026-01-01',
      valid_until: '2026-12-31',
      fields: ['safety'],
    })
    expect(names({ certificate: null })).not.toContain('withdraw-certificate')
  })

  it('tells a reset that waits from one that was done', () => {
    const events = ['login-opened', 'reset-asked', 'login-reset'].map((type) => ({ type: `identity.${type}.v1` }))
    expect(loginIn(events)).toEqual({ opened: true, asked: false })
    expect(loginIn(events.slice(0, 2))).toEqual({ opened: true, asked: true })
    expect(loginSteps({ opened: true, asked: true }, '').map((step) => step.name)).toEqual(['reset-login'])
    expect(loginSteps({ opened: false, asked: false }, '').map((step) => step.name)).toEqual(['open-login'])
  })
})
