// 流程图: a ten-step chart with a loop made from the keyboard alone, changed with the mouse alone, checked, exported, undone.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export async function processes({ step, page, look, until, home, saved }) {
  const status = (text) => until(text, (text) => document.getElementById('process-status')?.textContent.includes(text), text)
  const cell = (row, column) => page.locator(`table.rows tbody tr:nth-child(${row}) [id$="-${column}"]`)
  const boxes = (n) => until(`${n} boxes`, (n) => document.querySelectorAll('.chart button').length === n, n)
  const flow = () => page.locator('table.rows [id$="-exits"]').evaluateAll((cells) => cells.map((cell) => cell.value))

  await step('流程图 lists what is shipped, and shows a chart that cannot be changed before it is adopted', async () => {
    await page.keyboard.press('Alt+6')
    await page.locator('#process-new').waitFor()
    await look('processes')
    await page.locator('[data-process*="保密审查"]').first().click()
    await page.locator('.chart svg').waitFor()
    assert.equal(await cell(2, 'text').getAttribute('readonly'), '')
    await page.locator('#process-adopt').click()
    await status('采用标准流程')
    await page.locator('#process-compare').click()
    await page.getByText('与标准流程没有不同').waitFor()
    await page.locator('#diff-close').click()
    await page.locator('#process-back').click()
  })

  await step('a chart of ten steps with one loop, the keyboard alone', async () => {
    await page.locator('#process-new').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('证明开具流程')
    await page.keyboard.press('Enter')
    await until('the first step', () => document.activeElement?.id.endsWith('-text') && document.activeElement.value === '第一个环节')
    await page.keyboard.press('Control+a')
    const names = ['受理', '材料齐全', '补正材料', '登记', '初审', '核实情况', '审批', '打印证明']
    for (const [i, name] of names.entries()) {
      await page.keyboard.type(name)
      if (i + 1 < names.length) {
        await page.keyboard.press('Control+Enter')
        await until('the next row', (n) => document.activeElement?.closest('tr')?.rowIndex === n, i + 3)
      }
    }
    await page.keyboard.press('Enter')
    await boxes(10)
    // 材料齐全 becomes a question: 是→登记, 否→补正材料, which goes back to 受理.
    await cell(3, 'kind').focus()
    await page.keyboard.press('ArrowDown')
    await until('a decision', () => document.querySelectorAll('table.rows select')[2]?.value === 'decision')
    await cell(3, 'exits').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('是5；否4')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('99')
    await page.keyboard.press('Enter')
    await page.getByText('没有第99行').waitFor()
    await cell(4, 'exits').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await until('the loop', () => [...document.querySelectorAll('table.rows [id$="-exits"]')].map((cell) => cell.value).join('|') === '2|3|是→5；否→4|2|6|7|8|9|10|')
    for (let row = 2; row <= 9; row += 1) {
      await cell(row, 'actor').focus()
      await page.keyboard.type(row < 6 ? '便民服务中心' : '社会事务办')
    }
    await cell(9, 'limit').focus()
    await page.keyboard.type('当场')
    await page.keyboard.press('Enter')
    await saved()
    await until('nothing is wrong', () => document.querySelectorAll('table.rows tr.error').length === 0)
    await look('process-editor')
  })

  await step('the chart is made larger and smaller, and the step that is selected stays in view', async () => {
    const width = () => page.locator('.chart').evaluate((chart) => chart.clientWidth)
    const seen = () => until('the step in view', () => {
      const [box, pane] = [document.querySelector('.chart [aria-pressed="true"]'), document.querySelector('.pane')].map((it) => it.getBoundingClientRect())
      return box.top >= pane.top && box.bottom <= pane.bottom && box.left >= pane.left && box.right <= pane.right
    })
    await cell(9, 'text').focus()
    const fitted = await width()
    await page.locator('#chart-larger').focus()
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('Enter')
    await until('larger', (fitted) => document.querySelector('.chart').clientWidth > fitted * 1.1, fitted)
    await seen()
    await look('process-larger')
    await page.locator('#chart-fit').click()
    await until('as wide as before', (fitted) => document.querySelector('.chart').clientWidth === fitted, fitted)
    await seen()
  })

  await step('lanes by post from the keyboard, drawn at once, and away again', async () => {
    const lanes = page.locator('#process-lanes')
    const shape = () => page.locator('.chart').evaluate((chart) => chart.style.aspectRatio)
    const before = await shape()
    await lanes.focus()
    await page.keyboard.press('Space')
    await until('another drawing', (before) => document.querySelector('.chart')?.style.aspectRatio !== before, before)
    await boxes(10)
    assert.equal(await lanes.isChecked(), true)
    await saved()
    await look('process-lanes')
    await page.keyboard.press('Space')
    await until('the drawing as it was', (before) => document.querySelector('.chart')?.style.aspectRatio === before, before)
    await saved()
  })

  await step('the same with the mouse alone: a step more, a line elsewhere, a step less; a finding leads to its row', async () => {
    await page.locator('.chart button[aria-label*="审批"]').click()
    await until('the row', () => document.querySelector('tr[aria-current] [id$="-text"]')?.value === '审批')
    await page.locator('#step-add').click()
    await boxes(11)
    assert.equal((await flow())[8], '10')
    await page.locator('#tab-process-findings').click()
    await page.locator('.findings button').filter({ hasText: 'G16' }).first().click()
    await until('the new row', () => document.activeElement?.closest('tr')?.rowIndex === 9)
    await page.locator('#tab-process-chart').click()
    await page.locator('#step-remove').click()
    await boxes(10)
    assert.equal((await flow())[7], '9')
    await page.locator('.chart button[aria-label*="补正材料"]').click()
    await page.locator('#step-connect').click()
    await page.locator('.chart button[aria-label*="材料齐全"]').click()
    await until('led elsewhere', () => [...document.querySelectorAll('table.rows [id$="-exits"]')][3]?.value === '3')
    await page.keyboard.press('Control+z')
    await until('as before', () => [...document.querySelectorAll('table.rows [id$="-exits"]')][3]?.value === '2')
  })

  await step('a statutory limit is added, changed and taken away by keys and by mouse; the checks follow, every kept change is one step back', async () => {
    const are = (wanted) => until(wanted, (wanted) => [...document.querySelectorAll('[id^="limit-"]:is(select, input)')].map((field) => field.selectedOptions?.[0].textContent.trim() ?? field.value).join('|') === wanted, wanted)
    const says = (text) => until(text, (text) => document.querySelector('fieldset.legal')?.textContent.includes(text), text)
    await cell(8, 'text').focus()
    await page.locator('#step-days').fill('7')
    await page.locator('#step-days').press('Enter')
    await page.locator('#tab-process-limits').focus()
    await page.keyboard.press('Enter')
    await page.locator('#limit-add').focus()
    await page.keyboard.press('Enter')
    await until('the first field', () => document.activeElement?.id === 'limit-0-from')
    await says('法定时限是0个工作日')
    // 开始 gives way to 登记, four arrows on: one change.
    for (const name of ['2 受理', '3 材料齐全', '4 补正材料', '5 登记']) {
      await page.keyboard.press('ArrowDown')
      await are(`${name}|10 结束||`)
    }
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('五天')
    await page.keyboard.press('Enter')
    await until('what is wrong', () => document.getElementById('limit-0-days-wrong')?.textContent.includes('1 到 1000'))
    assert.equal(await page.locator('#limit-0-days').inputValue(), '五天', 'what was typed stays')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('5个工作日')
    await page.keyboard.press('Tab')
    await page.keyboard.type('《某办法》第二条')
    await page.keyboard.press('Enter')
    await are('5 登记|10 结束|5|《某办法》第二条')
    await says('超过法定的5个工作日')
    await look('process-limits')
    await page.locator('#tab-process-findings').click()
    await page.locator('.findings button').filter({ hasText: 'G26' }).first().click()
    await until('the days', () => document.activeElement?.id === 'limit-0-days')
    await page.locator('#limit-0-days').fill('10')
    await page.keyboard.press('Enter')
    await page.locator('#limit-0-to').selectOption({ label: '8 审批' })
    await are('5 登记|8 审批|10|《某办法》第二条')
    await says('最长7个工作日')
    await until('no limit is broken', () => !document.querySelector('fieldset.legal .error'))
    await saved()
    await page.locator('#tab-process-limits').focus()
    for (const wanted of ['5 登记|10 结束|10|《某办法》第二条', '5 登记|10 结束|5|《某办法》第二条', '5 登记|10 结束|5|', '5 登记|10 结束||', '1 开始|10 结束||']) {
      await page.keyboard.press('Control+z')
      await are(wanted)
    }
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('Control+y')
    await are('5 登记|8 审批|10|《某办法》第二条')
    await page.locator('#limit-0-remove').click()
    await are('')
    await page.keyboard.press('Control+z')
    await are('5 登记|8 审批|10|《某办法》第二条')
    await page.locator('#tab-process-chart').click()
  })

  await step('odd and hostile files are said or read at the place where they are wrong, and run nothing', async () => {
    const input = page.locator('main input[type=file]')
    const give = (name, text) => input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.isBuffer(text) ? text : Buffer.from(text) })
    await page.locator('#process-back').click()
    await page.locator('#process-import').waitFor()
    const before = await page.locator('[data-process]').count()
    const large = Buffer.alloc(20 << 20, 'a')
    for (const [name, text, said] of [
      ['空.json', '', /空|没有读到/], ['半截.json', '{"nodes":[{"id"', /不完整/], ['国标.mmd', Buffer.from([0x66, 0xca, 0xdc]), /UTF-8/],
      ['别的.mmd', 'gantt\n title x', /不是流程图/], ['大.json', large, /MB/], ['深.json', `{"nodes":[],"x":${'['.repeat(9000)}`, /套得太深/],
    ]) {
      await give(name, text)
      await until(name, (said) => new RegExp(said).test(document.querySelector('main > .wrong')?.textContent ?? ''), said.source)
    }
    assert.equal(await page.locator('[data-process]').count(), before, 'nothing was read')
    // A label that would run if it were put in as markup.
    const nodes = '{"id":"s","type":"start","text":"<img src=x onerror=alert(1)>"},{"id":"a","text":"甲"},{"id":"a","text":"乙🚀𠮷㐂䶮"},{"id":"z","type":"end","text":"结束"}'
    await give('怪.json', `{"nodes":[${nodes}],"edges":[{"from":"s","to":"a"},{"from":"a","to":"z"},{"from":"q","to":"a"},{"from":"a","to":"没有"}]}`)
    await page.locator('#step-add').waitFor()
    assert.match(await page.locator('.notes').innerText(), /第3个环节的编号/)
    await cell(3, 'text').focus()
    await page.keyboard.press('End')
    await page.keyboard.type('后')
    await page.keyboard.press('Enter')
    await until('the second of two that had one name', () => [...document.querySelectorAll('table.rows [id$="-text"]')].map((it) => it.value).join('|').includes('|甲|乙🚀𠮷㐂䶮后|'))
    await page.locator('#tab-process-findings').click()
    await look('process-odd')
    for (let left = 2; left > 0; left -= 1) {
      await page.getByRole('button', { name: '删除这条流线' }).first().click()
      await until('a line less', (left) => document.querySelectorAll('.findings .cut').length === left - 1, left)
    }
    await page.locator('#tab-process-chart').click()
    await boxes(4)
    await page.locator('#process-back').click()
    // Everything leads everywhere, five hundred answers, five hundred in one row: drawn, or said.
    const ids = (n) => Array.from({ length: n }, (_, i) => `n${i}`)
    const all = ids(14).flatMap((a) => ids(14).filter((b) => a !== b).map((b) => `${a} --> ${b}`))
    for (const [name, lines, n] of [['处处相连', all, 14], ['五百个出口', ids(500).map((it) => `d{去哪} -- 答${it} --> ${it}`), 501], ['一排五百', ids(500).map((it) => `${it}[环节]`), 500]]) {
      await page.locator('#process-import').waitFor()
      await give(`${name}.mmd`, `flowchart TD\n${lines.join('\n')}\n`)
      await boxes(n)
      await page.locator('#process-remove').click()
      await page.locator('#process-remove-go').click()
    }
    await page.locator('[data-process="证明开具流程"]').click()
    await boxes(10)
  })

  await step('a chart that takes long to draw keeps nobody waiting: what lies between is not drawn, what is newest is', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `n${i}`)
    const lines = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => `${a} --> ${b}`))
    await page.locator('#process-back').click()
    await page.locator('#process-import').waitFor()
    await page.locator('main input[type=file]').setInputFiles({ name: '六十处处相连.mmd', mimeType: 'text/plain', buffer: Buffer.from(`flowchart TD\n${lines.join('\n')}\n`) })
    await boxes(60)
    let drawn = 0
    const count = (request) => {
      if (request.url().endsWith('/process_draft')) drawn += 1
    }
    page.on('request', count)
    const before = await page.locator('.chart svg').evaluate((svg) => svg.outerHTML)
    await cell(2, 'text').focus()
    await page.keyboard.press('Control+a')
    const typed = '逐键写入的环节名称都不等图'
    for (const letter of typed) await page.keyboard.type(letter)
    assert.equal(await cell(2, 'text').inputValue(), typed)
    await page.keyboard.press('Enter')
    await until('the next row', () => document.activeElement?.closest('tr')?.rowIndex === 3)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('再一步')
    await page.keyboard.press('Enter')
    await saved()
    await until('the newest chart', () => document.querySelector('.pane')?.getAttribute('aria-busy') === 'false' && document.querySelector('.chart button[aria-label*="再一步"]'))
    await until('another drawing', (before) => document.querySelector('.chart svg')?.outerHTML !== before, before)
    page.off('request', count)
    assert.ok(drawn >= 2 && drawn < typed.length, `${drawn} drawings for ${typed.length + 3} keys and two cells`)
    await page.locator('#process-remove').click()
    await page.locator('#process-remove-go').click()
    await page.locator('[data-process="证明开具流程"]').click()
    await boxes(10)
  })

  await step('what was drawn goes out as JSON; deleted, it comes back', async () => {
    await page.locator('#process-files').click()
    await page.locator('#process-export-go').waitFor()
    for (const box of await page.locator('dialog fieldset input').all()) await box.uncheck()
    await page.locator('dialog').getByText('JSON（').click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#process-export-go').click()])
    const file = join(home, download.suggestedFilename())
    await download.saveAs(file)
    const process = JSON.parse(readFileSync(file, 'utf8'))
    assert.equal(process.nodes.length, 10)
    assert.equal(process.edges.filter((edge) => edge.label).length, 2)
    await page.locator('#process-export-close').click()
    await page.locator('#process-remove').click()
    await page.locator('#process-remove-go').click()
    await page.locator('#process-new').waitFor()
    await page.locator('[data-process="证明开具流程"]').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.locator('[data-process="证明开具流程"]').waitFor()
  })
}
