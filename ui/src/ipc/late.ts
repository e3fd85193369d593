// A change of the ledger that moves figures of a final report: whatever command makes it, it is asked here why, and given again.
import type { AppError } from './bindings/AppError'
import type { LockView } from './bindings/LockView'
import type { Link } from './commands'
import { askAbove } from './above'
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

/** Shows the cells and asks, above whatever page or dialog is open. */
export const askReason: Ask = (question) => askAbove<string | null>(LateReason, { question })
