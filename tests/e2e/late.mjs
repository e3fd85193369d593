// The year lock in the browser: once the report of 2025 is final, a change of the ledger shows what it would move and asks why.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export async function late({ step, page, look, until, data, app }) {
  const file = join(data, '定稿以后.mingce')
  const run = (...words) => spawnSync(app, ['--today', '2026-01-12', ...words], { encoding: 'utf8' })
  const mingce = (...words) => {
    const done = run(...words)
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  const register = (arrived, subject) => ['application', 'register', '--data', file, '--channel', 'in_person', '--arrived', arrived, '--applicant', '示例甲', '--kind', 'natural_person', '--subject', subject]
  const count = () => JSON.parse(mingce('application', 'list', '--data', file, '--json')).applications.length

  const open = async () => {
    await page.locator('#open').click()
    await page.getByRole('button', { name: '定稿以后.mingce' }).click()
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
  }

  await step('a report becomes final', async () => {
    mingce('init', file, '--agency', '青石镇人民政府', '--kind', 'township')
    mingce(...register('2025-12-24', '补偿安置方案'))
    // The page's number goes with each command that this journey gives beside it.
    const heard = page.waitForRequest((request) => request.url().includes('/call/'))
    await page.locator('.close').click()
    const number = (await heard).headers()['x-mingce-page']
    await open()
    const call = (command, given) =>
      page.evaluate(
        async ([command, given, number]) => {
          const response = await fetch(`/call/${command}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-mingce-page': number }, body: JSON.stringify({ arguments: given, chosen: null }) })
          const told = await response.json()
          if (!response.ok) throw new Error(JSON.stringify(told))
          return told.answer
        },
        [command, given, number],
      )
    const agency = (await call('file_current', {})).agencies[0].id
    const edit = (edit) => call('report_edit', { agency, year: 2025, edit })
    await edit({ what: 'zero', source: '登记本' })
    for (const [key, text] of [['overview', '2025年，本机关新收政府信息公开申请{{requests.new.total}}件。'], ['problems', '公开内容更新不够及时。下一步将按月检查更新。'], ['other_matters', '本机关2025年没有发出收费通知，没有收取信息处理费。没有其他需要报告的事项。']]) await edit({ what: 'section', key, text })
    const { findings } = (await call('report_view', { agency, year: 2025 })).findings
    for (const it of findings.filter((it) => it.severity !== 'note')) await edit({ what: 'reason', rule: it.rule, at: it.at, reason: '已核对，属实' })
    for (const next of ['submit', 'finish']) await call('version_step', { agency, year: 2025, step: next })
  })

  await step('the command line writes nothing without a reason, and says which cells would move', async () => {
    await page.locator('.close').click()
    await page.locator('#agency').waitFor()
    const refused = run(...register('2025-11-03', '漏登的一件'))
    assert.equal(refused.status, 2)
    assert.match(refused.stderr, /没有写入：这一步会改变已定稿的报告所统计的数。青石镇人民政府2025年度报告已定稿：表三“.*”1→2/)
    assert.match(refused.stderr, /--late-reason/)
    assert.equal(count(), 1)
    await open()
  })

  await step('a late registration shows the cells that move; left, it writes nothing; with a reason it goes through', async () => {
    await page.keyboard.press('Alt+4')
    await page.locator('#case-0').waitFor()
    await page.keyboard.press('Alt+n')
    await page.locator('#new-channel').selectOption('in_person')
    for (const [field, text] of [['arrived_on', '2025-11-03'], ['name', '示例乙'], ['subject', '漏登的一件']]) await page.locator(`#new-${field}`).fill(text)
    await page.locator('#new-kind').selectOption('natural_person')
    await page.locator('#register-go').click()
    await page.locator('#late').getByText('青石镇人民政府 · 2025 年度 · 第 1 版（定稿）').waitFor()
    const cells = await page.locator('#late tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)))
    assert.ok(cells.length >= 4 && cells.every(([table, , ...values]) => table === '表三' && values.join() === '1,1,2'), JSON.stringify(cells))
    await until('ready for the reason', () => document.activeElement?.id === 'late-reason')
    await look('late-reason')
    await page.keyboard.press('Escape')
    await page.locator('.register').getByText('须写明理由').waitFor()
    assert.equal(count(), 1)
    await page.locator('#register-go').click()
    await page.locator('#late').waitFor()
    await page.keyboard.type('登记本漏登一件')
    await page.keyboard.press('Enter')
    await page.locator('#case-late').getByText('登记本漏登一件').waitFor()
    assert.equal(count(), 2)
    await look('late-case')
  })

  await step('what moves no cell of it asks nothing; the report says what has moved and why; a step back says so, too', async () => {
    await page.locator('#do-transferred').click()
    await page.locator('#event-to').fill('党政办')
    await page.keyboard.press('Enter')
    await page.locator('#events').getByText('党政办').waitFor()
    await page.keyboard.press('Alt+5')
    await page.locator('#tab-versions').click()
    await page.locator('#late-changes').getByText(/现在的台账与定稿有 \d+ 个数不同/).waitFor()
    await page.locator('#late-changes').getByText('登记本漏登一件').waitFor()
    await look('late-report')
    // The transfer, then the registration: back to what is public, which needs no reason.
    for (const what of ['机关内部转办', '登记申请']) {
      await page.locator('#undo').click()
      await until(`${what} is taken back`, (what) => document.querySelector('#saved').textContent.includes('已撤销') && document.querySelector('#saved').textContent.includes(what), what)
    }
    await page.locator('#late-changes').getByText('现在的台账与定稿一致').waitFor()
    await page.locator('#late-changes').getByText('（已撤销）').waitFor()
    await page.locator('#redo').click()
    await page.locator('#late').waitFor()
    await page.locator('#late-cancel').click()
    await page.getByText('没有写入').first().waitFor()
    assert.equal(count(), 1)
  })
}
