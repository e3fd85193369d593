import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../ipc/bindings/Finding'
import FindingsList from './FindingsList.vue'

const finding = (rule: string, severity: Finding['severity'], at: string): Finding => ({ rule, severity, at, message: `${at}有误`, basis: '', remedy: '改正' })
const mounted = (findings: Finding[], more: object = {}) =>
  mount(FindingsList, { props: { findings: { findings, unchecked: [] }, ...more }, attachTo: document.body })

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
