// 复议诉讼, the old ledger's import and the file of a case, in the browser. A file of its own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const AGENCY = '白石乡人民政府'
const OLD = '2025年度依申请公开台账\n受理号,申请人,申请人类型,申请方式,要什么,收到日期,答复日期,办理结果\n旧1号,示例甲,公民,当面,宅基地审批材料,3/7,3/20,不予公开（过程性信息）\n旧2号,示例公司,企业,邮寄,征地批复,2025.5.6,,\n旧3号,示例乙,公民,当面,预算,2月30日,,\n'

export async function disputes({ step, page, look, until, home, data, app }) {
  const file = join(data, '争议.mingce')
  const mingce = (...words) => {
    const done = spawnSync(app, ['--today', '2026-01-12', ...words], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  const cell = (year, at) => JSON.parse(mingce('report', 'trace', '--data', file, '--year', String(year), '--cell', `disputes.${at}`, '--json')).value
  const card = page.locator('article.dispute')

  await step('an old ledger is shown as it would come in, asks for a column, comes in and goes out again in one step', async () => {
    mingce('init', file, '--agency', AGENCY, '--kind', 'township')
    await page.locator('.close').click()
    await page.locator('#open').click()
    await page.getByRole('button', { name: '争议.mingce' }).click()
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.keyboard.press('Alt+4')
    await page.locator('#ledger-import').click()
    await page.locator('#import-file').setInputFiles({ name: '旧台账.csv', mimeType: 'text/csv', buffer: Buffer.from(OLD) })
    await page.locator('#import-summary').getByText('没有认出“申请内容”').waitFor()
    await look('ledger-import-column')
    await page.getByLabel('要什么：读作').selectOption('subject')
    await page.locator('#import-summary').getByText('将新增 2 件').waitFor()
    await page.getByText('2月30日').first().waitFor()
    await look('ledger-import')
    await page.locator('#import-go').click()
    await page.locator('#import-summary').getByText('已新增 2 件').waitFor()
    await page.locator('#import-close').click()
    await page.locator('tbody tr').nth(1).waitFor()
    await page.locator('#undo').click()
    await page.getByText('还没有登记过申请').waitFor()
    await page.locator('#redo').click()
    await page.locator('tbody tr').nth(1).waitFor()
  })

  await step('a lawsuit over a refusal is registered from its case and warned of, with what to do', async () => {
    await page.getByRole('button', { name: '宅基地审批材料' }).click()
    await page.locator('#do-suit').click()
    await page.locator('#dispute-kind').selectOption('litigation_direct')
    await page.locator('#dispute-filed_on').fill('2025-03-01')
    await page.locator('#dispute-decided_by').fill('清溪县人民法院')
    await page.locator('#dispute-number').fill('（2025）示行初7号')
    await page.locator('#dispute-go').click()
    await page.locator('#dispute-filed_on-wrong').getByText('早于申请旧1号的收到日期2025年3月7日').waitFor()
    await page.locator('#dispute-filed_on').fill('2025-04-01')
    await page.locator('#dispute-go').click()
    await card.getByText('应当先申请行政复议').waitFor()
    await page.locator('#events .disputed').getByText('提起行政诉讼').waitFor()
    assert.equal(cell(2025, 'litigation_direct.pending'), '1')
    await card.scrollIntoViewIfNeeded()
    await look('case-disputes')
  })

  await step('it is corrected, decided and in force, and stands in the report of each year as it should', async () => {
    await card.locator('.step-decided').click()
    await page.locator('#step-on').fill('2025-12-20')
    await page.locator('#step-result').selectOption('corrected')
    await page.locator('#step-go').click()
    await card.locator('.step-in_force').click()
    await page.locator('#step-on').fill('2026-01-08')
    await page.locator('#step-go').click()
    await card.locator('.counted').getByText('2025年度：行政诉讼（未经复议直接起诉）—尚未审结；2026年度：行政诉讼（未经复议直接起诉）—结果纠正').waitFor()
    assert.deepEqual([cell(2025, 'litigation_direct.pending'), cell(2026, 'litigation_direct.corrected'), cell(2026, 'litigation_direct.pending')], ['1', '1', '0'])
    await page.keyboard.press('Escape')
    await page.locator('#part-disputes').click()
    await page.locator('#dispute-new').click()
    await page.locator('#dispute-kind').selectOption('reconsideration')
    await page.locator('#dispute-decided_by').fill('清溪县人民政府')
    await page.locator('#dispute-filed_on').fill('2026-01-05')
    await page.locator('#dispute-go').click()
    await page.locator('#dispute-applications-wrong').getByText('备注').waitFor()
    await look('dispute-register')
    await page.locator('#dispute-note').fill('2019年的申请，台账启用以前')
    await page.locator('#dispute-go').click()
    await until('both are listed', () => document.querySelectorAll('#disputes tbody tr').length === 2)
    await page.locator('.count').getByText('2 件，其中尚未审结 1 件').waitFor()
    await look('disputes')
    await card.locator('.make-void').click()
    await page.locator('#step-reason').fill('登记重复')
    await page.locator('#step-go').click()
    await card.getByText('已作废：登记重复').waitFor()
    await page.locator('#undo').click()
    await until('it stands again', () => !document.querySelector('article.dispute').textContent.includes('已作废'))
  })

  await step('Ctrl-K leads to it, and its case leaves as a file with an index', async () => {
    await page.keyboard.press('Alt+5')
    await page.locator('#year').waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('#jump').fill('示行初7号')
    await until('it is found', () => document.querySelector('#jump-list [role=group][aria-label^="复议诉讼"]'))
    await page.locator('#jump-list [role=group][aria-label^="复议诉讼"] [role=option]').first().click()
    await card.getByText('（2025）示行初7号', { exact: true }).waitFor()
    await card.getByRole('button', { name: '旧1号 宅基地审批材料' }).click()
    await page.locator('#case-bundle-open').click()
    await look('case-bundle')
    const downloads = []
    page.on('download', (download) => downloads.push(download))
    await page.locator('#case-bundle-go').click()
    await page.locator('#case-bundle-close').waitFor()
    await until('a file has come', () => true)
    for (let i = 0; i < 50 && !downloads.length; i += 1) await page.waitForTimeout(100)
    assert.ok(downloads.length > 0, 'something was handed over')
    const names = downloads.map((it) => it.suggestedFilename())
    console.log(`        handed over: ${names.join('，')}`)
    await page.locator('#case-bundle-close').click()
    await page.keyboard.press('Escape')
  })
}
