import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { TraceView } from '../../ipc/bindings/TraceView'
import TracePanel from './TracePanel.vue'

describe('where a number comes from', () => {
  const trace: TraceView = {
    schema: 'trace/1', cell: 'requests.granted.natural', label: '予以公开—自然人', value: '3', counted: 2, adjusted: 1, sentence: '予以公开 3', records: [],
    adjustments: [{ id: 'x', delta: 1, reason: '漏记', source: '登记本', by: '本机', on: '2026-01-20' }],
  }
  const mounted = (more: object) => mount(TracePanel, { props: { trace, ...more }, attachTo: document.body })
  it('is changed by an adjustment, with what is missing said at its field', async () => {
    const given: string[][] = []
    const adjust = (...words: string[]) => {
      given.push(words)
      return Promise.resolve(words[1] ? null : { code: '', message: '请写明原因', detail: '', field: 'reason' })
    }
    const back: string[] = []
    const panel = mounted({ adjust, unadjust: (id: string) => back.push(id) })
    await panel.get('#adjust').trigger('click')
    await panel.get('#adjust-delta').setValue('+3')
    await panel.get('form.adjust').trigger('submit')
    await flushPromises()
    expect(panel.get('form.adjust [role="alert"]').text()).toBe('请写明原因')
    expect(document.activeElement?.id).toBe('adjust-reason')
    await panel.get('#adjust-reason').setValue('漏记')
    await panel.get('form.adjust').trigger('submit')
    await flushPromises()
    expect(given.at(-1)).toEqual(['+3', '漏记', ''])
    expect(panel.find('form.adjust').exists()).toBe(false)
    await panel.findAll('.jump').find((button) => button.text() === '收回')!.trigger('click')
    expect(back).toEqual(['x'])
    panel.unmount()
  })

  it('cannot be changed where nothing is counted', () => {
    const panel = mounted({ adjust: null })
    expect(panel.find('#adjust').exists()).toBe(false)
    expect(panel.text()).not.toContain('收回')
    panel.unmount()
  })
  it('leads to the cases of 表三 and to the disputes of 表四', async () => {
    const records = [
      { kind: 'dispute', id: 'd1', number: '清政复〔2025〕7号', summary: '尚未审结', agency: 'own' },
      { kind: 'unit', id: 'u1', number: '青石镇', summary: '3件', agency: '' },
    ]
    const panel = mount(TracePanel, { props: { trace: { ...trace, cell: 'disputes.reconsideration.pending', records } }, attachTo: document.body })
    expect(panel.findAll('.record').map((it) => it.text())).toEqual(['清政复〔2025〕7号'])
    await panel.get('.record').trigger('click')
    expect(panel.emitted('open')).toEqual([[records[0]]])
    panel.unmount()
  })
})
