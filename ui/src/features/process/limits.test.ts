import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { ProcessDraft } from '../../ipc/bindings/ProcessDraft'
import type { ProcessView } from '../../ipc/bindings/ProcessView'
import { blank } from './flow'
import LimitRows from './LimitRows.vue'

const draft: ProcessDraft = {
  title: '甲',
  level: 'general',
  lanes: false,
  steps: [{ ...blank('s', 'start'), text: '开始' }, { ...blank('a'), text: '受理' }, { ...blank('e', 'end'), text: '结束' }],
  lines: [],
  limits: [{ working_days: 20, from: 's', to: 'e', basis: '某条例' }, { working_days: 5, from: 'gone', to: 'e', basis: '' }],
}
const finding = { rule: 'G28', severity: 'error', step: null, line: null, limit: 1, field: 'from', message: '起算环节“gone”不存在。', remedy: '' }
const view = (of: ProcessDraft) => ({ id: 'p', reading: false, draft: of, findings: [finding], limits: of.limits.map(() => ({ longest: '最长3个工作日', loops: [] })), chart: {} }) as unknown as ProcessView

/** The limits on a page that shows at once what was kept. */
function shown() {
  const part = mount(LimitRows, { attachTo: document.body, props: { draft, view: view(draft), reading: false, onSave: (next: ProcessDraft) => void part.setProps({ draft: next }) } })
  return { part, kept: () => (part.emitted('save') ?? []).map(([it]) => it as ProcessDraft), passed: () => (part.emitted('draw') ?? []).map(([it]) => (it as ProcessDraft).limits[0]!.from) }
}

describe('statutory limits in the window', () => {
  it('are kept one change at a time: at once by the mouse, by the keys when the field is left', async () => {
    const { part, kept, passed } = shown()
    const from = part.get('#limit-0-from')
    await from.trigger('pointerdown')
    await from.setValue('a')
    expect(kept().map((it) => it.limits[0]!.from)).toEqual(['a'])
    for (const key of ['e', 's', 'e']) {
      await from.trigger('keydown', { key: 'ArrowDown' })
      await from.setValue(key)
    }
    expect([kept().length, passed()]).toEqual([1, ['e', 's', 'e']])
    await from.trigger('blur')
    await from.trigger('blur')
    expect(kept().map((it) => it.limits[0]!.from)).toEqual(['a', 'e'])
    part.unmount()
  })

  it('say at the field what is wrong with it, and keep what was typed there', async () => {
    const { part, kept } = shown()
    const days = part.get<HTMLInputElement>('#limit-0-days')
    await days.setValue('一个月')
    await days.trigger('blur')
    await flushPromises()
    expect(part.get('#limit-0-days-wrong').text()).toContain('1 到 1000')
    expect([days.element.value, kept().length]).toEqual(['一个月', 0])
    await days.setValue('15个工作日')
    await days.trigger('keydown.enter')
    await flushPromises()
    expect(kept().at(-1)?.limits[0]?.working_days).toBe(15)
    expect([part.find('#limit-0-days-wrong').exists(), days.element.value]).toEqual([false, '15'])
    part.unmount()
  })

  it('name a step that is gone, with what the checks say, and go when they are taken away', async () => {
    const { part, kept } = shown()
    expect(part.get('#limit-1-from').text()).toContain('没有这个环节：gone')
    expect(part.findAll('fieldset')[1]!.text()).toContain('起算环节“gone”不存在')
    await part.get('#limit-0-remove').trigger('click')
    await flushPromises()
    expect(kept().at(-1)?.limits).toEqual([draft.limits[1]])
    // What the checks said of two limits is not shown beside the one that is left.
    expect(part.get('fieldset').text()).not.toContain('最长3个工作日')
    expect(document.activeElement?.id).toBe('limit-0-remove')
    await part.get('#limit-add').trigger('click')
    await flushPromises()
    expect(kept().at(-1)?.limits.at(-1)).toEqual({ working_days: 0, from: 's', to: 'e', basis: '' })
    expect(document.activeElement?.id).toBe('limit-1-from')
    part.unmount()
  })
})
