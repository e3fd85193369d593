import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { TextDifference } from '../../ipc/bindings/TextDifference'
import type { VersionsView } from '../../ipc/bindings/VersionsView'
import { TRANSPORT, type Transport } from '../../ipc/transport'
import VersionPanel from './VersionPanel.vue'

const submitted: VersionsView = {
  versions: [{ id: 'v1', number: 1, status: '送审', at: '14:03', corrects: null }],
  locked: null, changed: false, steps: ['finish'], late: { cells: [], changes: [] },
}
const opened = async (core: Partial<Transport>, reading = false, changed = () => {}) => {
  const panel = mount(VersionPanel, {
    props: { agency: 'a', year: 2025, revision: 0, reading, changed },
    global: { provide: { [TRANSPORT as symbol]: { reportVersions: () => Promise.resolve(submitted), ...core } as unknown as Transport } },
  })
  await flushPromises()
  return panel
}

describe('the versions', () => {
  it('asks once more before what cannot be undone, and then is locked', async () => {
    const steps: string[] = []
    const final: VersionsView = { ...submitted, locked: '第1版已定稿', steps: ['publish', 'correct'] }
    const changed = vi.fn()
    const panel = await opened({ versionStep: (_a, _y, step) => (steps.push(step), Promise.resolve(final)) }, false, changed)
    await panel.get('#step-finish').trigger('click')
    expect(steps).toEqual([])
    expect(panel.get('.asking').text()).toContain('不能撤销')
    await panel.get('#step-finish-go').trigger('click')
    await flushPromises()
    expect(steps).toEqual(['finish'])
    expect(panel.get('.locked').text()).toContain('已定稿')
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('has the report locked though another tab was chosen before the answer', async () => {
    let came = () => {}
    const changed = vi.fn()
    const panel = await opened({ versionStep: () => new Promise((done) => (came = () => done({ ...submitted, locked: '第1版已定稿' }))) }, false, changed)
    await panel.get('#step-finish').trigger('click')
    await panel.get('#step-finish-go').trigger('click')
    await flushPromises()
    panel.unmount()
    came()
    await flushPromises()
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('says in place what stands in the way', async () => {
    const panel = await opened({ versionStep: () => Promise.reject({ code: 'gate_shut', message: '还有2项没有解决', detail: '', field: null }) })
    await panel.get('#step-finish').trigger('click')
    await panel.get('#step-finish-go').trigger('click')
    await flushPromises()
    expect(panel.get('#version-wrong').text()).toContain('还有2项')
    expect(panel.emitted('error')).toBeUndefined()
  })

  it('shows what changed since a version and goes there', async () => {
    const difference = { at: 'requests.new.natural', label: '新收', before: '', after: '3' }
    const text: TextDifference = {
      at: 'sections.problems', label: '五、问题',
      pieces: [{ kind: 'same', text: '还有差距，' }, { kind: 'gone', text: '明年改。' }, { kind: 'new', text: '已改一半。' }],
    }
    const panel = await opened({ versionCompare: () => Promise.resolve({ number: 1, figures: [difference], texts: [text] }) })
    await panel.get('.compare').trigger('click')
    await flushPromises()
    expect(panel.get('#comparison').text()).toContain('新收：未填 → 3')
    expect([panel.get('del').text(), panel.get('ins').text(), panel.get('.text').text()]).toEqual(['明年改。', '已改一半。', '还有差距，明年改。已改一半。'])
    await panel.get('#comparison .link').trigger('click')
    expect(panel.emitted('jump')).toEqual([['requests.new.natural']])
  })

  it('offers no step in a file that is open for reading', async () => {
    expect((await opened({}, true)).find('.steps').exists()).toBe(false)
  })
})
