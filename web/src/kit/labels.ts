/** Chinese words of the codes that a form or a panel shows, for what stands deep inside of it. */
import { inject, provide, type InjectionKey } from 'vue'

type Labels = Record<string, string>
const LABELS: InjectionKey<() => Labels> = Symbol('words of codes')

export function provideLabels(labels: () => Labels): void {
  provide(LABELS, labels)
}

export function labelsAround(): () => Labels {
  return inject(LABELS, () => ({}))
}
