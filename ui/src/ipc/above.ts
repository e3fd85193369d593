import { createApp, h, type Component } from 'vue'

/** Shows a dialog above whatever page or dialog is open, until it says what the clerk chose (`answered`); the focus then goes back. */
export function askAbove<T>(dialog: Component, given: Record<string, unknown>): Promise<T> {
  return new Promise((answer) => {
    const place = document.body.appendChild(document.createElement('div'))
    const before = document.activeElement
    const app = createApp(() =>
      h(dialog, {
        ...given,
        onAnswered: (chosen: T) => {
          app.unmount()
          place.remove()
          if (before instanceof HTMLElement) before.focus()
          answer(chosen)
        },
      }),
    )
    app.mount(place)
  })
}
