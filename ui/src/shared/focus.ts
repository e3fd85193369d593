// A place gets the focus when an answer is there. Somebody may have begun to type elsewhere meanwhile: that is not torn
// apart between two fields.

/** Remembers where the focus is; the function gives it to a place, unless it has been put somewhere else since. */
export function focusLater(): (place: HTMLElement | null) => void {
  const before = document.activeElement
  return (place) => {
    const now = document.activeElement
    if (now === before || now === document.body) place?.focus()
  }
}
