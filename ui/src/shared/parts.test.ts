import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import ConfirmButton from './ConfirmButton.vue'
import LongWork from './LongWork.vue'
import SidePane from './SidePane.vue'
import StepTable from './StepTable.vue'

describe('the parts that pages share', () => {
  it('a step table has the columns that are filled, and says by words how far each step is', () => {
    const steps = [
      { name: '受理', who: '收件员', limit: '当日', state: 'done' as const },
      { name: '审查', who: '', limit: '5个工作日', state: 'now' as const },
    ]
    const table = mount(StepTable, { props: { steps, label: '办理' } })
    expect(table.findAll('thead th').map((head) => head.text())).toEqual(['环节', '岗位', '时限'])
    expect(table.get('[aria-current="step"]').text()).toContain('审查（正在这一步）')
    expect(table.findAll('tbody tr')[0]!.text()).toContain('受理（已完成）')
  })

  it('a large step asks once more, can be given up by Esc, and gives the focus back', async () => {
    const button = mount(ConfirmButton, { props: { id: 'x', label: '清空…', ask: '真的？', go: '清空' }, attachTo: document.body })
    await button.get('#x').trigger('click')
    await nextTick()
    expect(document.activeElement?.id).toBe('x-go')
    await button.get('.asking').trigger('keydown', { key: 'Escape' })
    await nextTick()
    expect(document.activeElement?.id).toBe('x')
    expect(button.emitted('confirmed')).toBeUndefined()
    await button.get('#x').trigger('click')
    await button.get('#x-go').trigger('click')
    expect(button.emitted('confirmed')).toHaveLength(1)
    button.unmount()
  })

  it('long work says what it is at and can be stopped', async () => {
    const work = mount(LongWork, { props: { progress: { done: 2, total: 5, what: '正在写 PDF' }, label: '导出' } })
    expect(work.get('[role="status"]').text()).toBe('正在写 PDF')
    expect(work.get('progress').attributes('value')).toBe('2')
    await work.get('button').trigger('click')
    expect(work.emitted('stop')).toHaveLength(1)
  })

  it('the side keeps its first tab as it was left, and tells which is chosen', async () => {
    const tabs = [{ name: 'a', title: '甲' }, { name: 'b', title: '乙', count: 3 }]
    const side = mount(SidePane, { props: { tabs, tab: 'a' }, slots: { a: '<input class="kept" />', b: '<p>乙的内容</p>' } })
    const kept = side.get('.kept').element
    await side.get('#tab-b').trigger('click')
    expect(side.emitted('update:tab')).toEqual([['b']])
    await side.setProps({ tab: 'b' })
    expect(side.get('#tab-b').attributes('aria-selected')).toBe('true')
    expect(side.text()).toContain('乙的内容')
    expect(side.get('.kept').element).toBe(kept)
  })
})
