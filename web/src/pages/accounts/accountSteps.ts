/** What an administrator may do with an account: commands that identity offers, with what is known filled in. */
import type { components } from '../../api/identity'
import { plainStep, type Step } from '../../kit/steps'
import { today } from '../../http'

export type Account = components['schemas']['OfficerView']
export interface Login {
  opened: boolean
  /** A reset was asked for, and another administrator has not confirmed it yet. */
  asked: boolean
}

/** Whether the person has a login, and whether a reset waits, by the history of the account. */
export function loginIn(events: { type: string }[]): Login {
  const types = events.map((event) => event.type.replace('identity.', '').replace('.v1', ''))
  return {
    opened: types.includes('login-opened'),
    asked: types.lastIndexOf('reset-asked') > types.lastIndexOf('login-reset'),
  }
}

/** The steps that fit the account as it stands; the service judges each. */
export function accountSteps(account: Account, me: string): Step[] {
  if (account.closed) return []
  const at = `/officers/${account.id}`
  const steps = rightsSteps(account, at)
  if (!account.identified) steps.unshift(plainStep('identify-officer', '补录身份', `${at}/identity`, 'IdentifyOfficer'))
  if (account.id !== me) steps.push(plainStep('close-account', '注销账户', `${at}/closing`, 'CloseAccount'))
  return steps
}

/** Logins are opened and reset apart: their forms hold a password. */
export function loginSteps(login: Login, at: string): Step[] {
  if (!login.opened) return [plainStep('open-login', '开立登录名', `${at}/login`, 'OpenLogin')]
  if (!login.asked) return []
  return [plainStep('reset-login', '确认重置密码', `${at}/login/reset/confirmation`, 'ResetLogin')]
}

function rightsSteps(account: Account, at: string): Step[] {
  const prefill = { roles: [...account.roles] }
  const steps: Step[] = [
    { ...plainStep('change-roles', '变更职责', `${at}/roles`, 'ChangeRoles'), prefill },
    ...certificateSteps(account, `${at}/certificate`),
    plainStep('ask-reset', '申请重置密码', `${at}/login/reset`, 'AskReset'),
  ]
  if (!account.roles_asked) return steps
  const confirm = plainStep('confirm-roles', '确认变更职责', `${at}/roles/confirmation`, '')
  return [{ ...confirm, schema: null, next: true }, ...steps]
}

function certificateSteps(account: Account, at: string): Step[] {
  const held = account.certificate
  const label = held ? '换发执法证、更换照片' : '核发执法证'
  const known = held ? certificateFields(held) : {}
  const certify = { ...plainStep('certify-officer', label, at, 'CertifyOfficer'), prefill: known }
  if (!held) return [certify]
  const from = (name: string, word: string, below: string, schema: string): Step => ({
    ...plainStep(name, word, `${at}/${below}`, schema),
    prefill: { effective_from: today.value },
  })
  return [
    certify,
    from('suspend-certificate', '暂停执法证', 'suspension', 'SuspendCertificate'),
    from('reinstate-certificate', '恢复执法证', 'reinstatement', 'ReinstateCertificate'),
    from('withdraw-certificate', '收回执法证', 'withdrawal', 'WithdrawCertificate'),
  ]
}

function certificateFields(held: NonNullable<Account['certificate']>): Record<string, unknown> {
  const { number, issued_on, valid_from, valid_until, fields } = held
  return { certificate: number, issued_on, valid_from, valid_until, fields: [...fields] }
}
