// The list of the catalogue as a spreadsheet, with five thousand rows, and the drawer of an item; begins on the catalogue
// page of an agency, whatever is in it.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SECTORS = ['养老服务', '社会救助', '涉农补贴', '户籍管理', '公共文化服务']
/** Rows with what an item needs, three hundred and a dozen of them with a carrier's name in their own. */
const rows = (count) =>
  Array.from({ length: count }, (_, n) => {
    const name = n < 312 ? `公示栏事项${n + 1}` : `惠民事项${n + 1}`
    return `${n + 1},${SECTORS[n % 5]},第${(n % 9) + 1}类,${name},●名称●标准,《中华人民共和国政府信息公开条例》（国务院令第711号）,20个工作日,第${(n % 7) + 1}办公室,■政府网站,√,√,乡级`
  })

export async function catalogueList({ step, page, look, until, home }) {
  const cell = (row, head) => page.locator(`#item-${row} td.${head}`)
  const focused = (row, head) => until(`the focus in ${head} of row ${row}`, ([row, head]) => document.activeElement?.closest('td')?.matches(`#item-${row} td.${head}`), [row, head])
  const reads = (row, head, text) => until(`${text} in row ${row}`, ([row, head, text]) => document.querySelector(`#item-${row} td.${head} .text`)?.textContent === text, [row, head, text])
  const status = () => page.locator('.filters [role=status]').textContent()

  await step('five thousand rows come in and scroll, and only some of them are drawn', async () => {
    const file = join(home, '五千行.csv')
    writeFileSync(file, `序号,领域,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,全社会,主动,公开层级\n${rows(5000).join('\n')}\n`)
    await page.locator('#import-table').click()
    await page.locator('#import-file').setInputFiles(file)
    await page.locator('#import-summary').waitFor({ timeout: 60000 })
    await page.locator('#import-go').click()
    await page.getByText('已导入：新增 5000 项').waitFor({ timeout: 60000 })
    await page.locator('#import-close').click()
    await until('the rows', () => Number(document.querySelector('table[role=grid]')?.getAttribute('aria-rowcount')) > 5000)
    for (const part of [0.1, 0.35, 0.6, 0.85, 1]) {
      await page.locator('.box').evaluate((box, part) => (box.scrollTop = part * (box.scrollHeight - box.clientHeight)), part)
      await until('rows in view', () => {
        const box = document.querySelector('.box').getBoundingClientRect()
        const there = [...document.querySelectorAll('tbody tr[id]')].filter((tr) => tr.getBoundingClientRect().bottom > box.top && tr.getBoundingClientRect().top < box.bottom)
        return there.length > 5 && !document.querySelector('tbody tr.blank')
      })
      assert.ok((await page.locator('tbody tr[id]').count()) < 80)
    }
    await look('list-end')
    await page.locator('.box').evaluate((box) => (box.scrollTop = 0))
  })

  await step('the tree narrows the list by keyboard, and keeps what is asked for', async () => {
    if (!(await page.locator('.tree').count())) await page.locator('#fold-tree').click()
    await page.locator('#grouping-sectors').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await until('kinds', () => document.querySelector('#grouping-kinds').getAttribute('aria-selected') === 'true')
    await page.keyboard.press('ArrowRight')
    await page.locator('#tree-0').focus()
    for (let n = 0; n < 60 && !(await page.evaluate(() => document.activeElement.textContent.startsWith('涉农补贴'))); n += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await until('a thousand', () => /^100\d 项（共/.test(document.querySelector('.filters [role=status]').textContent))
    assert.equal(await page.locator('th.sector').count(), 0, 'what is the same in every row needs no column')
    await page.locator('#catalogue-search').fill('公示栏')
    await until('some', () => /^6\d 项/.test(document.querySelector('.filters [role=status]').textContent))
    await look('list-narrowed')
    await page.keyboard.press('Control+a')
    await page.locator('#catalogue-search').fill('')
    await page.locator('#tree-0').click()
    await until('all', () => !document.querySelector('.filters [role=status]').textContent.includes('共'))
  })

  await step('cells are written into as in a spreadsheet', async () => {
    await page.locator('#catalogue-search').fill('公示栏事项')
    await until('312', () => /^312 项/.test(document.querySelector('.filters [role=status]').textContent))
    // The number may be here before the rows are, when the list was scrolled to its end before.
    await until('their rows', () => document.querySelector('#item-0 td.secondary .text')?.textContent.trim() === '公示栏事项1')
    // At once: the answers before the last may still be on their way.
    await cell(0, 'body').click()
    await focused(0, 'body')
    await page.keyboard.insertText('党政办')
    await page.keyboard.press('Enter')
    await focused(1, 'body')
    await reads(0, 'body', '党政办')
    const before = await cell(1, 'body').textContent()
    await page.keyboard.press('F2')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Escape')
    await reads(1, 'body', before)
    await page.keyboard.press('ArrowLeft')
    await focused(1, 'time_limit')
    await page.keyboard.type('5个工作日')
    await page.keyboard.press('Tab')
    await focused(1, 'body')
    await reads(1, 'time_limit', '5个工作日')
  })

  await step('a block is copied and pasted, as one step', async () => {
    await cell(2, 'time_limit').click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+c')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    assert.equal(copied.split(/\r?\n/).map((line) => line.split('\t').length).join(), '2,2', copied)
    await page.evaluate(() => navigator.clipboard.writeText('实时公开\t甲办\r\n及时公开\t乙办\r\n每季度公开\t丙办\r\n'))
    await cell(2, 'time_limit').click()
    await page.keyboard.press('Control+v')
    await reads(4, 'body', '丙办')
    await reads(2, 'time_limit', '实时公开')
    await page.getByText('粘贴到公开目录（3项）').waitFor()
    await look('block-pasted')
    await page.locator('#said-undo').click()
    await reads(4, 'body', '第5办公室')
  })

  await step('all that fit are changed at once, and one step takes it back', async () => {
    await page.locator('thead input[type=checkbox]').check()
    await page.getByText('已选 312 项').waitFor()
    await page.locator('#bulk-column').selectOption('kind')
    await page.locator('#bulk-choice').selectOption('service')
    await look('bulk-kind')
    await page.locator('#bulk-go').click()
    await page.getByText('修改312项的事项类别').waitFor()
    await page.locator('#said-undo').click()
    await until('nothing said', () => !document.querySelector('.said'))
    await page.locator('#bulk-none').click()
  })

  await step('an item is filled in tab by tab; what is lacking leads there, what is wrong is said at the field', async () => {
    await cell(0, 'secondary').click()
    // What is typed goes to the item that is shown, so it has to be there.
    await until('its fields', () => document.querySelector('.panel h2')?.textContent === document.querySelector('#item-0 td.secondary')?.textContent.trim())
    await page.locator('#item-tab-basic').click()
    await page.locator('#i-kind').selectOption('service')
    await page.locator('.panel .lacking button').filter({ hasText: '收费标准' }).click()
    await until('the field', () => document.activeElement?.id === 'i-fees')
    await page.keyboard.type('不收费')
    await page.locator('#i-phone').fill('张三')
    await page.locator('#i-phone').press('Enter')
    await page.locator('#i-phone-wrong').getByText('看不出是电话号码').waitFor()
    await page.locator('#i-phone').fill('0744-3222222')
    await page.locator('#i-phone').press('Enter')
    await until('right', () => !document.getElementById('i-phone-wrong'))
    await page.locator('#material-add').click()
    await page.keyboard.type('高龄补贴申请表')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('原件')
    await page.keyboard.press('Tab')
    await until('one less', () => ![...document.querySelectorAll('.panel .lacking button')].some((button) => button.textContent === '申报材料'))
    await look('item-handling')
    await page.locator('#item-tab-handling').focus()
    await page.keyboard.press('ArrowRight')
    await until('the next tab', () => document.activeElement?.id === 'item-tab-disclosure')
    await page.locator('#i-withheld_article').selectOption('第十六条第一款')
    await page.locator('#i-assessed_on').fill('某日')
    await page.locator('#i-assessed_on').press('Enter')
    await page.locator('#i-assessed_on-wrong').getByText('看不出是哪一天').waitFor()
    await look('item-disclosure')
    await page.locator('#i-assessed_on').fill('')
    await page.locator('#i-assessed_on').press('Enter')
    await page.locator('#i-withheld_article').selectOption('')
    await page.locator('#item-tab-disclosure').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await until('the next item', () => document.querySelector('tr.current')?.id === 'item-1' && document.activeElement?.id === 'item-tab-disclosure')
    await page.locator('#item-tab-basis').click()
    await look('item-basis')
    await page.locator('#item-tab-reach').click()
    await look('item-reach')
    await page.locator('#item-tab-basic').click()
    await look('item-basic')
    assert.match(await status(), /^312 项/)
    await page.locator('#catalogue-search').fill('')
  })
}
