// The report that is shown: asked for, changed, and asked for anew when it was changed elsewhere.
import { computed, onActivated, onDeactivated, ref, shallowRef, watch, type Ref } from 'vue'
import type { AppError } from '../../ipc/bindings/AppError'
import type { CellText } from '../../ipc/bindings/CellText'
import type { Edit } from '../../ipc/bindings/Edit'
import type { ReportView } from '../../ipc/bindings/ReportView'
import type { SectionView } from '../../ipc/bindings/SectionView'
import { asAppError } from '../../ipc/error'
import { useTransport } from '../../ipc/transport'
import { zh } from '../../locales/zh-CN'
import { useHistory } from '../../shared/history'
import { renewed } from '../../shared/renewed'
import { settled } from '../../shared/turns'

type Named = { at: string; label: string }[]
/** What is said of 信息处理费, in the order of the sentence on it. */
export const FEE_PARTS = ['notices', 'noticed', 'received'] as const
type FeePart = (typeof FEE_PARTS)[number]

/** The report of an agency and a year; `fail` says what stands in the way of everything. */
export function useReport(agency: Ref<string>, year: Ref<number>, fail: (error: AppError) => void) {
  const core = useTransport()
  const history = useHistory()
  const loading = ref(false)
  const report = shallowRef<ReportView | null>(null)
  /** Shows an answer; what is the same in it is not drawn again. */
  const show = (view: ReportView) => (report.value = renewed(report.value, view))
  /** Counts what the preview has to show anew. */
  const revision = ref(0)
  const source = ref('')
  const said = ref<string[]>([])
  const numberList = computed<Named>((before) => {
    const cells = (report.value?.sections ?? []).flatMap((section) => section.table?.rows.flat() ?? [])
    return renewed(before, cells.flatMap((cell) => (cell.at ? [{ at: cell.at, label: cell.label ?? cell.at }] : [])))
  })
  /** Makes a change; gives the sentence that says why it was refused. What stands in the way of all changes is said above. */
  function edit(change: Edit, field: string | ((error: AppError) => void), of = agency.value, during = year.value): Promise<string | null> {
    return history.change(async () => {
      try {
        const edited = await core.reportEdit(of, during, change)
        history.view.value = edited.history
        if (of === agency.value && during === year.value) {
          show(edited.report)
          said.value = edited.said
          revision.value += 1
        }
        return null
      } catch (cause) {
        const error = asAppError(cause)
        if (typeof field === 'function') field(error)
        else if (error.field !== field) fail(error)
        return error.message
      }
    })
  }

  const keepCell = (at: string, text: string) => edit({ what: 'cell', at, text, source: source.value }, 'cell')
  const keepers = new Map<string, (text: string) => Promise<string | null>>()
  /**
   * Keeps a text in the report that is shown now, also when it is sent only as another report takes its place. The same
   * function for a field every time: a new one would have the field drawn anew.
   */
  function keeper(name: string, change: (text: string) => Edit, field: string) {
    const [of, during] = [agency.value, year.value]
    const key = `${of} ${during} ${name}`
    const known = keepers.get(key) ?? ((text: string) => edit(change(text), field, of, during))
    keepers.set(key, known)
    return known
  }
  const keepSection = (key: string) => keeper(`section ${key}`, (text) => ({ what: 'section', key, text }), key)
  const keepReason = (rule: string, at: string, reason: string) => edit({ what: 'reason', rule, at, reason }, 'note')

  const keepHead = (part: string) => keeper(`head ${part}`, (text) => ({ what: 'head', part, text }), part)
  const fee = computed(() => report.value?.fee ?? null)
  const keepFee = (part: FeePart) =>
    keeper(`fee ${part}`, (text) => {
      const { notices = '', noticed = '', received = '' } = fee.value ?? {}
      return { what: 'fee', notices, noticed, received, [part]: text }
    }, part)
  /** Puts the sentence on the fee at the end of its section. */
  async function insertFee(part: SectionView) {
    await settled()
    const sentence = fee.value?.sentence ?? ''
    const text = part.written.trimEnd()
    await edit({ what: 'section', key: fee.value!.section, text: text ? `${text}\n${sentence}` : sentence }, '')
  }

  async function pasteBlock(cells: CellText[], beyond: number) {
    const refusal = await edit({ what: 'block', cells, source: source.value }, '')
    if (refusal === null && beyond) said.value = [...said.value, zh.history.beyond.replace('{n}', String(beyond))]
  }

  async function zeroReport() {
    await edit({ what: 'zero', source: source.value }, '')
  }

  /** Something outside may have changed the report anywhere: it is asked for anew. */
  async function again() {
    const [of, during] = [agency.value, year.value]
    try {
      const view = await core.reportView(of, during)
      if (of !== agency.value || during !== year.value) return
      show(view)
      revision.value += 1
    } catch (cause) {
      fail(asAppError(cause))
    }
  }
  let here = true
  onActivated(() => {
    // Back from another page: the settings change the pages, and steps may have been taken back there.
    if (!here) void again()
    here = true
  })
  onDeactivated(() => (here = false))
  watch(history.moved, () => {
    said.value = []
    if (here) void again()
  })

  let asked = 0
  watch(
    [agency, year],
    async () => {
      const mine = ++asked
      loading.value = true
      said.value = []
      try {
        const view = await core.reportView(agency.value, year.value)
        if (mine === asked) source.value = view.source
        // An answer that a later question has overtaken is thrown away.
        if (mine === asked) show(view)
      } catch (cause) {
        if (mine === asked) {
          report.value = null
          fail(asAppError(cause))
        }
      }
      if (mine === asked) loading.value = false
    },
    { immediate: true },
  )

  return { report, loading, source, said, revision, numberList, fee, edit, keepCell, keepReason, keepSection, keepHead, keepFee, insertFee, pasteBlock, zeroReport, again }
}
