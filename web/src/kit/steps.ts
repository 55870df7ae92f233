/** A step that may be taken next, as every service tells it. */
import type { Option } from './form/fields'

export interface Obstacle {
  code: string
  detail: string
  law: string
  remedy: string
  category?: string
}
export interface Step {
  name: string
  label: string
  by: string
  missing: Obstacle[]
  demanded: Obstacle[]
  path: string
  method: string
  schema: string | null
  prefill: Record<string, unknown>
  options: Record<string, Option>
  may_i: boolean
  next: boolean
  /** The article under which it is taken, if there is one. */
  law?: string
}

/** A step that a list offers for one of its items, from what is known here. */
export function plainStep(name: string, label: string, path: string, schema: string): Step {
  return {
    name,
    label,
    by: '',
    missing: [],
    demanded: [],
    path,
    method: 'POST',
    schema,
    prefill: {},
    options: {},
    may_i: true,
    next: false,
  }
}

export interface Parted {
  /** What the procedure waits for, and this person may do. */
  next: Step[]
  open: Step[]
  others: Step[]
  shut: Step[]
}

export function parted(steps: Step[]): Parted {
  const openOnes = steps.filter((step) => !step.missing.length)
  return {
    next: openOnes.filter((step) => step.may_i && step.next),
    open: openOnes.filter((step) => step.may_i && !step.next),
    others: openOnes.filter((step) => !step.may_i),
    shut: steps.filter((step) => step.missing.length),
  }
}
