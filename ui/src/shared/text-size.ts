// How large everything is shown: a habit of whoever sits here, not of the file.
import { ref } from 'vue'

/** Of the usual size. */
export const SIZES = [1, 1.15, 1.3] as const
const KEY = 'mingce-text-size'

function remembered(): number {
  try {
    const kept = Number(localStorage.getItem(KEY))
    return SIZES.find((size) => size === kept) ?? 1
  } catch {
    // No storage, no memory: the usual size.
    return 1
  }
}

export const textSize = ref(remembered())

/** Shows everything so large, from now on. */
export function showAt(size: number) {
  textSize.value = size
  document.documentElement.style.setProperty('zoom', String(size))
  try {
    localStorage.setItem(KEY, String(size))
  } catch {
    // It holds until the window is closed.
  }
}
