// The list of a catalogue, of which only windows are here: those in view and their neighbours. A window that is being
// asked for anew is shown as it was until the answer is there, so that nothing flickers.
import { ref, shallowReactive } from 'vue'
import type { ItemRow } from '../../ipc/bindings/ItemRow'
import type { ListView } from '../../ipc/bindings/ListView'

/** The rows of a window. */
export const CHUNK = 100
/** So many windows are kept. */
const KEPT = 40

export class ItemList {
  /** How many items fit, and how many there are. */
  readonly total = ref(0)
  readonly all = ref(0)
  /** Whether the rows say what the checks found. */
  readonly checked = ref(false)
  /** Whether anything was answered yet. */
  readonly ready = ref(false)
  private readonly chunks = shallowReactive(new Map<number, { age: number; rows: ItemRow[] }>())
  private readonly asked = new Map<string, Promise<void>>()
  private age = 0
  private seen = { from: 0, to: 1 }

  constructor(
    private readonly ask: (from: number, most: number) => Promise<ListView>,
    private readonly fail: (cause: unknown) => void,
  ) {}

  row(index: number): ItemRow | undefined {
    return this.chunks.get(Math.floor(index / CHUNK))?.rows[index % CHUNK]
  }

  /** Where an item stands among the rows of the last question that are here; -1 when it is not among them. */
  indexOf(id: string): number {
    for (const [chunk, { age, rows }] of this.chunks) {
      const at = age !== this.age ? -1 : rows.findIndex((row) => row.id === id)
      if (at >= 0) return chunk * CHUNK + at
    }
    return -1
  }

  /** These rows are in view: they and those beside them are asked for. */
  see(from: number, to: number) {
    this.seen = { from, to }
    void this.need(from - CHUNK / 2, to + CHUNK / 2)
  }

  /** Asks for these rows as far as they are not here; done when they are. */
  async need(from: number, to: number): Promise<void> {
    const last = Math.floor((Math.min(to, Math.max(this.total.value, 1)) - 1) / CHUNK)
    const wanted: Promise<void>[] = []
    for (let chunk = Math.max(0, Math.floor(from / CHUNK)); chunk <= last; chunk += 1) if (this.chunks.get(chunk)?.age !== this.age) wanted.push(this.fetch(chunk))
    await Promise.all(wanted)
  }

  /** Whatever is here may be out of date; done when what is in view is new: when a later call has overtaken this one, with
   * the answer to that one. Until then what was typed stands in its cell, and not what was there before. */
  async renew(): Promise<void> {
    this.age += 1
    let age: number
    do {
      age = this.age
      await this.need(this.seen.from, this.seen.to)
    } while (age !== this.age)
  }

  /** Another list: nothing of this one is shown any more. */
  clear() {
    this.age += 1
    this.chunks.clear()
    this.ready.value = false
    this.total.value = this.all.value = 0
    this.seen = { from: 0, to: 1 }
  }

  private fetch(chunk: number): Promise<void> {
    const name = `${this.age} ${chunk}`
    const running = this.asked.get(name)
    if (running) return running
    const work = this.load(chunk, this.age).finally(() => this.asked.delete(name))
    this.asked.set(name, work)
    return work
  }

  private async load(chunk: number, age: number): Promise<void> {
    try {
      const view = await this.ask(chunk * CHUNK, CHUNK)
      if (age !== this.age) return
      this.total.value = view.total
      this.all.value = view.all
      this.checked.value = view.checked
      this.ready.value = true
      this.chunks.set(chunk, { age, rows: view.items })
      this.prune(chunk)
    } catch (cause) {
      if (age === this.age) this.fail(cause)
    }
  }

  /** What is far away, behind the end, or out of date and out of view goes. */
  private prune(here: number) {
    const [first, last] = [Math.floor(this.seen.from / CHUNK), Math.floor(this.seen.to / CHUNK)]
    for (const [chunk, { age }] of this.chunks)
      if (chunk * CHUNK >= this.total.value || (age !== this.age && (chunk < first || chunk > last))) this.chunks.delete(chunk)
    const far = [...this.chunks.keys()].sort((a, b) => Math.abs(b - here) - Math.abs(a - here))
    for (const chunk of far.slice(0, Math.max(0, far.length - KEPT))) this.chunks.delete(chunk)
  }
}

/** The rows that are drawn of a long list: those in view and some around. */
export function window(count: number, top: number, height: number, rowHeight: number): { from: number; to: number } {
  const around = 12
  // A list that has become shorter is still scrolled to where it was longer.
  const from = Math.max(0, Math.min(Math.floor(top / rowHeight), count - 1) - around)
  return { from, to: Math.min(count, Math.ceil((top + height) / rowHeight) + around) }
}
