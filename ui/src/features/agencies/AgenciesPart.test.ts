import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AgenciesView } from '../../ipc/bindings/AgenciesView'
import type { AgencyDetail } from '../../ipc/bindings/AgencyDetail'
import type { AgencyEdit } from '../../ipc/bindings/AgencyEdit'
import type { FileView } from '../../ipc/bindings/FileView'
import type { ReceiveView } from '../../ipc/bindings/ReceiveView'
import { given } from '../../shared/testing'
import AgenciesPart from './AgenciesPart.vue'

const file: FileView = { name: 'a.mingce', path: '/a.mingce', sample: false, read_only: null, agencies: [], years: [] }
const agency = (id: string, name: string, more: Partial<AgencyDetail> = {}): AgencyDetail => ({ id, name, earlier: [], kind: 'department', level: 'county', code: '', parent: '', depth: 0, ledger_since: '', since: '', ended_on: '', successor: '', own: false, held_by: '', ...more })
const both: AgenciesView = {
  schema: 'agencies/1', received: [],
  kinds: [['government', '县级以上人民政府'], ['department', '政府部门']], levels: [['county', '县级'], ['township', '乡级']],
  agencies: [agency('own', '清溪县人民政府', { kind: 'government', own: true, held_by: '它是这个数据文件的本单位' }), agency('b', '清溪县水务局', { parent: 'own', depth: 1 })],
}
const refused = (field: string, message: string) => ({ code: '', message, detail: '', field })
const answer = (edit: AgencyEdit) => ({ view: both, said: `做了${edit.do}`, id: null })
const history = { historyView: () => Promise.resolve({ undo: null, redo: null, saved_at: null, lately: [] } as never) }
const changed = vi.fn()
beforeEach(() => changed.mockClear())
function page(core: object, reading = false) {
  return mount(AgenciesPart, { attachTo: document.body, props: { file: { ...file, read_only: reading ? '只读' : null }, changed }, global: { provide: given({ agenciesView: () => Promise.resolve(both), ...history, ...core } as never).provide } })
}

describe('the agencies of a file', () => {
  it('adds one beneath the own agency, and says at the field what does not fit', async () => {
    const agenciesEdit = vi.fn((edit: AgencyEdit) => (edit.do === 'add' && edit.name === '清溪县水务局' ? Promise.reject(refused('name', '已有一个单位叫“清溪县水务局”')) : Promise.resolve(answer(edit))))
    const it = page({ agenciesEdit })
    await flushPromises()
    await it.find('#unit-add').trigger('click')
    await flushPromises()
    await it.find('#new-name').setValue('清溪县水务局')
    await it.find('form.new').trigger('submit')
    await flushPromises()
    expect(it.find('#new-name').attributes('aria-invalid')).toBe('true')
    expect(it.find('form.new [role=alert]').text()).toContain('已有一个单位')
    expect(changed).not.toHaveBeenCalled()
    await it.find('#new-name').setValue('清溪县林业局')
    await it.find('form.new').trigger('submit')
    await flushPromises()
    expect(agenciesEdit).toHaveBeenLastCalledWith({ do: 'add', name: '清溪县林业局', kind: 'department', code: '', parent: 'own' })
    expect(it.find('form.new').exists()).toBe(false)
    expect(it.find('#agencies-status').text()).toBe('做了add')
    expect(changed).toHaveBeenCalledTimes(1)
    it.unmount()
  })

  it('says that it changed even when the clerk has gone to another page meanwhile', async () => {
    let done = () => {}
    const agenciesEdit = vi.fn((edit: AgencyEdit) => new Promise((resolve) => (done = () => resolve(answer(edit)))))
    const it = page({ agenciesEdit })
    await flushPromises()
    await it.find('#unit-add').trigger('click')
    await flushPromises()
    await it.find('#new-name').setValue('清溪县林业局')
    await it.find('form.new').trigger('submit')
    it.unmount()
    done()
    await flushPromises()
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('puts a choice back that was refused, with the reason beside it', async () => {
    const agenciesEdit = vi.fn(() => Promise.reject(refused('parent', '“清溪县水务局”是本单位自己或者它的下级，不能作为上级')))
    const it = page({ agenciesEdit })
    await flushPromises()
    const box = it.find<HTMLSelectElement>('#unit-parent')
    await box.setValue('b')
    await flushPromises()
    expect(box.element.value).toBe('')
    expect(it.text()).toContain('不能作为上级')
    it.unmount()
  })

  it('renames from a day on, and offers deleting only where nothing is recorded', async () => {
    const agenciesEdit = vi.fn((edit: AgencyEdit) => Promise.resolve(answer(edit)))
    const it = page({ agenciesEdit })
    await flushPromises()
    expect(it.find('#unit-remove').exists()).toBe(false)
    expect(it.text()).toContain('它是这个数据文件的本单位')
    await it.findAll('.left li button')[1]!.trigger('click')
    await it.find('#rename-name').setValue('清溪县水利局')
    await it.find('#rename-from').setValue('2026-1-1')
    await it.find('#rename-go').trigger('submit')
    await flushPromises()
    expect(agenciesEdit).toHaveBeenLastCalledWith({ do: 'rename', id: 'b', name: '清溪县水利局', from: '2026-1-1' })
    expect(it.find<HTMLInputElement>('#rename-name').element.value).toBe('')
    await it.find('#unit-remove').trigger('click')
    await it.find('#unit-remove-go').trigger('click')
    await flushPromises()
    expect(agenciesEdit).toHaveBeenLastCalledWith({ do: 'remove', id: 'b' })
    it.unmount()
  })

  it('shows what a superior’s file would change before it is taken in', async () => {
    const seen: ReceiveView = { schema: 'received/1', name: '清溪县人民政府', made_on: '2026-11-20', known: true, added: 1, changed: 2, unchanged: 3, removed: 4, applied: false, said: '' }
    const catalogueReceive = vi.fn((_: unknown, apply: boolean) => Promise.resolve({ ...seen, applied: apply, said: apply ? '读入了' : '' }))
    const it = page({ catalogueReceive })
    await flushPromises()
    const input = it.find<HTMLInputElement>('.receive input')
    Object.defineProperty(input.element, 'files', { value: [new File(['{}'], 'a.json')] })
    await input.trigger('change')
    await vi.waitFor(() => expect(it.text()).toContain('新增 1 项，修改 2 项，取消 4 项，未变 3 项'))
    expect(catalogueReceive).toHaveBeenLastCalledWith({ kind: 'file', name: 'a.json', content: 'e30=' }, false)
    await it.find('#receive-go').trigger('click')
    await flushPromises()
    expect(catalogueReceive).toHaveBeenLastCalledWith({ kind: 'file', name: 'a.json', content: 'e30=' }, true)
    expect(it.find('#agencies-status').text()).toBe('读入了')
    it.unmount()
  })

  it('changes nothing in a file that is only read', async () => {
    const it = page({}, true)
    await flushPromises()
    for (const id of ['unit-add', 'rename-go', 'unit-up', 'receive-pick']) expect(it.find(`#${id}`).exists()).toBe(false)
    expect(it.find<HTMLInputElement>('#unit-name').element.readOnly).toBe(true)
    it.unmount()
  })
})
