import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { TraceView } from '../../ipc/bindings/TraceView'
import type { Finding } from '../../ipc/bindings/Finding'
import SidePanel from './SidePanel.vue'

const finding = (rule: string, severity: Finding['severity'], at: string): Finding => ({ rule, severity, at, message: `${at}有误`, basis: '', remedy: '改正' })
const mounted = (findings: Finding[], more: object = {}) =>
  mount(SidePanel, { props: { findings: { findings, unchecked: [] }, trace: null, tab: 'findings' as const, ...more }, attachTo: document.body })

describe('the findings', () => {
  it('folds many of one kind and unfolds them when asked', async () => {
    const blank = Array.from({ length: 30 }, (_, i) => finding('A09', 'error', `cell${i}`))
    const panel = mounted([...blank, finding('S02', 'error', 'sections.problems')])
    expect(panel.findAll('.finding')).toHaveLength(5)
    expect(panel.text()).toContain('31 个错误')
    await panel.get('.more').trigger('click')
    expect(panel.findAll('.finding')).toHaveLength(31)
    panel.unmount()
  })

  it('takes a reason only where one may be given, and says why it was not kept', async () => {
    const kept: string[][] = []
    const keep = (...words: string[]) => (kept.push(words), Promise.resolve(words[2] === '长' ? '理由过长' : null))
    const panel = mounted([finding('A01', 'error', 'a'), finding('N01', 'error', 'b'), finding('A12', 'warning', 'c'), finding('S13', 'note', 'd')], { excusable: ['N01'], keep })
    expect(panel.findAll('.explain')).toHaveLength(2)
    await panel.findAll('.explain')[0]!.trigger('click')
    await panel.get('#reason').setValue('长')
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(panel.get('[role="alert"]').text()).toBe('理由过长')
    await panel.get('#reason').setValue('转办')
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(kept.at(-1)).toEqual(['N01', 'b', '转办'])
    expect(panel.find('form').exists()).toBe(false)
    panel.unmount()
  })

  it('takes no reason in a file that is open for reading', () => {
    const panel = mounted([finding('A12', 'warning', 'c')], { reading: true, keep: () => Promise.resolve(null) })
    expect(panel.find('.explain').exists()).toBe(false)
    panel.unmount()
  })
})

describe('where a number comes from', () => {
  const trace: TraceView = {
    schema: 'trace/1', cell: 'requests.granted.natural', label: '予以公开—自然人', value: '3', counted: 2, adjusted: 1, sentence: '予以公开 3', records: [],
    adjustments: [{ id: 'x', delta: 1, reason: '漏记', source: '登记本', by: '本机', on: '2026-01-20' }],
  }
  it('is changed by an adjustment, with what is missing said at its field', async () => {
    const given: string[][] = []
    const adjust = (...words: string[]) => {
      given.push(words)
      return Promise.resolve(words[1] ? null : { code: '', message: '请写明原因', detail: '', field: 'reason' })
    }
    const back: string[] = []
    const panel = mounted([], { tab: 'trace', trace, adjust, unadjust: (id: string) => back.push(id) })
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
    await panel.findAll('#trace .jump').find((button) => button.text() === '收回')!.trigger('click')
    expect(back).toEqual(['x'])
    panel.unmount()
  })

  it('cannot be changed where nothing is counted', () => {
    const panel = mounted([], { tab: 'trace', trace, adjust: null })
    expect(panel.find('#adjust').exists()).toBe(false)
    expect(panel.text()).not.toContain('收回')
    panel.unmount()
  })
})
