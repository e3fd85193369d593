// What is printed of many cases, kept views, a receipt put right, kept letters, and the way from a cell of 表四 to its dispute.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export async function sheets({ step, page, look, until, home, data, app }) {
  const file = join(data, '时限.mingce')
  const mingce = (...words) => {
    const done = spawnSync(app, ['--today', '2026-01-12', ...words], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  const register = (arrived, applicant, subject) => mingce('application', 'register', '--data', file, '--channel', 'in_person', '--arrived', arrived, '--applicant', applicant, '--kind', 'natural_person', '--subject', subject)
  const download = async (button) => {
    const [got] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()])
    const path = join(home, got.suggestedFilename())
    await got.saveAs(path)
    return path
  }
  const words = (pdf) => spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '')
  const pages = (pdf) => Number(/Pages:\s+(\d+)/.exec(spawnSync('pdfinfo', [pdf], { encoding: 'utf8' }).stdout)[1])

  await step('a view of the ledger is kept, chosen again, renamed, forgotten, and comes back with one step back', async () => {
    mingce('init', file, '--agency', '青石镇人民政府', '--kind', 'township')
    register('2025-12-01', '示例甲', '土地征收补偿安置方案')
    register('2025-12-15', '示例乙', '某村2024年度集体资产清查报告')
    register('2026-01-08', '示例丙', '道路改造工程招标文件')
    mingce('application', 'letter', '公开申〔2025〕001号', '--data', file, '--kind', 'receipt', '--issue')
    mingce('dispute', 'register', '公开申〔2025〕001号', '--data', file, '--kind', 'reconsideration', '--filed', '2025-12-30', '--by', '清溪县人民政府', '--number', '清政复〔2025〕7号')
    await page.locator('.close').click()
    await page.locator('#open').click()
    await page.getByRole('button', { name: '时限.mingce' }).click()
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.keyboard.press('Alt+4')
    await page.locator('#case-2').waitFor()
    await page.locator('#application-filter').selectOption('overdue')
    await page.locator('#application-sort').selectOption('due')
    await page.locator('#view-keep').click()
    await page.keyboard.type('逾期的')
    await page.keyboard.press('Enter')
    await page.locator('#ledger-view').waitFor()
    await page.locator('#application-filter').selectOption('all')
    await until('no view is chosen', () => document.querySelector('#ledger-view').value === '')
    await page.locator('#ledger-view').selectOption('逾期的')
    assert.equal(await page.locator('#application-filter').inputValue(), 'overdue')
    await page.locator('#view-rename').click()
    await page.locator('#view-name').fill('要催办的')
    await page.keyboard.press('Enter')
    await until('renamed', () => document.querySelector('#ledger-view').value === '要催办的')
    await page.locator('#view-remove').click()
    await until('gone', () => !document.querySelector('#ledger-view'))
    await page.locator('#undo').click()
    await page.locator('#ledger-view').waitFor()
    await page.locator('#ledger-view').selectOption('要催办的')
    await page.locator('#application-filter').selectOption('all')
    await look('ledger-views')
  })

  await step('the sheet of what is due is written, names masked', async () => {
    await page.locator('#due-sheet').click()
    await page.locator('#due-full').waitFor()
    await look('due-sheet')
    const pdf = await download('#due-export-go')
    await page.locator('#due-export-close').click()
    const text = words(pdf)
    assert.ok(text.includes('办理时限表') && ['已逾期（1件）', '本周到期（1件）', '以后到期（1件）'].every((band) => text.includes(band)), text)
    assert.ok(!text.includes('示例甲') && text.includes('逾期'), text)
    const out = join(home, '时限')
    mingce('application', 'due', '--data', file, '--out', out, '--full', '--format', 'pdf,docx,xlsx')
  })

  await step('ticked cases become one PDF', async () => {
    await page.locator('#tick-all').check()
    await page.locator('#print-chosen').getByText('3').waitFor()
    await page.locator('#print-chosen').click()
    await page.locator('#print-sheets').check()
    await look('print-chosen')
    const pdf = await download('#print-export-go')
    await page.locator('#print-export-close').click()
    assert.ok(pages(pdf) >= 3)
    const text = words(pdf)
    for (const subject of ['土地征收补偿安置方案', '集体资产清查报告', '道路改造工程招标文件']) assert.ok(text.includes(subject), text)
  })

  await step('a letter leaves as it was kept, and void it is marked on every page', async () => {
    await page.getByRole('button', { name: '土地征收补偿安置方案' }).click()
    await page.locator('#tab-letters').click()
    await page.locator('.kept').getByText('留存的 PDF').waitFor()
    const kept = () => JSON.parse(mingce('application', 'show', '公开申〔2025〕001号', '--data', file, '--json')).letters[0].kept
    const hash = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')
    const take = async () => {
      await page.locator('.export').first().click()
      await page.getByText('DOCX（Word、WPS 可编辑）').click()
      const pdf = await download('#letter-export-go')
      await page.locator('#letter-export-close').click()
      return pdf
    }
    assert.equal(hash(await take()), kept().find((copy) => copy.name === '原件.pdf').sha256)
    await page.locator('.void-open').first().click()
    await page.locator('#letter-void').fill('日期写错')
    await page.keyboard.press('Enter')
    await page.getByText('已作废：日期写错').waitFor()
    assert.equal(hash(await take()), kept().find((copy) => copy.name === '作废.pdf').sha256)
    await look('letter-void')
  })

  await step('a receipt that was entered wrongly is put right, with a trace', async () => {
    await page.locator('#events li').filter({ hasText: '收到申请' }).locator('.correct').click()
    await page.locator('#event-channel').selectOption('ordinary_post')
    await page.locator('#event-confirmed_on').fill('2025-12-03')
    await page.locator('#event-reason').fill('平常信函，12月3日与申请人确认')
    await look('receipt-corrected')
    await page.locator('#event-go').click()
    await page.locator('#events').getByText(/已更正：日期应为2025-12-03；平常信函，自然人，2025-12-01到达/).waitFor()
  })

  await step('two who ask together are one case, and both are named', async () => {
    await page.keyboard.press('Alt+n')
    await page.locator('#new-channel').selectOption('in_person')
    await page.locator('#new-kind').selectOption('natural_person')
    for (const [field, text] of [['arrived_on', '2026-01-12'], ['name', '示例丁'], ['subject', '村集体分红方案']]) await page.locator(`#new-${field}`).fill(text)
    await page.locator('#new-join').click()
    await until('the second name', () => document.activeElement?.id === 'new-applicants.1.name')
    await page.keyboard.type('示例甲')
    await page.locator('[id="new-applicants.1.applicant_kind"]').selectOption('enterprise')
    await look('register-joint')
    await page.locator('#register-go').click()
    await page.locator('.case h1').getByText('村集体分红方案').waitFor()
    const [made] = JSON.parse(mingce('application', 'list', '--data', file, '--json')).applications.filter((it) => it.subject === '村集体分红方案')
    assert.deepEqual([made.applicant, made.applicant_kind], ['示**等2人', '自然人'])
    await page.locator('#case-back').click()
  })

  await step('a cell of 表四 leads to the dispute behind it', async () => {
    await page.keyboard.press('Alt+5')
    await page.locator('#year').waitFor()
    await page.locator('#year').selectOption('2025')
    await page.locator('td[data-at="disputes.reconsideration.pending"]').focus()
    await page.keyboard.press('Enter')
    await page.locator('.record').getByText('清政复〔2025〕7号').click()
    await page.locator('article.dispute').getByText('清政复〔2025〕7号', { exact: true }).waitFor()
    await page.keyboard.press('Alt+5')
    await page.locator('td[data-at="requests.new.natural"]').focus()
    await page.keyboard.press('Enter')
    await page.locator('.record').first().click()
    await page.locator('.case .number').waitFor()
  })
}
