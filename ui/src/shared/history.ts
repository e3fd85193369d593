// 撤销 and 重做 over everything in the file, and whether what was done is saved.
import { inject, ref, type InjectionKey, type Ref } from 'vue'
import type { HistoryView } from '../ipc/bindings/HistoryView'
import type { Transport } from '../ipc/transport'
import { inTurn } from './turns'

export interface History {
  readonly view: Ref<HistoryView | null>
  /** Changes on their way: 已保存 is said only when there is none. */
  readonly saving: Ref<number>
  /** Counts steps back and forth: whatever a page shows may have changed by one. */
  readonly moved: Ref<number>
  /** The step that was taken last, until something else is done. */
  readonly taken: Ref<{ back: boolean; what: string } | null>
  /** Makes a change when those before it are done. */
  change<T>(work: () => Promise<T>): Promise<T>
  undo(): Promise<void>
  redo(): Promise<void>
  /** Asks where things stand: after a change whose answer does not say so. */
  refresh(): Promise<void>
}

export const HISTORY: InjectionKey<History> = Symbol('history')

export function useHistory(): History {
  const history = inject(HISTORY)
  if (!history) throw new Error('no history was provided')
  return history
}

/** The history of the file that is open; `fail` says what stood in the way of a step. */
export function historyOf(core: Transport, fail: (cause: unknown) => void): History {
  const view = ref<HistoryView | null>(null)
  const saving = ref(0)
  const moved = ref(0)
  const taken = ref<History['taken']['value']>(null)
  function change<T>(work: () => Promise<T>): Promise<T> {
    saving.value += 1
    taken.value = null
    return inTurn(work).finally(() => (saving.value -= 1))
  }
  async function step(back: boolean) {
    // What is still in a field is a step of its own, and the first one back.
    window.dispatchEvent(new Event('mingce-flush'))
    try {
      await change(async () => {
        const what = (back ? view.value?.undo : view.value?.redo) ?? ''
        view.value = await (back ? core.historyUndo() : core.historyRedo())
        moved.value += 1
        if (what) taken.value = { back, what }
      })
    } catch (cause) {
      fail(cause)
    }
  }
  async function refresh() {
    try {
      view.value = await core.historyView()
    } catch (cause) {
      fail(cause)
    }
  }
  return { view, saving, moved, taken, change, undo: () => step(true), redo: () => step(false), refresh }
}
