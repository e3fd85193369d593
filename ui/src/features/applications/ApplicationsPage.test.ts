import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApplicationRow } from '../../ipc/bindings/ApplicationRow'
import type { ApplicationsView } from '../../ipc/bindings/ApplicationsView'
import type { ApplicationView } from '../../ipc/bindings/ApplicationView'
import type { DisputesView } from '../../ipc/bindings/DisputesView'
import type { DisputeView } from '../../ipc/bindings/DisputeView'
import type { FileView } from '../../ipc/bindings/FileView'
import type { LedgerView } from '../../ipc/bindings/LedgerView'
import type { LedgerViewEdit } from '../../ipc/bindings/LedgerViewEdit'
import type { RegisterInput } from '../../ipc/bindings/RegisterInput'
import type { OutcomeView } from '../../ipc/bindings/OutcomeView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import ApplicationsPage from './ApplicationsPage.vue'

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
})

const file: FileView = { name: 'a.mingce', path: '/a.mingce', sample: false, read_only: null, agencies: [{ id: 'own', name: '青石镇人民政府', kind: '乡镇人民政府', depth: 0, area: false }], years: [] }
const row = (id: string, more: Partial<ApplicationRow> = {}): ApplicationRow => ({
  id, number: `公开申〔2026〕${id}号`, subject: `内容${id}`, applicant: '示**', applicant_kind: '自然人', channel: '互联网', received_on: '2026-01-05', stage: 'open', stage_label: '办理中', outcome: '', outcome_label: '', due: '2026-02-02', provisional: false, days: 21, closed_on: '', void: false, ...more,
})
const whole = (id: string, more: Partial<ApplicationView> = {}): ApplicationView => ({
  schema: 'application/1', row: row(id), disputes: [], late: [], letter: '', description: '', form: '', way: '', note: '', applicants: [], deadline: null, due: [], letters: [], findings: [],
  events: [{ id: 'e1', on: '2026-01-05', kind: 'received', label: '收到申请', what: '互联网，自然人', recorded_at: '2026-01-05T01:00:00Z', by: '本机', changed: '' }, { id: 'e2', on: '2026-01-06', kind: 'supplement_asked', label: '发出补正告知', what: '', recorded_at: '2026-01-06T18:00:00Z', by: '本机', changed: '已撤销（记错了）' }],
  next: [{ kind: 'extended', label: '延长答复期限', article: '第三十三条' }, { kind: 'closed', label: '答复或者办结', article: '第三十六条' }], ...more,
})
const list = (rows: ApplicationRow[]): ApplicationsView => ({
  schema: 'applications/1', today: '2026-01-12', rows, counted: true, causes: ['判决责令重新处理'], kinds: [['natural_person', '自然人'], ['enterprise', '商业企业']],
  due: [{ application: '1', number: '公开申〔2026〕1号', subject: '内容1', duty: 'answer', label: '答复申请人', on: '2026-02-02', provisional: false, days: 21, ours: true, why: '次日起算，20个工作日', article: '条例第三十三条' }],
  channels: [{ key: 'in_person', label: '当面提交', rule: '以提交之日为收到之日', confirmed: false }, { key: 'internet', label: '互联网', rule: '以双方确认之日为收到之日', confirmed: true }],
})
const noDisputes: DisputesView = {
  schema: 'disputes/1', today: '2026-01-12', rows: [], counted: true, review_organ: '清溪县人民政府', court: '清溪县人民法院',
  kinds: [['reconsideration', '行政复议'], ['litigation_direct', '行政诉讼（未经复议直接起诉）'], ['litigation_after_reconsideration', '行政诉讼（复议后起诉）']],
  roles: [['own_conduct', '本机关的公开行为']], results: [['upheld', '结果维持'], ['corrected', '结果纠正'], ['other', '其他结果']],
}
const dispute = (id: string, more: Partial<DisputeView> = {}): DisputeView => ({
  id, number: `清政复〔2026〕${id}号`, kind: 'reconsideration', kind_label: '行政复议', role: 'own_conduct', role_label: '本机关的公开行为', decided_by: '清溪县人民政府', filed_on: '2026-01-08', settled_on: '', result_label: '尚未审结', applications: [{ id: '1', number: '公开申〔2026〕1号', subject: '内容1' }], note: '', void_reason: '', happened: [{ on: '2026-01-05', what: '申请行政复议' }], counted: ['2026年度：行政复议—尚未审结'], next: [['decided', '审结、裁判']], findings: [], ...more,
})
const history = { undo: null, redo: null, saved: '' } as never
const refused = (field: string, message: string) => Promise.reject({ code: '', message, detail: '', field })
const nothing = { received_on: '', due_on: '', provisional: false, why: '', nth_in_month: 0, repeats: [] }
const end: OutcomeView = { schema: 'outcome/1', question: '', text: '', help: '', answers: [], outcome: '', outcome_label: '', next_step: '', article: '', checked: true, letter: '', letter_label: '', must_say: [], remedy: '' }

async function open(rows: ApplicationRow[], more: Partial<Transport> = {}, goal: { at: string } | null = null) {
  const core: Partial<Transport> = {
    applicationList: vi.fn(() => Promise.resolve(list(rows))),
    disputeList: vi.fn(() => Promise.resolve(noDisputes)),
    ledgerViews: vi.fn(() => Promise.resolve([])),
    applicationView: vi.fn((id: string) => Promise.resolve(whole(id))),
    applicationBefore: vi.fn(() => Promise.resolve(nothing)),
    applicationOutcome: vi.fn(() => Promise.resolve(end)),
    letterChoices: () => Promise.resolve([]),
    historyView: () => Promise.resolve(history),
    ...more,
  }
  const page = mount({ components: { ApplicationsPage }, template: '<KeepAlive><ApplicationsPage :file="file" agency="own" :goal="goal" @error="seen.push($event)" @settings="seen.push(\'settings\')" /></KeepAlive>', data: () => ({ file, goal, seen: [] as unknown[] }) }, { global: { provide: given(core).provide }, attachTo: document.body })
  await flushPromises()
  return { core, page, seen: () => (page.vm as unknown as { seen: unknown[] }).seen }
}
type Called = ReturnType<typeof vi.fn>

describe('the ledger of applications', () => {
  it('registers those who ask together, and says at whose field something is wrong', async () => {
    const given: RegisterInput[] = []
    const applicationRegister = (_: string, input: RegisterInput) => {
      given.push(input)
      return Promise.reject({ code: '', message: '第2名申请人：请写明申请人的姓名或者名称', detail: '', field: 'applicants.1.name' })
    }
    const { page, core } = await open([row('1')], { applicationRegister })
    await page.get('#application-new').trigger('click')
    await page.get('#new-kind').setValue('natural_person')
    await page.get('#new-name').setValue('示例甲')
    await page.get('#new-join').trigger('click')
    await page.get('#new-join').trigger('click')
    await flushPromises()
    expect(document.activeElement?.id).toBe('new-applicants.2.name')
    await page.get('.leave[aria-label$="3"]').trigger('click')
    await page.get('form.register').trigger('submit')
    await flushPromises()
    expect(given[0]!.applicants.map((one) => [one.name, one.kind])).toEqual([['示例甲', 'natural_person'], ['', 'natural_person']])
    expect(page.get('[id="new-applicants.1.name-wrong"]').text()).toContain('第2名申请人')
    expect(document.activeElement?.id).toBe('new-applicants.1.name')
    expect(core.applicationBefore).toHaveBeenCalled()
    page.unmount()
  })

  it('is put in another order, ticked for printing, and its views are kept under a name', async () => {
    const rows = [row('1', { received_on: '2026-01-09', due: '2026-02-09' }), row('2', { received_on: '2026-01-05', due: '2026-02-02' }), row('3', { received_on: '2026-01-02', closed_on: '2026-01-08', due: '' })]
    let views: LedgerView[] = []
    const edits: LedgerViewEdit[] = []
    const ledgerViewEdit = (edit: LedgerViewEdit) => {
      edits.push(edit)
      if (edit.what === 'keep') views = [...views, edit.view]
      return edit.what === 'keep' && !edit.view.name.trim() ? Promise.reject({ code: '', message: '请给视图写一个名称', detail: '', field: 'name' }) : Promise.resolve({ views, history })
    }
    const applicationsPrint = vi.fn(() => Promise.resolve(null))
    const { page } = await open(rows, { ledgerViewEdit, applicationsPrint })
    const shown = () => page.findAll('tbody tr').map((tr) => tr.find('.open').text())
    await page.get('#application-sort').setValue('due')
    expect(shown()).toEqual(['内容2', '内容1', '内容3'])
    await page.get('#application-sort').setValue('oldest')
    expect(shown()).toEqual(['内容3', '内容2', '内容1'])
    await page.get('#view-keep').trigger('click')
    await page.get('.views form').trigger('submit')
    await flushPromises()
    expect(page.get('#view-wrong').text()).toContain('请给视图写一个名称')
    await page.get('#view-name').setValue('最早的')
    await page.get('.views form').trigger('submit')
    await flushPromises()
    expect(edits.at(-1)).toEqual({ what: 'keep', view: { name: '最早的', filter: 'all', question: '', sort: 'oldest' } })
    await page.get('#application-sort').setValue('received')
    await page.get('#ledger-view').setValue('最早的')
    expect(shown()).toEqual(['内容3', '内容2', '内容1'])
    expect(page.find('#print-chosen').exists()).toBe(false)
    await page.get('tbody tr:nth-child(2) .tick input').setValue(true)
    await page.get('tbody tr:nth-child(1) .tick input').setValue(true)
    expect(page.get('#print-chosen').text()).toContain('2')
    // A filter that hides a ticked row leaves it out of the print.
    await page.get('#application-filter').setValue('open')
    expect(page.get('#print-chosen').text()).toContain('1')
    page.unmount()
  })

  it('filters by what is open, late, soon due and closed, and says why a date is that date', async () => {
    const rows = [row('1'), row('2', { days: -3, due: '2026-01-09' }), row('3', { days: 5, provisional: true }), row('4', { closed_on: '2026-01-08', stage_label: '已办结', outcome_label: '予以公开', days: null, due: '' }), row('5', { void: true, stage_label: '作废' })]
    const { page } = await open(rows)
    const shown = () => page.findAll('tbody tr').map((tr) => tr.find('.open').text())
    expect(shown()).toHaveLength(5)
    expect(page.findAll('tbody tr')[1]!.text()).toContain('逾期 3 天')
    expect(page.findAll('tbody tr')[2]!.text()).toContain('暂定')
    const cells = page.findAll('tbody tr')[3]!.findAll('td').map((td) => td.text())
    expect(cells.slice(-2)).toEqual(['已办结', '予以公开'])
    for (const [filter, wanted] of [['open', ['内容1', '内容2', '内容3']], ['overdue', ['内容2']], ['soon', ['内容3']], ['closed', ['内容4']], ['void', ['内容5']]] as const) {
      await page.find('#application-filter').setValue(filter)
      expect(shown()).toEqual(wanted)
    }
    await page.find('#application-filter').setValue('all')
    await page.find('#application-search').setValue('予以公开 ４号')
    expect(shown()).toEqual(['内容4'])
    await page.find('#application-search').setValue('')
    await page.find('#case-0').trigger('focus')
    expect(page.find('#case-why').text()).toContain('20个工作日（条例第三十三条）')
    page.unmount()
  })

  it('draws only some of thousands', async () => {
    const { page } = await open(Array.from({ length: 900 }, (_, i) => row(String(i))))
    expect(page.findAll('tbody tr')).toHaveLength(200)
    await page.find('.box > button').trigger('click')
    expect(page.findAll('tbody tr')).toHaveLength(400)
    page.unmount()
  })
})

describe('the registration form', () => {
  it('asks for the confirmation only where the channel counts from it, and says what is wrong at its field', async () => {
    const { core, page } = await open([], { applicationRegister: vi.fn(() => refused('confirmed_on', '请先与申请人确认（条例第三十一条）')) })
    await page.find('#application-new').trigger('click')
    expect(page.find('#new-confirmed_on').exists()).toBe(false)
    await page.find('#new-channel').setValue('internet')
    expect(page.find('#register-before').text()).toContain('双方确认之日')
    await page.find('#new-name').setValue('示例甲')
    await page.find('form.register').trigger('submit')
    await flushPromises()
    expect(page.find('#new-confirmed_on-wrong').text()).toContain('第三十一条')
    expect(document.activeElement?.id).toBe('new-confirmed_on')
    expect((page.find('#new-name').element as HTMLInputElement).value).toBe('示例甲')
    const [agency, input] = (core.applicationRegister as Called).mock.calls[0]!
    expect(agency).toBe('own')
    expect(input).toMatchObject({ channel: 'internet', arrived_on: '2026-01-12', applicants: [{ name: '示例甲' }] })
    // A day that was typed for another channel is not sent.
    await page.find('#new-confirmed_on').setValue('2026-01-11')
    await page.find('#new-channel').setValue('in_person')
    await page.find('form.register').trigger('submit')
    await flushPromises()
    expect((core.applicationRegister as Called).mock.calls[1]![1]).toMatchObject({ confirmed_on: '' })
    page.unmount()
  })

  it('unfolds what is folded when something in it is wrong', async () => {
    const { page } = await open([], { applicationRegister: () => refused('email', '电子邮箱过长') })
    await page.find('#application-new').trigger('click')
    await page.find('form.register').trigger('submit')
    await flushPromises()
    expect((page.find('details').element as HTMLDetailsElement).open).toBe(true)
    expect(document.activeElement?.id).toBe('new-email')
    page.unmount()
  })

  it('shows what may be a repetition, and opens it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { core, page } = await open([row('7')], { applicationBefore: vi.fn(() => Promise.resolve({ ...nothing, received_on: '2026-01-12', due_on: '2026-02-09', provisional: true, repeats: [{ row: row('7'), same_applicant: true }] })) })
    await page.find('#application-new').trigger('click')
    await page.find('#new-subject').setValue('内容7')
    vi.advanceTimersByTime(300)
    vi.useRealTimers()
    await flushPromises()
    expect(page.find('#register-before').text()).toContain('同名申请人，2026年1月5日收到“内容7”，办理中')
    expect(page.find('#register-before').text()).toContain('最迟 2026年2月9日 答复')
    await page.find('#register-before .link').trigger('click')
    await flushPromises()
    expect(core.applicationView).toHaveBeenCalledWith('7')
    expect(page.find('.case h1').text()).toBe('内容7')
    page.unmount()
  })
})

describe('the page of a case', () => {
  it('offers only what may follow, sends it, and keeps what was refused at its field', async () => {
    const event = vi.fn((): Promise<never> => refused('working_days', '最长20个工作日'))
    const { page } = await open([row('1')], { applicationEvent: event }, { at: '1' })
    expect(page.findAll('.actions button').map((it) => it.text())).toEqual(['答复、办结…', '延长答复期限…', '作废这件申请…'])
    await page.find('#do-extended').trigger('click')
    await flushPromises()
    await page.find('#event-days').setValue('２１')
    await page.find('#event-approved').setValue('示例主任')
    await page.find('.left .event').trigger('submit')
    await flushPromises()
    expect((event.mock.calls as unknown[][])[0]).toEqual(['1', expect.objectContaining({ kind: 'extended', on: '2026-01-12', working_days: 21, approved_by: '示例主任' })])
    expect(page.find('#event-days-wrong').text()).toBe('最长20个工作日')
    page.unmount()
  })

  it('shows what was taken back with its reason, and offers no correction of it', async () => {
    const { page } = await open([row('1')], {}, { at: '1' })
    const [received, asked] = page.findAll('#events li')
    expect(asked!.classes()).toContain('gone')
    expect(asked!.text()).toContain('已撤销（记错了）')
    expect(asked!.find('.correct').exists()).toBe(false)
    expect(asked!.text()).toContain('2026-01-07 02:00由本机登记')
    expect(received!.find('.revoke').exists()).toBe(false)
    await received!.find('.correct').trigger('click')
    await flushPromises()
    expect(['channel', 'arrived_on', 'reason'].every((field) => page.find(`#event-${field}`).exists())).toBe(true)
    page.unmount()
  })

  it('tells the days on calendars: what counts, what does not, and the end', async () => {
    const day = (on: string, sort: string, nth: number | null) => ({ on, counts: nth !== null, nth, sort, why: `${sort} ${on}` })
    const explained = [day('2026-01-30', 'working', 1), day('2026-01-31', 'weekend', null), day('2026-02-01', 'stopped', null), day('2026-02-02', 'make_up', 2)]
    const deadline = { schema: 'deadline/1', received_on: '2026-01-29', counted_from: '2026-01-29', days: 2, due_on: '2026-02-02', provisional: true, sentence: '两个工作日', article: '条例第三十三条', explained }
    const { page } = await open([row('1')], { applicationView: () => Promise.resolve(whole('1', { deadline })) }, { at: '1' })
    expect(page.findAll('.pane caption').map((it) => it.text())).toEqual(['2026年1月', '2026年2月'])
    const cell = (on: string) => page.find(`td[title$="${on}"]`)
    expect([cell('2026-01-30').text(), cell('2026-01-31').text(), cell('2026-02-01').text(), cell('2026-02-02').text()]).toEqual(['301', '31周末', '1征求意见', '22 调休上班届满'])
    expect(page.find('.pane .due').text()).toContain('暂定')
    // 2026-01-29 is a Thursday.
    expect(page.find('td.start').element.previousElementSibling?.textContent).toBe('28')
    page.unmount()
  })
})

describe('the questions of the outcome', () => {
  const asks = (question: string): OutcomeView => ({ ...end, question, text: `${question}？`, answers: [{ key: 'yes', label: '是' }, { key: 'no', label: '否' }] })
  const granted: OutcomeView = { ...end, outcome: 'granted', outcome_label: '予以公开', article: '第三十六条第（二）项', letter: 'reply_granted', letter_label: '予以公开告知书', must_say: [{ key: 'given', label: '公开的内容' }] }
  /** Two questions, then the end. */
  const outcome = () => vi.fn((answers: Record<string, string>) => Promise.resolve(!answers.one ? asks('one') : !answers.two ? asks('two') : granted))
  const letterForm = () => Promise.resolve({ kind: 'reply_granted', label: '予以公开告知书', to: '申请人', numbered: true, barred: '', on: '2026-01-12', fields: [{ key: 'given', label: '公开的内容', required: true, text: '' }, { key: 'supply', label: '提供的方式', required: false, text: '' }] })

  it('come one at a time, by keys, with a way back', async () => {
    const applicationOutcome = outcome()
    const { page } = await open([row('1')], { applicationOutcome, letterForm }, { at: '1' })
    await page.find('#do-close').trigger('click')
    expect(page.find('#question').text()).toContain('第 1 问　one？')
    await page.find('.questions').trigger('keydown', { key: '2' })
    await flushPromises()
    expect(applicationOutcome).toHaveBeenLastCalledWith({ one: 'no' })
    expect(page.find('#question').text()).toContain('two？')
    expect(page.find('.given').text()).toBe('one？否')
    await page.find('.questions').trigger('keydown', { key: 'Backspace' })
    await flushPromises()
    expect(page.find('#question').text()).toContain('one？')
    expect(page.find('.given').exists()).toBe(false)
    page.unmount()
  })

  it('end with the row, the article and what the letter must say; what is missing is said at its field, what the office has not set leads to the settings', async () => {
    let why: [string, string] = ['fields.given', '还缺：公开的内容']
    const applicationClose = vi.fn(() => refused(...why))
    const { page, seen } = await open([row('1')], { applicationOutcome: outcome(), applicationClose, letterForm } as never, { at: '1' })
    await page.find('#do-close').trigger('click')
    for (const key of ['yes', 'no']) {
      await page.find(`#answer-${key}`).trigger('click')
      await flushPromises()
    }
    expect(page.find('.end').text()).toContain('第三十六条第（二）项')
    expect(page.find('label[for=close-given]').text()).toContain('必填')
    expect(page.find('label[for=close-supply]').text()).not.toContain('必填')
    await page.find('.end form').trigger('submit')
    await flushPromises()
    expect(page.find('#close-given-wrong').text()).toBe('还缺：公开的内容')
    why = ['office', '还没有设定管辖法院']
    await page.find('#close-given').setValue('全文')
    await page.find('.end form').trigger('submit')
    await flushPromises()
    expect((applicationClose.mock.calls as unknown[][])[1]).toEqual(['1', { answers: { one: 'yes', two: 'no' }, on: '2026-01-12', reason: '', note: '', fields: { given: '全文' } }])
    await page.find('#close-wrong button').trigger('click')
    expect(seen()).toContain('settings')
    page.unmount()
  })
})

describe('reconsiderations and lawsuits', () => {
  it('are registered from the case with its number, and stand among what happened in it', async () => {
    const edited = { dispute: dispute('7'), history, said: '登记行政复议' }
    const register = vi.fn(() => Promise.resolve(edited))
    const { page, core } = await open([row('1')], { disputeRegister: register as never }, { at: '1' })
    await page.find('#do-review').trigger('click')
    expect((page.find('#dispute-applications').element as HTMLInputElement).value).toBe('公开申〔2026〕1号')
    expect((page.find('#dispute-decided_by').element as HTMLInputElement).value).toBe('清溪县人民政府')
    ;(core.applicationView as Called).mockImplementation(() => Promise.resolve(whole('1', { disputes: [dispute('7')] })))
    await page.find('#dispute-filed_on').setValue('2026-01-05')
    await page.find('.dispute-form').trigger('submit')
    await flushPromises()
    expect(register).toHaveBeenCalledWith('own', { kind: 'reconsideration', number: '', decided_by: '清溪县人民政府', filed_on: '2026-01-05', note: '', reason: '', role: 'own_conduct', applications: ['公开申〔2026〕1号'] })
    expect(page.findAll('#events > li').map((li) => li.find('.label').text())).toEqual(['收到申请', '申请行政复议', '发出补正告知'])
    expect(page.find('[data-dispute="7"] .counted').text()).toContain('2026年度')
    page.unmount()
  })

  it('say at the field what is wrong with a step, and keep what was typed', async () => {
    const step = vi.fn(() => refused('on', '复议决定日期早于申请日期，请核对'))
    const { page } = await open([row('1')], { applicationView: () => Promise.resolve(whole('1', { disputes: [dispute('7')] })), disputeStep: step as never }, { at: '1' })
    await page.find('.step-decided').trigger('click')
    expect(page.find('#step-in_force_on').exists()).toBe(false)
    await page.find('#step-on').setValue('2026-01-01')
    await page.find('#step-result').setValue('upheld')
    await page.find('form.step').trigger('submit')
    await flushPromises()
    expect(page.find('#step-on-wrong').text()).toContain('早于申请日期')
    expect((page.find('#step-on').element as HTMLInputElement).value).toBe('2026-01-01')
    page.unmount()
  })

  it('have a list of their own, to which search leads, and say when they are not counted', async () => {
    const rows = [dispute('7'), dispute('8', { void_reason: '登记错了', number: '' })]
    const { page } = await open([row('1')], { disputeList: () => Promise.resolve({ ...noDisputes, rows, counted: false }) }, { at: 'dispute.7' })
    expect(page.find('#part-disputes').attributes('aria-pressed')).toBe('true')
    expect(page.find('aside [data-dispute="7"]').exists()).toBe(true)
    expect(page.find('.notice').text()).toContain('表四仍按手工填写')
    expect(page.find('.count').text()).toBe('1 件，其中尚未审结 1 件')
    await page.find('aside .link').trigger('click')
    await flushPromises()
    expect(page.find('#case-back').exists()).toBe(true)
    page.unmount()
  })
})

describe('an old ledger', () => {
  const found = { name: '旧.csv', applied: false, added: 0, unchanged: 0, skipped: 1, refused: [], doubts: [], missing: ['申请内容'], words: ['subject', 'ignored'], columns: [{ head: '要什么', sample: '批复', column: null, ticked: '' }] }
  it('asks for the column that is missing, shows what would be refused, and is taken over in one step', async () => {
    const answer = vi.fn()
      .mockResolvedValueOnce(found)
      .mockResolvedValueOnce({ ...found, missing: [], added: 1, columns: [{ ...found.columns[0], column: 'subject' }], refused: [{ at: '台账!C3', reason: '2月30日不是日期' }] })
      .mockResolvedValueOnce({ ...found, missing: [], added: 1, applied: true })
    const { page, core } = await open([row('1')], { ledgerImport: answer as never })
    await page.find('#ledger-import').trigger('click')
    const input = page.find('#import-file')
    Object.defineProperty(input.element, 'files', { value: [new File(['x'], '旧.csv')] })
    await input.trigger('change')
    await vi.waitFor(() => expect(page.find('#import-summary').exists()).toBe(true))
    expect(page.find('#import-summary').text()).toContain('没有认出“申请内容”')
    expect(page.find('#import-go').attributes('disabled')).toBeDefined()
    await page.find('#column-0').setValue('subject')
    await flushPromises()
    expect(answer.mock.calls[1]![1]).toMatchObject({ columns: { 要什么: 'subject' }, apply: false })
    expect(page.text()).toContain('台账!C3：2月30日不是日期')
    await page.find('#import-go').trigger('click')
    await flushPromises()
    expect(answer.mock.calls[2]![1]).toMatchObject({ columns: { 要什么: 'subject' }, apply: true })
    expect(page.find('#import-close').exists()).toBe(true)
    expect((core.applicationList as Called).mock.calls.length).toBeGreaterThan(1)
    page.unmount()
  })
})
