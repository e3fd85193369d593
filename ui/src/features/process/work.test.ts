import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { ProcessDraft } from '../../ipc/bindings/ProcessDraft'
import type { ProcessView } from '../../ipc/bindings/ProcessView'
import { TRANSPORT } from '../../ipc/transport'
import { HISTORY } from '../../shared/history'
import { SLOW, useProcesses } from './work'

const draft = (title: string): ProcessDraft => ({ title, level: 'general', lanes: false, steps: [], lines: [], limits: [] })
const drawnAs = (title: string) => ({ svg: title, width: 1, height: 1, boxes: [], problems: [] })
const view = (title: string, chart = true) => ({ id: 'p', reading: false, draft: draft(title), findings: [{ message: title }], limits: [], chart: chart ? drawnAs(title) : null }) as unknown as ProcessView

/** A chart that is drawn when the test says so, while everything else is answered at once. */
function begun() {
  const drawn: { asked: string; answer: () => Promise<unknown> }[] = []
  const core = {
    processDraft: vi.fn((_: string, __: string, it: ProcessDraft) => new Promise<ProcessView>((done) => drawn.push({ asked: it.title, answer: () => (done(view(it.title)), flushPromises()) }))),
    processEdit: vi.fn((_: string, change: { draft: ProcessDraft }) => Promise.resolve({ said: '', notes: [], list: {}, process: view(change.draft.title, false) })),
    processView: vi.fn((_: string, id: string) => Promise.resolve({ ...view(id, false), id })),
  }
  const history = { change: (work: () => unknown) => work(), refresh: () => Promise.resolve(), moved: ref(0) }
  let work!: ReturnType<typeof useProcesses>
  const part = defineComponent({ setup: () => ((work = useProcesses({ agency: () => 'a', fail: (error) => { throw new Error(error.message) } })), () => h('p')) })
  mount(part, { global: { provide: { [TRANSPORT as symbol]: core, [HISTORY as symbol]: history } } })
  const asked = () => drawn.map((it) => it.asked)
  const chart = () => work.view.value?.chart?.svg
  const checked = () => work.view.value?.findings[0]?.message
  return { work, drawn, core, asked, chart, checked }
}
/** The same with a process that is shown. */
async function shown() {
  const it = begun()
  it.work.show(view('甲', false))
  await it.drawn[0]!.answer()
  return it
}
afterEach(() => vi.useRealTimers())

describe('what is typed in a process', () => {
  it('is drawn one chart at a time, and after it the newest: those between are dropped', async () => {
    const { work, drawn, asked, chart } = await shown()
    for (const title of ['甲一', '甲一二', '甲一二三']) work.draw(draft(title))
    expect(asked()).toEqual(['甲', '甲一'])
    await drawn[1]!.answer()
    expect(chart()).toBe('甲一')
    expect(asked()).toEqual(['甲', '甲一', '甲一二三'])
    await drawn[2]!.answer()
    expect([chart(), work.draft.value?.title, drawn.length]).toEqual(['甲一二三', '甲', 3])
  })

  it('is kept and checked while its chart is still being drawn', async () => {
    const { work, drawn, chart, checked } = await shown()
    await work.save(draft('乙'))
    expect([work.draft.value?.title, checked(), chart()]).toEqual(['乙', '乙', '甲'])
    await work.save(draft('丙'))
    expect([work.draft.value?.title, checked(), chart()]).toEqual(['丙', '丙', '甲'])
    await drawn[1]!.answer()
    expect([checked(), chart()]).toEqual(['丙', '甲'])
    await drawn[2]!.answer()
    expect([checked(), chart(), drawn.length]).toEqual(['丙', '丙', 3])
  })

  it('never stands over what was kept after it', async () => {
    const { work, drawn, chart, asked } = await shown()
    work.draw(draft('甲一'))
    work.draw(draft('甲一二'))
    await work.save(draft('甲一二三'))
    await drawn[1]!.answer()
    expect(chart()).toBe('甲')
    await drawn[2]!.answer()
    expect([chart(), asked()]).toEqual(['甲一二三', ['甲', '甲一', '甲一二三']])
  })

  it('is not drawn over another process that was opened meanwhile', async () => {
    const { work, drawn, chart } = await shown()
    work.draw(draft('甲一'))
    await work.open('q')
    expect([work.view.value?.id, chart()]).toEqual(['q', undefined])
    await drawn[1]!.answer()
    expect(chart()).toBeUndefined()
    work.show(null)
    await drawn[2]!.answer()
    expect(work.view.value).toBeNull()
  })

  it('is said to be redrawn only when that takes a while', async () => {
    vi.useFakeTimers()
    const { work, drawn } = begun()
    work.show(view('甲', false))
    vi.advanceTimersByTime(SLOW - 1)
    expect(work.redrawing.value).toBe(false)
    vi.advanceTimersByTime(1)
    expect(work.redrawing.value).toBe(true)
    await drawn[0]!.answer()
    expect(work.redrawing.value).toBe(false)
    vi.advanceTimersByTime(SLOW)
    expect(work.redrawing.value).toBe(false)
  })

  it('of two that are opened one after the other the later one is shown, whichever is answered first', async () => {
    const { work, core } = begun()
    let late!: () => void
    core.processView.mockImplementationOnce((_, id) => new Promise((done) => (late = () => done({ ...view(id, false), id }))))
    void work.open('p')
    await work.open('q')
    late()
    await flushPromises()
    expect(work.view.value?.id).toBe('q')
  })
})
