// For tests: what the frame gives to a page.
import { TRANSPORT, type Transport } from '../ipc/transport'
import { HISTORY, historyOf } from './history'

/** The core, and a history over it. */
export function given(core: Partial<Transport>) {
  const history = historyOf(core as Transport, (cause) => {
    throw cause
  })
  return { history, provide: { [TRANSPORT as symbol]: core, [HISTORY as symbol]: history } }
}
