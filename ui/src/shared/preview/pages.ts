// Where pages lie in the preview's column, and what of a page's node belongs to which field.
import type { PagesView } from '../../ipc/bindings/PagesView'

/** CSS pixels to the point at 100 %. */
const PX_PER_PT = 96 / 72
/** Space around the sheets, in CSS pixels. */
export const GAP = 12
export const SMALLEST = 0.25
export const LARGEST = 4

export interface Sheet {
  top: number
  width: number
  height: number
}

/** The sheets one below the other at this zoom, in CSS pixels. */
export function stacked(view: PagesView, zoom: number): Sheet[] {
  let top = GAP
  return view.pages.map((page) => {
    const sheet = { top, width: page.width * PX_PER_PT * zoom, height: page.height * PX_PER_PT * zoom }
    top += sheet.height + GAP
    return sheet
  })
}

/** The zoom at which the widest page fills a column of this width. */
export function fitting(view: PagesView, column: number): number {
  const widest = Math.max(...view.pages.map((page) => page.width), 1) * PX_PER_PT
  return clamp((column - 2 * GAP) / widest)
}

export const clamp = (zoom: number) => Math.min(LARGEST, Math.max(SMALLEST, zoom))

/** The next step of zooming in or out: steps that people know from readers. */
export function step(zoom: number, direction: 1 | -1): number {
  const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4]
  const near = 0.005
  const beyond = STEPS.filter((s) => (direction > 0 ? s > zoom + near : s < zoom - near))
  return beyond.at(direction > 0 ? 0 : -1) ?? clamp(zoom)
}

/** The sheets that can be seen between two heights, one more on either side. */
export function seen(sheets: Sheet[], from: number, to: number): number[] {
  const inside = sheets.flatMap((sheet, i) => (sheet.top + sheet.height > from && sheet.top < to ? [i] : []))
  const first = inside[0]
  const last = inside[inside.length - 1]
  // Before the column has been measured: the beginning.
  if (first === undefined || last === undefined) return sheets.slice(0, 2).map((_, i) => i)
  const around: number[] = []
  for (let i = Math.max(0, first - 1); i <= Math.min(sheets.length - 1, last + 1); i += 1) around.push(i)
  return around
}

/** The sheet that the reader is on: the one at the upper third of what can be seen. */
export function current(sheets: Sheet[], from: number, height: number): number {
  const at = from + height / 3
  return Math.max(0, sheets.filter((sheet) => sheet.top <= at).length - 1)
}

/** The field that a node of the document belongs to: paragraphs of a section are numbered, the section is not. */
export function fieldOf(node: string): string {
  return /^(sections\.\w+|preamble)\.\d+$/.exec(node)?.[1] ?? node
}

/**
 * A page's SVG, ready to be put into the window; null when it is none. It comes from our own core and holds no
 * script; this makes sure, and the window's content policy runs none that stands in an attribute.
 */
export function parsed(text: string): SVGSVGElement | null {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
  if (root.nodeName !== 'svg' || root.querySelector('script, foreignObject, parsererror')) return null
  return document.importNode(root, true) as unknown as SVGSVGElement
}

/** Before the groups of a page stand the lines of its opening and its paper, after them those of its end. */
const AROUND = { before: 1, lines: 3 }

/**
 * Makes a drawing what its newer text says by drawing the groups anew that have changed: a browser takes ten times as long
 * for a whole page. A group stands on a line of its own. False, and nothing done, when the two are not put together alike.
 */
export function redrawn(svg: SVGSVGElement, before: string, after: string): boolean {
  const [old, now] = [before.split('\n'), after.split('\n')]
  if (old[0] !== now[0] || old[AROUND.before] !== now[AROUND.before] || svg.children.length !== old.length - AROUND.lines) return false
  /** Runs of lines that give way to others: from, how many, to which. */
  const runs: { from: number; count: number; lines: string[] }[] = []
  if (old.length === now.length) now.forEach((line, i) => line === old[i] || runs.push({ from: i, count: 1, lines: [line] }))
  else {
    let from = 0
    while (old[from] === now[from]) from += 1
    let end = 0
    while (end < Math.min(old.length, now.length) - from && old.at(-1 - end) === now.at(-1 - end)) end += 1
    runs.push({ from, count: old.length - end - from, lines: now.slice(from, now.length - end) })
  }
  const lines = runs.flatMap((run) => run.lines)
  const parts = parsed(`${now[0]}${lines.join('')}</svg>`)
  if (!parts || parts.children.length !== lines.length) return false
  const fresh = [...parts.children]
  for (const run of runs.map((run) => ({ ...run, fresh: fresh.splice(0, run.lines.length) })).reverse()) {
    const first = run.from - AROUND.before
    const stale = [...svg.children].slice(first, first + run.count)
    const next = svg.children[first + run.count] ?? null
    for (const node of stale) node.remove()
    for (const node of run.fresh) svg.insertBefore(node, next)
  }
  return true
}
