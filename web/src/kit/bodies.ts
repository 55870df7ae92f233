/** The county's townships and bodies, for filters and choices. */
import { computed, ref } from 'vue'
import type { components } from '../api/identity'
import { fresh, whenForgotten } from '../offline/answers'

type Body = components['schemas']['BodyView']
const bodies = ref<Body[]>([])
whenForgotten(() => (bodies.value = []))

export async function readBodies(): Promise<void> {
  if (!bodies.value.length) bodies.value = (await fresh<{ items: Body[] }>('identity', '/bodies?limit=200')).data.items
}
export const townshipChoices = computed(() =>
  bodies.value
    .filter((body) => body.kind === 'township')
    .map((body) => ({ value: body.township ?? body.code, label: body.name })),
)
export const bodyChoices = computed(() => bodies.value.map((body) => ({ value: body.code, label: body.name })))
