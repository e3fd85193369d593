import { createApp, h } from 'vue'
import PickFile from './PickFile.vue'

/** Asks the clerk for one of the data files, above whatever page is open; null when the clerk cancels. */
export function pickFile(names: string[]): Promise<string | null> {
  return new Promise((answer) => {
    const place = document.body.appendChild(document.createElement('div'))
    const before = document.activeElement
    const app = createApp(() =>
      h(PickFile, {
        names,
        onPicked: (name: string | null) => {
          app.unmount()
          place.remove()
          if (before instanceof HTMLElement) before.focus()
          answer(name)
        },
      }),
    )
    app.mount(place)
  })
}
