import { flushPromises, mount } from '@vue/test-utils'
import { h, KeepAlive } from 'vue'
import { describe, expect, it } from 'vitest'
import type { AgencyProgress } from '../../ipc/bindings/AgencyProgress'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import WorkbenchPage from './WorkbenchPage.vue'

const file = { name: 'a', path: '/a', sample: false, read_only: null, agencies: [], years: [] }
const agency = (more: Partial<AgencyProgress>): AgencyProgress => ({
  id: 'a', name: '甲局', due: '2026-01-31', days: 10, basis: '第四十九条', checked: true, cells: 166, filled: 20, errors: 2, warnings: 0, version: null, published: false, fell_due: false, ready: false, trouble: null, ...more,
})
const opened = async (agencies: AgencyProgress[], more: Partial<Transport> = {}) => {
  const core = {
    workbenchView: () => Promise.resolve({ year: 2025, today: '2026-01-21', agencies, local: '', last_used: '2026-01-10', items: [], cases: [], done: [{ at: '14:03', what: '填写“新收”：5' }] }),
    ...more,
  } as unknown as Transport
  const events: unknown[] = []
  const page = mount(() => h(KeepAlive, () => h(WorkbenchPage, { file, onOpen: (...what: unknown[]) => events.push(what), onError: (what: unknown) => events.push(what), onCatalogue: (of: unknown) => events.push(of), onPublication: (_: unknown, id: unknown) => events.push(id), onApplication: (of: unknown, id: unknown) => events.push([of, id]) })), {
    global: { provide: given(core).provide },
  })
  await flushPromises()
  return { page, events }
}

describe('the workbench', () => {
  it('lists what the catalogue must publish again, and leads there', async () => {
    const items = [{ id: 'i', agency: 'a', agency_name: '甲局', name: '补贴名单', due: '2026-01-19', days: -2, publication: null }, { id: 'i', agency: 'a', agency_name: '甲局', name: '低保公示', due: '2026-01-22', days: 1, publication: 'p' }]
    const { page, events } = await opened([], { workbenchView: () => Promise.resolve({ year: 2025, today: '2026-01-21', agencies: [], local: '', last_used: '', items, cases: [], done: [] }) })
    expect(page.find('#due-items').text()).toContain('应于 2026年1月19日 公开')
    expect(page.find('#due-items').text()).toContain('已过 2 天')
    await page.find('#due-items button').trigger('click')
    expect(events).toContain('a')
    expect(page.find('#due-items').text()).toContain('新信息最迟2026年1月22日公开')
    await page.findAll('#due-items button')[1]!.trigger('click')
    expect(events).toContain('p')
  })

  it('calls up the applications that are late or soon due, and leads to them', async () => {
    const due = (application: string, on: string, days: number, provisional = false) => ({ agency: 'a', agency_name: '甲局', due: { application, number: `${application}号`, subject: `内容${application}`, duty: 'answer', label: '答复申请人', on, provisional, days, ours: true, why: '20个工作日', article: '' } })
    const cases = [due('1', '2026-01-09', -12), due('2', '2026-01-21', 0, true)]
    const { page, events } = await opened([], { workbenchView: () => Promise.resolve({ year: 2025, today: '2026-01-21', agencies: [], local: '', last_used: '', items: [], cases, done: [] }) })
    const [late, today] = page.findAll('#due-cases li')
    expect(late!.text()).toContain('甲局 · 1号 · 答复申请人，最迟2026年1月9日 已过 12 天')
    expect(late!.find('.late').exists()).toBe(true)
    expect(today!.text()).toContain('（暂定） 今天到期')
    await today!.find('button').trigger('click')
    expect(events).toEqual([['a', '2']])
  })

  it('says what is late, what is left, and what no article says', async () => {
    const { page } = await opened([agency({ days: -3 }), agency({ days: 0 }), agency({ checked: false }), agency({ ready: true, errors: 0, filled: 166 }), agency({ filled: 0 })])
    const rows = page.findAll('tbody tr').map((row) => row.text())
    expect(rows[0]).toContain('已过 3 天')
    expect(rows[1]).toContain('今天到期')
    expect(rows[2]).toContain('依据待核')
    expect(rows[3]).toContain('可以定稿')
    expect(rows[4]).toContain('还没有填')
    expect(page.text()).toContain('4 个单位的报告还不能定稿')
    expect(page.text()).toContain('填写“新收”：5')
  })

  it('is quiet about what is published, not about what is only ready, and says what fell due meanwhile', async () => {
    const { page } = await opened([
      agency({ id: 'p', name: '已发布的局', days: -3, ready: true, errors: 0, published: true, version: '发布' }),
      agency({ id: 'r', name: '只差发布的局', days: -3, ready: true, errors: 0, version: '定稿', fell_due: true }),
    ])
    const rows = page.findAll('tbody tr')
    expect(rows[0]!.text()).toContain('✓ 已发布')
    expect(rows[0]!.text()).not.toContain('已过')
    expect(rows[0]!.classes()).not.toContain('over')
    expect(rows[1]!.text()).toContain('已过 3 天')
    expect(rows[1]!.text()).toContain('✓ 定稿')
    expect(rows[1]!.classes()).toContain('over')
    expect(page.get('#fell-due').text()).toBe('自上次使用（2026年1月10日）以来，这些报告的期限已到：只差发布的局')
  })

  it('opens the report of the agency', async () => {
    const { page, events } = await opened([agency({})])
    await page.get('.open').trigger('click')
    expect(events).toEqual([['a', 2025]])
  })

  it('says at the field what is no date', async () => {
    const { page, events } = await opened([], { reportDateSet: () => Promise.reject({ code: '', message: '不是日期', detail: '', field: 'local' }) })
    await page.get('#local').setValue('2月30日')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('#local-wrong').text()).toBe('不是日期')
    expect(events).toEqual([])
  })
})
