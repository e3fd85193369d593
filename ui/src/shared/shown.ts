// A page stays in memory while another is shown: it asks again what it shows when it comes back, and after a step back
// or forth, which may have changed anything; not while nobody sees it.
import { onActivated, onDeactivated, ref, watch, type Ref } from 'vue'
import { useHistory } from './history'

/** Loads when the page is shown and after each step; says whether it is shown. */
export function useShown(load: () => unknown): Readonly<Ref<boolean>> {
  const shown = ref(false)
  onActivated(() => {
    shown.value = true
    void load()
  })
  onDeactivated(() => (shown.value = false))
  watch(useHistory().moved, () => shown.value && void load())
  return shown
}
