import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { ProcessDraft } from '../../ipc/bindings/ProcessDraft'
import type { ProcessView } from '../../ipc/bindings/ProcessView'
import { TRANSPORT } from '../../ipc/transport'
import { HISTORY } from '../../shared/history'
import { useProcesses } from './work'

const draft = (title: string): ProcessDraft => ({ title, level: 'general', lanes: false, steps: [], lines: [], limits: [] })
const view = (title: string) => ({ id: 'p', reading: false, draft: draft(title), findings: [], limits: [], chart: { svg: title, width: 1, height: 1, boxes: [], problems: [] } }) as ProcessView

/** A chart that is drawn when the test says so. */
function begun() {
  const drawn: { asked: string; answer: () => void }[] = []
  const core = {
    processDraft: vi.fn((_: string, __: string, it: ProcessDraft) => new Promise<ProcessView>((done) => drawn.push({ asked: it.title, answer: () => done(view(it.title)) }))),
    processEdit: vi.fn((_: string, change: { draft: ProcessDraft }) => Promise.resolve({ said: '', notes: [], list: {}, process: view(change.draft.title) })),
  }
  const history = { change: (work: () => unknown) => work(), refresh: () => Promise.resolve(), moved: ref(0) }
  let work!: ReturnType<typeof useProcesses>
  const part = defineComponent({ setup: () => ((work = useProcesses({ agency: () => 'a', fail: (error) => { throw new Error(error.message) } })), () => h('p')) })
  mount(part, { global: { provide: { [TRANSPORT as symbol]: core, [HISTORY as symbol]: history } } })
  work.show(view('甲'))
  return { work, drawn, core }
}

describe('what is typed in a process', () => {
  it('is drawn one chart at a time, and after it the newest', async () => {
    const { work, drawn } = begun()
    for (const title of ['甲一', '甲一二', '甲一二三']) void work.draw(draft(title))
    expect(drawn.map((it) => it.asked)).toEqual(['甲一'])
    drawn[0]!.answer()
    await flushPromises()
    expect(work.view.value?.chart.svg).toBe('甲一')
    expect(drawn.map((it) => it.asked)).toEqual(['甲一', '甲一二三'])
    drawn[1]!.answer()
    await flushPromises()
    expect(work.view.value?.chart.svg).toBe('甲一二三')
    expect(work.draft.value?.title).toBe('甲')
  })

  it('never stands over what was kept after it', async () => {
    const { work, drawn, core } = begun()
    void work.draw(draft('甲一'))
    void work.draw(draft('甲一二'))
    await work.save(draft('甲一二三'))
    expect(work.view.value?.chart.svg).toBe('甲一二三')
    drawn[0]!.answer()
    await flushPromises()
    expect(work.view.value?.chart.svg).toBe('甲一二三')
    expect(core.processDraft).toHaveBeenCalledTimes(1)
  })
})
