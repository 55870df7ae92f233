/** Whether this is a desk: 1000 px and wider. */
import { ref } from 'vue'

const query = matchMedia('(min-width: 1000px)')
export const wide = ref(query.matches)
query.addEventListener('change', (event) => (wide.value = event.matches))
