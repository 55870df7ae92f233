/** Files that a form is still reading: what is given waits for them. */
import { inject, provide, type InjectionKey } from 'vue'

export type Hold = (work: Promise<void>) => void

const HOLD: InjectionKey<Hold> = Symbol('files that are being read')

/** For the form: `hold` is called with what must be done first, by its fields too; `settled` waits for all of it. */
export function holdBack(): { hold: Hold; settled: () => Promise<void> } {
  const under = new Set<Promise<void>>()
  const hold: Hold = (work) => {
    under.add(work)
    void work.finally(() => under.delete(work))
  }
  provide(HOLD, hold)
  return {
    hold,
    async settled() {
      while (under.size) await Promise.all(under)
    },
  }
}

/** For a field: how it holds back the form around it, if there is one. */
export function holdOfForm(): Hold {
  return inject(HOLD, () => undefined)
}
