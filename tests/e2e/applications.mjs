// 依申请公开 in the browser: from the counter to its cell in the report, which moves by exactly that case. A file of its own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const AGENCY = '青石镇人民政府'
const SUBJECT = '青石镇2025年度土地征收补偿安置方案'

export async function applications({ step, page, look, until, home, data, app }) {
  const file = join(data, '申请.mingce')
  const mingce = (...words) => {
    const done = spawnSync(app, ['--today', '2026-01-12', ...words], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  /** Every number of a report, by its address, as the command line reads it out of the same file. */
  const figures = (year, name) => {
    const out = join(home, name)
    mingce('report', 'build', '--data', file, '--year', String(year), '--format', 'json', '--out', out)
    const told = JSON.parse(readFileSync(join(out, readdirSync(out).find((it) => it.endsWith('.json'))), 'utf8'))
    const flat = (value, at) => (value && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => flat(inner, `${at}.${key}`)) : [[at, value]])
    return Object.fromEntries(flat(told.requests, 'requests'))
  }
  /** By how much each number that differs between two reports moved; column 0 is 自然人, 6 the total. */
  const moved = (before, after) => Object.fromEntries(Object.keys({ ...before, ...after }).sort().map((at) => [at, (after[at] ?? 0) - (before[at] ?? 0)]).filter(([, by]) => by !== 0))
  const rows = (...names) => Object.fromEntries(names.flatMap((name) => [[`requests.${name}.0`, 1], [`requests.${name}.6`, 1]]))
  const stage = (name) => page.locator('.case .stage').getByText(name, { exact: true }).waitFor()
  const said = (text) => page.locator('#case-said').getByText(text).first().waitFor()
  const focused = (id) => until(`the focus at ${id}`, (id) => document.activeElement?.id === id, id)
  let [before2025, before2026] = [{}, {}]

  await step('what is overdue is called up on the workbench and leads to its case', async () => {
    mingce('init', file, '--agency', AGENCY, '--kind', 'township')
    mingce('application', 'register', '--data', file, '--channel', 'in_person', '--arrived', '2025-12-01', '--applicant', '示例甲', '--kind', 'natural_person', '--subject', '土地征收补偿安置方案（2025年度，青石镇）')
    ;[before2025, before2026] = [figures(2025, 'before-2025'), figures(2026, 'before-2026')]
    await page.locator('.close').click()
    await page.locator('#open').click()
    await page.getByRole('button', { name: '申请.mingce' }).click()
    await page.locator('#due-cases').getByText(/答复申请人，最迟2025年12月29日/).waitFor()
    await page.locator('#due-cases button').click()
    await stage('办理中')
    assert.match(await page.locator('#duties').textContent(), /逾期 14 天/)
    await page.keyboard.press('Escape')
    await focused('case-0')
    await look('applications')
  })

  await step('an application is registered by keys alone: the channel asks for the day, a repetition is shown', async () => {
    await page.keyboard.press('Alt+n')
    await focused('new-channel')
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown')
    for (const typed of ['2025-12-22', '', null, '示例甲', '10000000001', '示例县示例镇示例村一组', SUBJECT]) {
      await page.keyboard.press('Tab')
      if (typed === null) await page.keyboard.press('ArrowDown')
      else await page.keyboard.type(typed)
    }
    await page.locator('#register-before').getByText('可能重复').waitFor()
    assert.match(await page.locator('#register-before').textContent(), /同名申请人，2025年12月1日收到/)
    await page.keyboard.press('Enter')
    await page.locator('#new-confirmed_on-wrong').getByText('第三十一条').waitFor()
    await focused('new-confirmed_on')
    await look('application-register')
    await page.keyboard.type('2025-12-23')
    await page.locator('#register-before').getByText('最迟 2026年1月21日 答复').waitFor()
    await page.keyboard.press('Enter')
    await said('登记申请')
    await stage('办理中')
    assert.match(await page.locator('#deadline, .pane').first().textContent(), /元旦|法定假日/)
  })

  await step('a supplement is asked for with its letter, arrives, is corrected and leaves its trace', async () => {
    assert.equal(await page.locator('#do-fee_paid, #do-supplement_received, #do-delivered').count(), 0, 'only what may follow')
    await page.locator('#do-supplement_asked').click()
    await focused('event-on')
    await page.keyboard.type('2025-12-26')
    await page.keyboard.press('Enter')
    await page.locator('#event-until-wrong').waitFor()
    await page.locator('#event-until').fill('2026-01-08')
    await page.keyboard.press('Enter')
    await stage('待补正')
    await page.locator('#case-letter').click()
    await page.locator('#letter-unclear').waitFor()
    await page.locator('#letter-go').click()
    await page.locator('#letter-unclear-wrong').getByText('还缺').waitFor()
    await page.locator('#letter-unclear').fill('“相关材料”指哪些材料')
    await page.locator('#letter-how').fill('请写明文件的名称、文号或者年份')
    await page.locator('#letter-go').click()
    await said('签发《补正告知书》')
    await until('its pages', () => document.querySelectorAll('.preview svg path').length > 20)
    await look('application-letters')
    await page.locator('#do-supplement_received').click()
    await page.locator('#event-on').fill('2026-01-05')
    await page.keyboard.press('Enter')
    await stage('办理中')
    await page.locator('#events li').filter({ hasText: '收到补正' }).locator('.correct').click()
    await page.locator('#event-new_on').fill('2026-01-06')
    await page.locator('#event-reason').fill('信封邮戳为1月6日')
    await page.keyboard.press('Enter')
    await page.locator('#events').getByText('已更正：日期应为2026-01-06（信封邮戳为1月6日）').waitFor()
    await page.locator('#undo').click()
    await until('undone', () => !document.getElementById('events').textContent.includes('已更正'))
    await page.locator('#redo').click()
    await page.locator('#events').getByText('已更正').waitFor()
    await page.locator('#tab-deadline').click()
    await look('application-case')
  })

  await step('the outcome follows from plain questions, and nothing is issued before the office has said who reviews', async () => {
    await page.locator('#do-close').click()
    await page.locator('#question').getByText('撤回').waitFor()
    for (const [key, next] of [['1', '申请内容是否明确'], ['1', '申请人要的是什么'], ['2', ''], ['back', '申请人要的是什么'], ['1', '数量、频次'], ['1', '检索的结果'], ['1', '主动公开'], ['2', '另有规定'], ['2', '第三方'], ['1', '下列不予公开的情形'], ['1', '']]) {
      if (key === 'back') await page.locator('#outcome-back').click()
      else await page.keyboard.press(key)
      if (next) await page.locator('#question').getByText(next).waitFor()
      else await page.locator('#outcome-end').waitFor()
    }
    assert.equal(await page.locator('#outcome-end').textContent(), '予以公开')
    await page.locator('#close-given').fill('《青石镇2025年度土地征收补偿安置方案》全文')
    await page.locator('#close-preview').click()
    await until('the draft', () => document.querySelectorAll('.preview svg path').length > 20)
    await page.locator('#tab-outcome').click()
    assert.match(await page.locator('#close-given').inputValue(), /全文$/, 'what was written is still there')
    await page.locator('#close-go').click()
    await page.locator('#close-wrong').getByText('还没有设定').waitFor()
    await look('application-outcome')
    await page.locator('#close-wrong button').click()
    for (const [field, text] of [['code', '青政公开'], ['review', '清溪县人民政府'], ['court', '清溪县人民法院']]) {
      await page.locator(`#office-${field}`).fill(text)
      await page.keyboard.press('Enter')
      await until(`${field} is kept`, () => document.querySelector('.office [role=status]').textContent === '已保存')
    }
    await page.locator('#office-checked').check()
    await page.locator('.office').getByText('核对日期 2026-01-12').waitFor()
    await page.locator('.office h2').scrollIntoViewIfNeeded()
    await page.keyboard.press('Alt+4')
    await page.locator('#close-go').click()
    await stage('已办结')
    await page.locator('.case .outcome').getByText('予以公开').waitFor()
    await page.locator('#do-delivered').click()
    await page.locator('#event-proof').fill('当面签收')
    await page.keyboard.press('Enter')
    await page.locator('#events').getByText('当面签收').waitFor()
  })

  await step('its letter leaves as a PDF, a number is made void and stays', async () => {
    await page.locator('#tab-letters').click()
    await page.locator('.export').last().click()
    await page.getByText('DOCX（Word、WPS 可编辑）').click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#letter-export-go').click()])
    const pdf = join(home, download.suggestedFilename())
    await download.saveAs(pdf)
    const text = spawnSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '')
    assert.ok(text.includes('青政公开告〔2026〕1号') && text.includes('示例甲') && text.includes('清溪县人民法院'), text)
    await page.locator('#letter-export-close').click()
    await page.locator('.void-open').first().click()
    await page.locator('#letter-void').fill('名称写错')
    await page.keyboard.press('Enter')
    await page.getByText('已作废：名称写错').waitFor()
    // What went out can still be looked at and had, beside what is marked void now.
    await page.locator('.original').first().click()
    await until('the original is looked at', () => document.querySelector('.original').getAttribute('aria-pressed') === 'true')
    await look('application-void')
    await page.locator('.original-export').first().click()
    await page.getByText('DOCX（Word、WPS 可编辑）').click()
    const [again] = await Promise.all([page.waitForEvent('download'), page.locator('#letter-export-go').click()])
    const original = join(home, `作废前-${again.suggestedFilename()}`)
    await again.saveAs(original)
    assert.match(again.suggestedFilename(), /作废前/)
    const kept = spawnSync('pdftotext', [original, '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '')
    assert.ok(kept.includes('青石镇人民政府') && !kept.includes('作废'), kept)
    await page.locator('#letter-export-close').click()
  })

  await step('the command line reads the same case, and the report moved by exactly it', async () => {
    const [row] = JSON.parse(mingce('application', 'list', '--data', file, '--json')).applications.filter((it) => it.subject === SUBJECT)
    const shown = JSON.parse(mingce('application', 'show', row.id, '--data', file, '--json'))
    assert.deepEqual([shown.row.stage, shown.row.outcome, shown.row.closed_on], ['closed', 'granted', '2026-01-12'])
    assert.deepEqual(shown.events.map((it) => it.kind), ['received', 'supplement_asked', 'supplement_received', 'registered', 'closed', 'delivered'])
    assert.deepEqual(shown.findings.filter((it) => it.severity === 'error'), [])
    const after2026 = figures(2026, 'after-2026')
    assert.deepEqual(moved(before2025, figures(2025, 'after-2025')), rows('carried_forward', 'new'))
    assert.deepEqual(moved(before2026, after2026), { ...rows('carried_in', 'granted'), ...rows('total') })
    await page.keyboard.press('Alt+5')
    await page.locator('#year').waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('#jump').fill('土地征收补偿')
    await until('the case is found', () => document.querySelector('#jump-list [role=group][aria-label^="依申请公开"]'))
    await page.locator('#jump-list [role=group][aria-label^="依申请公开"] [role=option]').filter({ hasText: SUBJECT }).click()
    await stage('已办结')
  })
}
