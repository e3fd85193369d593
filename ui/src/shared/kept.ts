// A text that is kept when its field is left, when the page is, and when everything is to be kept (mingce-flush).
import { onBeforeUnmount, onMounted, ref, watch } from 'vue'

/** What is wrong with a text, or nothing. */
type Wrong = string | null

/**
 * The text that is being typed, beside the value that is kept. `keep` sends it and says what is wrong with it.
 * A text that was refused stays as it was typed, and is not sent again unchanged.
 */
export function useKept(value: () => string, reading: () => boolean, keep: (text: string) => Wrong | Promise<Wrong>) {
  const text = ref(value())
  const why = ref('')
  let sent = value()
  watch(value, (now) => {
    if (text.value === sent || text.value === now) {
      text.value = sent = now
      why.value = ''
    }
  })
  async function flush() {
    if (text.value === sent || reading()) return
    sent = text.value
    const told = keep(text.value)
    why.value = (told instanceof Promise ? await told : told) ?? ''
    // The core writes some things its own way: 2026-01-20 becomes 2026年1月20日.
    if (!why.value && text.value === sent && told instanceof Promise) text.value = sent = value()
  }
  keepAtFlush(flush)
  return { text, why, flush }
}

/** Has a part keep what is typed in it when everything is to be kept, and when it goes. */
export function keepAtFlush(flush: () => unknown) {
  const now = () => void flush()
  onMounted(() => window.addEventListener('mingce-flush', now))
  onBeforeUnmount(() => {
    window.removeEventListener('mingce-flush', now)
    now()
  })
}
