import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { HitView } from '../../ipc/bindings/HitView'
import type { SearchView } from '../../ipc/bindings/SearchView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import JumpDialog from './JumpDialog.vue'
import type { Place } from './pages'

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
})

const places: Place[] = [{ title: '公开目录', page: 'catalogue' }, { title: '清溪县自然资源局', page: 'report', agency: 'a' }]
const piece = (text: string, marked = false) => ({ text, marked })
const item: HitView = { kind: 'item', id: 'i1', owner: '青石镇人民政府', title: [piece('惠农补贴'), piece('公开', true)], field: '', snippet: [], facts: ['领域：涉农补贴'], place: { page: 'catalogue', agency: 'own', item: 'i1' } }
const basis: HitView = { kind: 'basis', id: 'TL', owner: '', title: [piece('条例')], field: '备注', snippet: [piece('主动'), piece('公开', true)], facts: ['文号：国务院令第711号', '状态：有效'], place: null }
const view: SearchView = { total: 12, groups: [{ kind: 'item', label: '公开事项', total: 11, hits: [item] }, { kind: 'basis', label: '依据库', total: 1, hits: [basis] }] }

function open(search: Transport['search'] = () => Promise.resolve(view)) {
  const core = { search: vi.fn(search), searchReady: vi.fn(() => Promise.resolve()) }
  const box = mount(JumpDialog, { props: { places, agency: 'own' }, global: { provide: given(core).provide }, attachTo: document.body })
  const key = (name: string) => box.find('#jump').trigger('keydown', { key: name })
  const type = async (words: string) => {
    await box.find('#jump').setValue(words)
    await flushPromises()
  }
  return { box, core, key, type }
}

describe('the one box', () => {
  it('shows places at first, and makes the search ready', () => {
    const { box, core } = open()
    expect(box.findAll('[role=option]').map((it) => it.text())).toEqual(['公开目录', '清溪县自然资源局'])
    expect(core.searchReady).toHaveBeenCalledOnce()
    expect(core.search).not.toHaveBeenCalled()
    box.unmount()
  })

  it('shows places and records in groups, marks what was looked for, and goes where Enter says', async () => {
    const { box, core, key, type } = open()
    await type('公开')
    expect(core.search).toHaveBeenCalledWith('公开', 'own', 8)
    expect(box.findAll('[role=group]').map((it) => it.attributes('aria-label'))).toEqual(['页面和表格', '公开事项（11，列出前 1）', '依据库（1）'])
    expect(box.findAll('mark').map((it) => it.text())).toEqual(['公开', '公开'])
    expect(box.find('#jump-said').text()).toBe('共找到 13 条')
    await key('ArrowDown')
    expect(box.find('#jump').attributes('aria-activedescendant')).toBe('jump-1')
    await key('Enter')
    expect(box.emitted('go')).toEqual([[{ title: '惠农补贴公开', page: 'catalogue', agency: 'own', at: 'i1' }]])
    box.unmount()
  })

  it('shows what is known of a record that has no page, and comes back to the list', async () => {
    const { box, key, type } = open()
    await type('公开')
    await key('ArrowUp')
    await key('Enter')
    await flushPromises()
    expect(box.find('#jump-facts').text()).toContain('文号：国务院令第711号')
    expect(document.activeElement?.id).toBe('jump-back')
    await box.find('dialog').trigger('cancel')
    expect(box.find('#jump-facts').exists()).toBe(false)
    expect(box.emitted('close')).toBeUndefined()
    await box.find('dialog').trigger('cancel')
    expect(box.emitted('close')).toHaveLength(1)
    box.unmount()
  })

  it('keeps the answer of the latest question, and the one before until it is there', async () => {
    const answers: ((view: SearchView) => void)[] = []
    const { box, key } = open(() => new Promise((done) => answers.push(done)))
    await box.find('#jump').setValue('公')
    answers[0]!(view)
    await flushPromises()
    await box.find('#jump').setValue('惠')
    await box.find('#jump').setValue('惠农')
    expect(box.findAll('mark')).toHaveLength(2)
    await key('Enter')
    expect(box.emitted('go')).toBeUndefined()
    answers[2]!({ total: 1, groups: [{ ...view.groups[0]!, total: 1 }] })
    await flushPromises()
    answers[1]!(view)
    await flushPromises()
    expect(box.findAll('[role=group]').map((it) => it.attributes('aria-label'))).toEqual(['公开事项（1）'])
    box.unmount()
  })

  it('says that nothing was found, and what is wrong with a question', async () => {
    const { box, type } = open((words) => (words.includes('《') ? Promise.reject({ code: '', message: '请写出要查找的文字', detail: '', field: 'words' }) : Promise.resolve({ total: 0, groups: [] })))
    await type('没有的')
    expect(box.find('#jump-said').text()).toContain('没有找到')
    await type('《》')
    expect(box.find('#jump-wrong').text()).toBe('请写出要查找的文字')
    await type('')
    expect(box.find('#jump-wrong').exists()).toBe(false)
    box.unmount()
  })
})
