import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { BasesView } from '../../ipc/bindings/BasesView'
import type { BasisRow } from '../../ipc/bindings/BasisRow'
import type { CatalogueEdit } from '../../ipc/bindings/CatalogueEdit'
import type { StandardView } from '../../ipc/bindings/StandardView'
import type { UpstreamView } from '../../ipc/bindings/UpstreamView'
import { given } from '../../shared/testing'
import BasesPage from './BasesPage.vue'
import StandardDialog from './StandardDialog.vue'
import UpstreamList from './UpstreamList.vue'
import { fittingBases, sortedBases } from './bases'

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
})

const field = (key: string, here: boolean) => ({ field: key, label: key, base: '甲', own: here ? '丙' : '甲', standard: '乙', changed_here: here, changed_there: true })
const entry = (id: string) => ({ id, name: `事项${id}`, sector: '养老服务', from: '清溪县人民政府', source: 'county' })
const upstream: UpstreamView = {
  schema: 'upstream/1',
  changed: [
    { item: entry('1'), fields: [field('primary', true), field('time_limit', false)] },
    { item: entry('2'), fields: [field('primary', true)] },
  ],
  withdrawn: [entry('3')],
  added: [entry('4'), entry('5')],
}
const saying = () => vi.fn((_: CatalogueEdit) => Promise.resolve(null))

describe('what the sources changed', () => {
  it('is taken over field by field, kept, or all at once where nobody disputes it', async () => {
    const keep = saying()
    const page = mount(UpstreamList, { props: { view: upstream, reading: false, keep }, attachTo: document.body })
    await page.findAll('.take')[1]!.trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'take_over', id: '1', fields: ['time_limit'] })
    await page.findAll('.own')[0]!.trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'keep_own', id: '1', fields: ['primary'] })
    expect(page.find('#take-all').text()).toContain('1 项')
    await page.find('#take-all').trigger('click')
    await page.find('#take-all-go').trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'take_over_all', ids: ['1'] })
    await page.find('.detach').trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'detach', ids: ['3'] })
    await page.findAll('.adopt')[1]!.trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'adopt_from', source: 'county', items: ['5'] })
    await page.findAll('.leave')[0]!.trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'leave', items: ['4'] })
    page.unmount()
  })

  it('can only be looked at in a file that is read', () => {
    const page = mount(UpstreamList, { props: { view: upstream, reading: true, keep: saying() } })
    expect(page.findAll('button').every((button) => button.classes('name'))).toBe(true)
  })
})

describe('the dialog of sources', () => {
  it('takes entries from the superior that was chosen', async () => {
    const view = (name: string): StandardView => ({
      version: '2026-01-01', source: '', sources: [{ id: 'county', name: '清溪县人民政府', count: 1 }],
      sectors: [{ name, entries: [{ id: `${name}1`, primary: '甲', secondary: '乙', elements: '', bases: '', time_limit: '', tiers: '乡级', tier_keys: ['township'], checked: true, adopted: false }] }],
    })
    const adopt = vi.fn(() => Promise.resolve(null))
    const core = { catalogueStandard: vi.fn((_: string, source: string | null) => Promise.resolve(view(source ? '县' : '标准'))) }
    const page = mount(StandardDialog, { props: { agency: 'own', tier: 'township', adopt }, global: { provide: given(core).provide }, attachTo: document.body })
    await flushPromises()
    await page.find('#standard-whole').trigger('change')
    await page.find('#standard-source').setValue('county')
    await flushPromises()
    expect(core.catalogueStandard).toHaveBeenLastCalledWith('own', 'county')
    expect((page.find('#standard-go').element as HTMLButtonElement).disabled).toBe(true)
    await page.find('#standard-whole').trigger('change')
    await page.find('#standard-go').trigger('click')
    expect(adopt).toHaveBeenLastCalledWith(['县1'], 'county')
    page.unmount()
  })
})

const basis = (id: string, more: Partial<BasisRow> = {}): BasisRow => ({
  id, name: `${id}办法`, number: `${id}令第1号`, issuer: '', issued: '', effective: '', state: 'in_force', state_label: '现行有效', stale: false, replaced_by: '', successors: [], replaceable: false, checked: true, note: '', own: false, cited: [], ...more,
})
const item = { id: 'i', name: '低保公示' }
const bases: BasesView = {
  schema: 'bases/1', stale_items: 1, replaceable: 1, unknown: [{ text: '《丁办法》', name: '丁办法', number: '', cited: [item] }],
  bases: [
    basis('甲', { state: 'replaced', state_label: '已被取代', stale: true, replaceable: true, successors: [{ id: '乙', text: '《乙办法》', state_label: '现行有效' }], cited: [item] }),
    basis('乙', { checked: false }),
    basis('own:1', { name: '县办法', number: '清政发〔2021〕3号', own: true }),
  ],
}

function open(reading = false) {
  const keep = saying()
  const core = { catalogueBases: vi.fn(() => Promise.resolve(bases)) }
  const page = mount(BasesPage, { props: { agency: 'own', unit: '青石镇', reading, keep }, global: { provide: given(core).provide }, attachTo: document.body })
  return { page, keep }
}

describe('the basis library', () => {
  it('is filtered, searched with any brackets, and sorted', () => {
    const ids = (rows: BasisRow[]) => rows.map((row) => row.id)
    expect(ids(fittingBases(bases, 'stale', ''))).toEqual(['甲'])
    expect(ids(fittingBases(bases, 'unchecked', ''))).toEqual(['乙'])
    expect(ids(fittingBases(bases, 'all', '清政发[2021]'))).toEqual(['own:1'])
    expect(ids(fittingBases(bases, 'unknown', ''))).toEqual([])
    expect(ids(sortedBases(bases.bases, { key: 'checked', down: false }))[0]).toBe('乙')
    expect(ids(sortedBases(bases.bases, { key: 'cited', down: false }))[0]).toBe('甲')
    expect(sortedBases(bases.bases, null)).toBe(bases.bases)
  })

  it('leads from an act to its successor and to the items that cite it, and replaces citations', async () => {
    const { page, keep } = open()
    await flushPromises()
    await page.find('#show-stale').trigger('click')
    expect(page.findAll('tbody tr')).toHaveLength(1)
    await page.find('tbody .link').trigger('click')
    await page.find('.citing').trigger('click')
    expect(page.emitted('open')).toEqual([['i']])
    await page.find('#replace-bases').trigger('click')
    await page.find('#replace-bases-go').trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'replace_bases', only: null })
    await flushPromises()
    await page.find('#replace-one').trigger('click')
    expect(keep).toHaveBeenLastCalledWith({ kind: 'replace_bases', only: '甲' })
    await page.find('ol .link').trigger('click')
    expect(page.find('aside h2').text()).toBe('乙办法')
    page.unmount()
  })

  it('takes in an act that is cited and not known, and changes an own one', async () => {
    const { page, keep } = open()
    await flushPromises()
    await page.find('#basis-filter').setValue('unknown')
    await page.find('.unknown .small').trigger('click')
    expect((page.find('#basis-name').element as HTMLInputElement).value).toBe('丁办法')
    await page.find('#basis-number').setValue('丁令第1号')
    await page.find('dialog form').trigger('submit')
    await flushPromises()
    expect(keep).toHaveBeenLastCalledWith({ kind: 'put_basis', basis: { id: null, name: '丁办法', number: '丁令第1号', issuer: '', issued: '', state: 'in_force', successor: '', checked: false, note: '' } })
    expect(page.find('dialog').exists()).toBe(false)
    await page.find('#basis-filter').setValue('own')
    await page.find('tbody .link').trigger('click')
    await page.find('#basis-edit').trigger('click')
    await page.find('#basis-state').setValue('repealed')
    await page.find('#basis-successor').setValue('乙')
    keep.mockResolvedValueOnce('依据库中已有《县办法》' as never)
    await page.find('dialog form').trigger('submit')
    await flushPromises()
    expect(page.find('dialog [role=alert]').text()).toContain('已有')
    expect(keep.mock.lastCall?.[0]).toMatchObject({ basis: { id: 'own:1', state: 'repealed', successor: '乙' } })
    page.unmount()
  })

  it('writes nothing in a file that is only looked at', async () => {
    const { page } = open(true)
    await flushPromises()
    await page.findAll('tbody .link')[2]!.trigger('click')
    for (const id of ['basis-add', 'replace-bases', 'basis-edit', 'basis-remove']) expect(page.find(`#${id}`).exists()).toBe(false)
    page.unmount()
  })
})
