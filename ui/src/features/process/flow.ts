// What can be done with the steps and flow lines of a process. Every function gives a new draft and leaves the old one
// alone: what is undone was never changed.
import type { LimitDraft } from '../../ipc/bindings/LimitDraft'
import type { LineDraft } from '../../ipc/bindings/LineDraft'
import type { ProcessDraft } from '../../ipc/bindings/ProcessDraft'
import type { StepDraft } from '../../ipc/bindings/StepDraft'

const ANSWERS = ['是', '否']

export function blank(id: string, kind = 'process'): StepDraft {
  return { id, kind, text: '', actor: '', limit: '', working_days: null, stops_clock: false, basis: '', duty: '', materials: '', form: '', note: '', row: '' }
}

/** A name that no step has. */
export function freeId(draft: ProcessDraft): string {
  const taken = new Set(draft.steps.map((step) => step.id))
  let n = draft.steps.length + 1
  while (taken.has(`n${n}`)) n += 1
  return `n${n}`
}

const out = (draft: ProcessDraft, id: string) => draft.lines.filter((line) => line.from === id)
const branches = (draft: ProcessDraft, id: string) => draft.steps.find((step) => step.id === id)?.kind === 'decision'

/** The answer that the next exit of a decision gets. */
function nextAnswer(draft: ProcessDraft, id: string): string {
  const given = out(draft, id).map((line) => line.label)
  return ANSWERS.find((answer) => !given.includes(answer)) ?? ''
}

/** Whither a step leads, as it is written in the table: `3`, or `是→3；否→6`. */
export function exits(draft: ProcessDraft, at: number): string {
  const id = draft.steps[at]?.id
  const number = (to: string) => draft.steps.findIndex((step) => step.id === to) + 1 || '?'
  return draft.lines
    .filter((line) => line.from === id)
    .map((line) => (line.label ? `${line.label}→${number(line.to)}` : String(number(line.to))))
    .join('；')
}

export interface Wrong {
  what: 'shape' | 'number' | 'self' | 'twice'
  part: string
}

/** Reads what was written as the exits of a step: numbers of rows, with the answer before each where there is one. */
export function readExits(draft: ProcessDraft, at: number, written: string): ProcessDraft | Wrong {
  const step = draft.steps[at]
  if (!step) return draft
  const lines: LineDraft[] = []
  for (const part of written.normalize('NFKC').split(/[;,、\n]/).map((it) => it.trim()).filter(Boolean)) {
    const read = /^(.*?)\s*(?:→|->|=>|:|=|到|至)?\s*(\d+)$/.exec(part)
    if (!read) return { what: 'shape', part }
    const to = draft.steps[Number(read[2]) - 1]
    if (!to) return { what: 'number', part: read[2]! }
    if (to.id === step.id) return { what: 'self', part }
    if (lines.some((line) => line.to === to.id)) return { what: 'twice', part }
    lines.push({ from: step.id, to: to.id, label: read[1]!.trim() })
  }
  return { ...draft, lines: inPlace(draft.lines, step.id, lines) }
}

/** The lines with those of one step replaced, where its first one stood. */
function inPlace(lines: LineDraft[], from: string, fresh: LineDraft[]): LineDraft[] {
  const first = lines.findIndex((line) => line.from === from)
  const others = lines.filter((line) => line.from !== from)
  const at = first < 0 ? others.length : lines.slice(0, first).filter((line) => line.from !== from).length
  return [...others.slice(0, at), ...fresh, ...others.slice(at)]
}

/** A new step after one: it takes over whither that one led; a decision gets one more answer, which leads to it. */
export function addAfter(draft: ProcessDraft, at: number): { draft: ProcessDraft; id: string } {
  const id = freeId(draft)
  const before = draft.steps[at]
  const steps = [...draft.steps.slice(0, at + 1), blank(id), ...draft.steps.slice(at + 1)]
  if (!before || before.kind === 'end') return { draft: { ...draft, steps }, id }
  const from = before.id
  if (before.kind === 'decision') {
    const open = out(draft, from).find((line) => !line.label)
    const label = nextAnswer(draft, from)
    if (open) {
      // An exit without an answer is what was there before the step became a decision.
      const lines = draft.lines.map((line) => (line === open ? { ...line, to: id, label } : line))
      return { draft: { ...draft, steps, lines: [...lines, { from: id, to: open.to, label: '' }] }, id }
    }
    const next = draft.steps[at + 1]
    const onwards = next && next.id !== from ? [{ from: id, to: next.id, label: '' }] : []
    return { draft: { ...draft, steps, lines: [...draft.lines, { from, to: id, label }, ...onwards] }, id }
  }
  const moved = draft.lines.map((line) => (line.from === from ? { ...line, from: id } : line))
  return { draft: { ...draft, steps, lines: [...moved, { from, to: id, label: '' }] }, id }
}

/** Without one step: what led to it leads on whither it led, where that is one place only; a way back to what led to it is none. */
export function remove(draft: ProcessDraft, at: number): ProcessDraft {
  const gone = draft.steps[at]
  if (!gone) return draft
  const before = new Set(draft.lines.filter((line) => line.to === gone.id).map((line) => line.from))
  const leads = out(draft, gone.id)
  const ahead = leads.filter((line) => !before.has(line.to))
  const onward = ahead.length === 1 ? ahead : leads
  const target = onward.length === 1 ? onward[0]!.to : undefined
  const lines: LineDraft[] = []
  for (const line of draft.lines) {
    if (line.from === gone.id) continue
    const next = line.to === gone.id ? target : line.to
    if (!next || next === line.from || lines.some((it) => it.from === line.from && it.to === next)) continue
    if (line.to === gone.id && draft.lines.some((it) => it.from === line.from && it.to === next)) continue
    lines.push({ ...line, to: next })
  }
  return { ...draft, steps: draft.steps.filter((step) => step !== gone), lines }
}

/** The same steps with one of them further up or down. */
export function move(draft: ProcessDraft, at: number, by: number): ProcessDraft {
  const to = at + by
  if (to < 0 || to >= draft.steps.length) return draft
  const steps = [...draft.steps]
  const [step] = steps.splice(at, 1)
  steps.splice(to, 0, step!)
  return { ...draft, steps }
}

/** A line from one step to another: a decision gets one more exit, any other step leads there and nowhere else. */
export function connect(draft: ProcessDraft, from: string, to: string): ProcessDraft {
  if (from === to || draft.lines.some((line) => line.from === from && line.to === to)) return draft
  if (branches(draft, from)) return { ...draft, lines: [...draft.lines, { from, to, label: nextAnswer(draft, from) }] }
  return { ...draft, lines: inPlace(draft.lines, from, [{ from, to, label: '' }]) }
}

/** One step changed. A step that becomes a decision answers 是 where it led before; one that ceases to be has no answers. */
export function change(draft: ProcessDraft, at: number, what: Partial<StepDraft>): ProcessDraft {
  const before = draft.steps[at]
  if (!before) return draft
  const steps = draft.steps.map((step, i) => (i === at ? { ...step, ...what } : step))
  if (!what.kind || what.kind === before.kind) return { ...draft, steps }
  const lines = draft.lines.map((line) => {
    if (line.from !== before.id) return line
    if (what.kind === 'decision') return line.label ? line : { ...line, label: '是' }
    return before.kind === 'decision' ? { ...line, label: '' } : line
  })
  return { ...draft, steps, lines }
}

/** So many limits are worked out for one chart (G28). */
export const MOST_LIMITS = 20
const MOST_LEGAL_DAYS = 1000

/** One statutory limit more: from the start to an end; how many days the law allows is still to be written. */
export function addLimit(draft: ProcessDraft): ProcessDraft {
  const from = draft.steps.find((step) => step.kind === 'start') ?? draft.steps[0]
  const to = draft.steps.find((step) => step.kind === 'end') ?? draft.steps.at(-1)
  return { ...draft, limits: [...draft.limits, { working_days: 0, from: from?.id ?? '', to: to?.id ?? '', basis: '' }] }
}

export function removeLimit(draft: ProcessDraft, at: number): ProcessDraft {
  return { ...draft, limits: draft.limits.filter((_, i) => i !== at) }
}

export function changeLimit(draft: ProcessDraft, at: number, what: Partial<LimitDraft>): ProcessDraft {
  return { ...draft, limits: draft.limits.map((limit, i) => (i === at ? { ...limit, ...what } : limit)) }
}

/** The working days that a text says, or null where it says none that a law allows. */
export function readDays(text: string): number | null {
  const read = /^(\d+)\s*(?:个?工作日)?$/.exec(text.normalize('NFKC').trim())
  const number = Number(read?.[1] ?? 0)
  return number >= 1 && number <= MOST_LEGAL_DAYS ? number : null
}
