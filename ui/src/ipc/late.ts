// A change of the ledger that moves figures of a final report: whatever command makes it, it is asked here why, and given again.
import { createApp, h } from 'vue'
import type { AppError } from './bindings/AppError'
import type { LockView } from './bindings/LockView'
import type { Link } from './commands'
import { asAppError } from './error'
import LateReason from './LateReason.vue'
import { late as words } from '../locales/late'

/** Asks for the reason; null when the clerk would rather not. */
export type Ask = (question: LockView) => Promise<string | null>

/** The same link, with the question asked where the core asks it. */
export const asking = (link: Link, ask: Ask): Link => ({
  page: (version, page) => link.page(version, page),
  export: (request, tell) => link.export(request, tell),
  async call<T>(command: string, given?: Record<string, unknown>): Promise<T> {
    for (;;) {
      try {
        return await link.call<T>(command, given)
      } catch (cause) {
        if (asAppError(cause).code !== 'year_lock') throw cause
        const question = await link.call<LockView | null>('year_lock_question')
        const reason = question && (await ask(question))
        if (!question || !reason) throw { ...asAppError(cause), code: '', message: words.left } satisfies AppError
        await link.call('year_lock_reason', { token: question.token, reason })
      }
    }
  },
})

/** Shows the cells above whatever page or dialog is open. */
export function askReason(question: LockView): Promise<string | null> {
  return new Promise((answer) => {
    const place = document.body.appendChild(document.createElement('div'))
    const before = document.activeElement
    const app = createApp(() =>
      h(LateReason, {
        question,
        onAnswered: (reason: string | null) => {
          app.unmount()
          place.remove()
          if (before instanceof HTMLElement) before.focus()
          answer(reason)
        },
      }),
    )
    app.mount(place)
  })
}
