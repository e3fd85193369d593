// The catalogue in the browser: from an empty file to a complete catalogue, exported as a final version.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An old table as it is met: heads of two rows, a banner, 同上, a lost box, a row without a name. */
const OLD = `青石镇基层政务公开目录,,,,,,,,,,,,
序号,公开事项,,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,备注
,一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请,
1,镇村事务,会议公开,●会议名称 ●会议纪要,《中华人民共和国政府信息公开条例》（国务院令第711号）,20个工作日内,青石镇人民政府,■政府网站 □政府公报,√,,√,,
2,,惠农补贴发放,"1.补贴名称
2.发放名单",同上,同上,同上,t政府网站 口政府公报,,项目所在村村民,√,,
3,,,没有名称的一行,同上,同上,同上,同上,√,,√,,
填报人：,甲,,,,,,,,,,,
`

export async function catalogue({ step, page, look, until, home, saved }) {
  const count = () => page.locator('.filters [role=status]').textContent()
  const row = (name) => page.locator('tbody tr').filter({ hasText: name })
  const heading = (name) => page.locator('dialog h2').getByText(name)

  await step('an empty catalogue says how to begin', async () => {
    await page.locator('.close').click()
    await page.locator('#agency').fill('青石镇人民政府')
    await page.locator('#kind').selectOption('township')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.keyboard.press('Alt+2')
    await page.getByText('目录还是空的').waitFor()
    await look('catalogue-empty')
  })

  await step('entries of the standard are taken over by sector and level, in one step', async () => {
    await page.locator('#from-standard').click()
    await heading('从标准目录选取').waitFor()
    assert.equal(await page.locator('#standard-tier').inputValue(), 'township')
    await page.locator('.sectors button').filter({ hasText: '养老服务' }).click()
    await page.locator('#standard-whole').check()
    await look('standard')
    await page.locator('#standard-go').click()
    await until('the entries', () => document.querySelectorAll('tbody tr[id]').length > 0)
    const taken = await page.locator('tbody tr[id]').count()
    assert.ok(taken >= 3, `${taken} entries`)
    await look('catalogue')
    await page.keyboard.press('Control+z')
    await page.getByText('目录还是空的').waitFor()
    await page.keyboard.press('Control+y')
    await until('the entries again', (taken) => document.querySelectorAll('tbody tr[id]').length === taken, taken)
  })

  await step('an old table is shown before it comes in, and what is doubtful is said at its cell', async () => {
    const file = join(home, '旧目录.csv')
    writeFileSync(file, OLD)
    await page.locator('#import-table').click()
    await page.locator('#import-file').setInputFiles(file)
    await page.locator('#import-summary').waitFor()
    const summary = await page.locator('#import-summary').textContent()
    assert.match(summary, /新增 2 项，修改 0 项，0 项没有变化，1 行不能读入/)
    await page.locator('details').filter({ hasText: '请核对' }).getByText('已变成其他字符').waitFor()
    await look('import')
    await page.locator('#import-go').click()
    await page.getByText('已导入：新增 2 项').waitFor()
    await page.locator('#import-close').click()
    await row('惠农补贴发放').waitFor()
    // The same table again changes nothing.
    await page.locator('#import-table').click()
    await page.locator('#import-file').setInputFiles(file)
    await page.locator('#import-summary').waitFor()
    assert.match(await page.locator('#import-summary').textContent(), /新增 0 项，修改 0 项，2 项没有变化/)
    assert.ok(await page.locator('#import-go').isDisabled())
    await page.keyboard.press('Escape')
  })

  await step('a table from the clipboard comes in with its merged cells', async () => {
    const html = '<table><tr><th rowspan="2">序号</th><th colspan="2">公开事项</th><th rowspan="2">公开内容</th><th rowspan="2">公开时限</th></tr><tr><th>一级事项</th><th>二级事项</th></tr><tr><td>1</td><td rowspan="2">民生实事</td><td>项目清单</td><td rowspan="2">项目名称</td><td>实时公开</td></tr><tr><td>2</td><td>项目进展</td><td>每季度公开</td></tr></table>'
    await page.evaluate((html) => navigator.clipboard.write([new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }), 'text/plain': new Blob(['表格'], { type: 'text/plain' }) })]), html)
    await page.locator('#import-table').click()
    await page.locator('#import-paste').focus()
    await page.keyboard.press('Control+v')
    await page.locator('#import-summary').getByText('新增 2 项').waitFor()
    await page.locator('#import-go').click()
    await page.locator('#import-close').click()
    await row('项目进展').waitFor()
    await page.keyboard.press('Control+z')
    await until('gone again', () => ![...document.querySelectorAll('tbody tr')].some((tr) => tr.textContent.includes('项目进展')))
  })

  await step('a finding leads to its field, and mending it takes it away', async () => {
    await page.locator('#tab-findings').click()
    const before = await page.locator('#tab-findings .count').textContent()
    await look('catalogue-findings')
    await page.locator('#findings article').filter({ hasText: '公开层级' }).first().locator('.jump').first().click()
    await until('the field', () => document.activeElement?.id === 'i-tier-township')
    await page.keyboard.press('Space')
    await until('one less', (before) => Number(document.querySelector('#tab-findings .count')?.textContent ?? before) < Number(before), before)
    await saved()
    await look('catalogue-item')
  })

  await step('many items are changed at once, and that is one step back', async () => {
    await page.locator('thead input[type=checkbox]').check()
    await page.locator('#bulk-column').selectOption('body')
    await page.locator('#bulk-text').fill('青石镇党政和便民服务办公室')
    await page.locator('#bulk-go').click()
    await until('all of them', () => [...document.querySelectorAll('tbody td.body')].every((cell) => cell.textContent === '青石镇党政和便民服务办公室'))
    await look('catalogue-bulk')
    await page.locator('h1').click()
    await page.keyboard.press('Control+z')
    await until('as before', () => ![...document.querySelectorAll('tbody td.body')].some((cell) => cell.textContent === '青石镇党政和便民服务办公室'))
    await page.locator('thead input[type=checkbox]').uncheck()
  })

  await step('the list is searched in as it is typed', async () => {
    const all = await count()
    await page.locator('#catalogue-search').fill('惠农 补贴')
    await until('one row', () => document.querySelectorAll('tbody tr[id]').length === 1)
    assert.match((await count()).trim(), /^1 项（共 \d+ 项）$/)
    await page.locator('#catalogue-search').fill('huinong bt')
    await until('the same row by pinyin', () => document.querySelectorAll('tbody tr[id]').length === 1)
    await page.locator('#catalogue-search').fill('没有这样的事项')
    await page.getByText('没有符合条件的事项').waitFor()
    await page.locator('#catalogue-search').fill('')
    await until('all', (all) => document.querySelector('.filters [role=status]').textContent === all, all)
  })

  await step('the list goes by keyboard', async () => {
    await page.locator('#cell-0-0').click()
    await page.keyboard.press('ArrowDown')
    await until('the next row', () => document.activeElement?.closest('td')?.id === 'cell-1-0')
    await page.keyboard.press('Enter')
    await until('its item', () => document.querySelector('tr.current')?.id === 'item-1')
  })

  await step('a file is kept with an item, comes out as it was, and goes in a step that is taken back', async () => {
    const file = join(home, '申请表样本.docx')
    writeFileSync(file, Buffer.from('504b0304ff00', 'hex'))
    await page.locator('#item-tab-basic').click()
    await page.locator('#i-files').setInputFiles(file)
    const listed = page.locator('.attached li')
    await listed.filter({ hasText: '申请表样本.docx' }).waitFor()
    await listed.scrollIntoViewIfNeeded()
    await look('item-files')
    const download = page.waitForEvent('download')
    await listed.getByRole('button', { name: '取出' }).click()
    const saved = join(home, '取出的附件')
    await (await download).saveAs(saved)
    const listing = spawnSync('unzip', ['-Z1', saved], { encoding: 'utf8' }).stdout
    assert.ok(listing.includes('申请表样本.docx') || readFileSync(saved).equals(readFileSync(file)))
    await listed.getByRole('button', { name: '去掉' }).click()
    await until('nothing kept', () => document.querySelectorAll('.attached li').length === 0)
    await page.locator('#item-fields').press('Control+z')
    await listed.waitFor()
  })

  await step('with every error mended the final version comes out in four formats', async () => {
    for (;;) {
      await page.locator('#tab-findings').click()
      const open = page.locator('#findings article.error')
      if (!(await open.count())) break
      const before = await page.locator('#tab-findings .count').textContent()
      await open.first().locator('.jump').first().click()
      await until('a field', () => document.activeElement?.id?.startsWith('i-'))
      const field = await page.evaluate(() => document.activeElement.id)
      if (field === 'i-basis') await page.locator('.bases button').filter({ hasText: '标为已核对' }).first().click()
      else if (/tier|mode|society|channel/.test(field)) await page.keyboard.press('Space')
      else assert.fail(`what to do at ${field}?`)
      await until('one less', (before) => Number(document.querySelector('#tab-findings .count')?.textContent ?? before) < Number(before), before)
    }
    await page.locator('#catalogue-export').click()
    await page.locator('#catalogue-final').check()
    for (const box of await page.locator('dialog fieldset input[type=checkbox]').all()) await box.check()
    await look('catalogue-export')
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#catalogue-export-go').click()])
    const zip = join(home, download.suggestedFilename())
    await download.saveAs(zip)
    const names = spawnSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).stdout.trim().split('\n').sort()
    assert.deepEqual(names.map((name) => name.split('.').pop()), ['docx', 'html', 'json', 'pdf', 'xlsx'])
    assert.ok(names.every((name) => name.startsWith('青石镇人民政府基层政务公开标准目录')), String(names))
    const html = spawnSync('unzip', ['-p', zip, names[1]], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout
    assert.ok(html.includes('惠农补贴发放') && !html.includes('草稿'), 'a final version is no draft')
    assert.equal(readFileSync(zip).subarray(0, 2).toString(), 'PK')
    await page.locator('#catalogue-export-close').click()
  })

  await step('a notice for the wall is written of what is ticked, for its days', async () => {
    await page.locator('tbody input[type=checkbox]').first().check()
    await page.locator('#catalogue-export').click()
    await page.locator('dialog input[value=notice]').check()
    await page.locator('#notice-paper').selectOption('a3')
    await page.locator('#notice-from').fill('2026-01-05')
    await page.locator('#notice-to').fill('2026-01-11')
    await look('catalogue-notice')
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#catalogue-export-go').click()])
    const zip = join(home, download.suggestedFilename())
    await download.saveAs(zip)
    const names = spawnSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).stdout.trim().split('\n').sort()
    assert.deepEqual(names, ['青石镇人民政府政务公开栏（草稿）.docx', '青石镇人民政府政务公开栏（草稿）.pdf'])
    await page.locator('#catalogue-export-close').click()
    await page.locator('tbody input[type=checkbox]').first().uncheck()
  })

  await step('the list is compared with an earlier edition, and the table of changes comes out', async () => {
    await page.locator('#compare-edition').click()
    await page.locator('#edition-file').setInputFiles(join(home, '旧目录.csv'))
    await page.locator('#edition-summary').waitFor()
    assert.match(await page.locator('#edition-summary').textContent(), /旧目录\.csv：新增\d+项，修改\d+项，取消0项/)
    await look('catalogue-edition')
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#edition-export').click()])
    const zip = join(home, download.suggestedFilename())
    await download.saveAs(zip)
    const names = spawnSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).stdout.trim().split('\n').sort()
    assert.deepEqual(names.map((name) => name.split('.').pop()), ['docx', 'pdf', 'xlsx'])
    assert.ok(names.every((name) => name.startsWith('青石镇人民政府基层政务公开标准目录修订对照表')), String(names))
    await page.locator('#edition-close').click()
  })

  await step('what was published is registered, and what comes round is called up on the workbench', async () => {
    await page.locator('thead input[type=checkbox]').check()
    await page.locator('#publish-on').fill('2026-12-31')
    await page.locator('#publish-go').click()
    await page.getByText('公开日期还没有到').waitFor()
    await page.getByRole('button', { name: '知道了' }).or(page.locator('.notice button')).first().click()
    await page.locator('#publish-on').fill('2025年12月10日')
    await page.locator('#publish-go').click()
    await page.getByText('登记公开6项公开事项').waitFor()
    await page.keyboard.press('Alt+1')
    await page.locator('#due-items').getByText('老年人补贴申领和发放信息').waitFor()
    assert.match(await page.locator('#due-items li').first().textContent(), /应于 2026年1月\d+日 公开/)
    await look('workbench-due')
    await page.locator('#due-items button').first().click()
    await page.locator('.catalogue h1').waitFor()
  })
}
