// One process being edited: what is shown is what was typed at once; what is written follows in turn, and the chart,
// which may take long, after it: nobody waits for it.
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

/** A drawing that takes longer than this is said to be under way, in milliseconds. */
export const SLOW = 300

export function useProcesses(of: { agency: () => string; fail: (error: AppError) => void }) {
  const core = useTransport()
  const history = useHistory()
  const list = ref<ProcessesView | null>(null)
  /** As the core has it: chart, findings. The chart is the last one that was drawn of this process. */
  const view = ref<ProcessView | null>(null)
  /** As it is on the screen; ahead of `view` while it is being written. */
  const draft = ref<ProcessDraft | null>(null)
  const selected = ref('')
  const status = ref('')
  const notes = ref<string[]>([])
  /** Whether the chart is behind what is shown beside it, and has been for a while. */
  const redrawing = ref(false)
  let writing = 0
  /** Counts what was typed, kept or opened, and which of it is seen: an older answer never stands over a newer one. */
  let turn = 0
  let seen = 0
  let opening = 0
  let drawing = false
  let next = null as { id: string; draft: ProcessDraft; turn: number } | null

  /** Shows an answer, unless something newer is seen already; one without a chart leaves the one that is there. */
  function see(answer: ProcessView, mine: number) {
    if (mine < seen || (view.value && view.value.id !== answer.id)) return false
    seen = mine
    view.value = { ...answer, chart: answer.chart ?? view.value?.chart ?? null }
    return true
  }
  function show(shown: ProcessView | null) {
    opening += 1
    turn += 1
    if (view.value?.id !== shown?.id) view.value = null
    draft.value = shown?.draft ?? null
    next = null
    if (!shown) seen = turn
    else {
      see(shown, turn)
      ask(shown.id, shown.draft)
    }
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
    opening += 1
    const mine = opening
    // A step back may have taken away the one that was shown: the list says what there is.
    const found = await core.processView(of.agency(), id).catch(() => null)
    if (mine === opening) show(found)
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
  /** Shows a change, writes it and has it drawn. */
  async function save(changed: ProcessDraft) {
    const id = view.value?.id
    if (!id) return
    draft.value = changed
    opening += 1
    const mine = (turn += 1)
    ask(id, changed)
    writing += 1
    const answer = await edit({ do: 'save', id, draft: changed })
    writing -= 1
    if ('error' in answer) {
      of.fail(answer.error)
      // What was refused is not shown as if it were kept.
      if (writing === 0 && view.value?.id === id) await open(id)
    } else if (view.value?.id === id && answer.done.process) {
      if (!see(answer.done.process, mine) || writing > 0) return
      // The core writes some things its own way.
      draft.value = answer.done.process.draft
      if (!draft.value.steps.some((step) => step.id === selected.value)) selected.value = draft.value.steps[0]?.id ?? ''
    }
  }
  /** Draws what is being typed before it is kept. */
  function draw(typed: ProcessDraft) {
    turn += 1
    if (view.value) ask(view.value.id, typed)
  }
  function ask(id: string, wanted: ProcessDraft) {
    next = { id, draft: wanted, turn }
    if (!drawing) void drawn()
  }
  /** One drawing at a time, and after it the newest: those between are not drawn. */
  async function drawn() {
    drawing = true
    while (next) {
      const asked = next
      next = null
      const slow = setTimeout(() => (redrawing.value = true), SLOW)
      try {
        const answer = await core.processDraft(of.agency(), asked.id, asked.draft)
        // Meanwhile more may have been typed: the chart still moves. What was kept or opened meanwhile stands.
        if (view.value?.id === asked.id) see(answer, asked.turn)
      } catch {
        // What stands in the way is said when it is to be kept.
      }
      clearTimeout(slow)
    }
    drawing = false
    redrawing.value = false
  }
  const at = computed(() => draft.value?.steps.findIndex((step) => step.id === selected.value) ?? -1)
  return { list, view, draft, selected, at, status, notes, redrawing, load, open, show, edit, save, draw }
}
