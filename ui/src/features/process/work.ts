// One process being edited: what is shown is what was typed at once; what is written follows in turn.
import { computed, ref } from 'vue'
import type { AppError } from '../../ipc/bindings/AppError'
import type { ProcessDraft } from '../../ipc/bindings/ProcessDraft'
import type { ProcessEdit } from '../../ipc/bindings/ProcessEdit'
import type { ProcessEdited } from '../../ipc/bindings/ProcessEdited'
import type { ProcessesView } from '../../ipc/bindings/ProcessesView'
import type { ProcessView } from '../../ipc/bindings/ProcessView'
import { asAppError } from '../../ipc/error'
import { useTransport } from '../../ipc/transport'
import { useHistory } from '../../shared/history'

export function useProcesses(of: { agency: () => string; fail: (error: AppError) => void }) {
  const core = useTransport()
  const history = useHistory()
  const list = ref<ProcessesView | null>(null)
  /** As the core has it: chart, findings. */
  const view = ref<ProcessView | null>(null)
  /** As it is on the screen; ahead of `view` while it is being written. */
  const draft = ref<ProcessDraft | null>(null)
  const selected = ref('')
  const status = ref('')
  const notes = ref<string[]>([])
  let writing = 0
  /** Counts what the chart was asked for, so that an older answer never stands over a newer one. */
  let turn = 0
  let drawing = false
  let next = null as ProcessDraft | null

  /** What was typed up to now need not be drawn: something newer is shown. */
  function overtake() {
    turn += 1
    next = null
  }
  function show(shown: ProcessView | null) {
    overtake()
    view.value = shown
    draft.value = shown?.draft ?? null
    if (!shown?.draft.steps.some((step) => step.id === selected.value)) selected.value = shown?.draft.steps[0]?.id ?? ''
  }
  async function load() {
    try {
      list.value = await core.processList(of.agency())
      const id = view.value?.id
      if (id) await open(id)
    } catch (cause) {
      of.fail(asAppError(cause))
    }
  }
  async function open(id: string) {
    try {
      show(await core.processView(of.agency(), id))
    } catch {
      // A step back may have taken away the one that was shown: the list says what there is.
      show(null)
    }
  }
  async function edit(change: ProcessEdit): Promise<{ done: ProcessEdited } | { error: AppError }> {
    try {
      const done = await history.change(() => core.processEdit(of.agency(), change))
      list.value = done.list
      status.value = done.said
      // What a file had that was not taken over stays to be read while it is being mended.
      if (change.do !== 'save') notes.value = done.notes
      await history.refresh()
      return { done }
    } catch (cause) {
      return { error: asAppError(cause) }
    }
  }
  /** Shows a change and writes it. */
  async function save(changed: ProcessDraft) {
    const id = view.value?.id
    if (!id) return
    draft.value = changed
    overtake()
    writing += 1
    const answer = await edit({ do: 'save', id, draft: changed })
    writing -= 1
    if ('error' in answer) {
      of.fail(answer.error)
      // What was refused is not shown as if it were kept.
      if (writing === 0 && view.value?.id === id) await open(id)
    } else if (view.value?.id === id && answer.done.process) {
      if (writing === 0) show(answer.done.process)
      else view.value = answer.done.process
    }
  }
  /** Draws what is being typed before it is kept: one drawing at a time, and after it the newest. */
  async function draw(typed: ProcessDraft) {
    next = typed
    turn += 1
    if (drawing) return
    drawing = true
    while (next) {
      const [id, mine, it] = [view.value?.id, turn, next] as const
      next = null
      if (!id || writing) continue
      try {
        const drawn = await core.processDraft(of.agency(), id, it)
        // Meanwhile more may have been typed: the chart still moves. What was kept meanwhile stands.
        if (view.value?.id === id && (mine === turn || next)) view.value = drawn
      } catch {
        // What stands in the way is said when it is to be kept.
      }
    }
    drawing = false
  }
  const at = computed(() => draft.value?.steps.findIndex((step) => step.id === selected.value) ?? -1)
  return { list, view, draft, selected, at, status, notes, load, open, show, edit, save, draw }
}
