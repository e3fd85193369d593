// 流程图 in the real window: ten steps with a loop by keys alone, a copied standard changed with the mouse alone, compared with
// the standard, taken back, still there after the window was closed.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const TITLE = '证明开具流程'
const STEPS = ['受理', '材料齐全', '补正材料', '登记', '初审', '核实情况', '审批', '打印证明']
/** A person's key press, and a person's way with the mouse to a button: seconds. */
const [KEY, CLICK] = [0.3, 1.5]

export async function processesInWindow({ first, restart, Key, step, until, shot, home, app, dialogs }) {
  let browser = first
  const cli = join(dirname(app), 'mingce')
  const file = join(home, '流程.mingce')
  const mingce = (...words) => {
    const done = spawnSync(cli, words, { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  let strokes = 0
  const press = (...keys) => {
    strokes += 1
    return browser.keys(keys)
  }
  /** The driver drops the second of two equal keys that come together. */
  const type = async (words) => {
    for (const letter of words) {
      await press(letter)
      // An input method takes about three keys for a character.
      if (letter > '\u2e80') strokes += 2
    }
  }
  const tabTo = async (id, back = false) => {
    for (let i = 0; i < 60; i += 1) {
      if ((await browser.execute(() => document.activeElement?.id ?? '')) === id) return
      await (back ? press(Key.Shift, Key.Tab) : press(Key.Tab))
    }
    assert.fail(`#${id} cannot be reached by keyboard`)
  }
  const cell = (row, column) => browser.execute((row, column) => document.querySelectorAll('table.rows tbody tr')[row - 1]?.querySelector(`[id$="-${column}"]`)?.id, row, column)
  const focused = () => browser.execute(() => ({ row: document.activeElement?.closest('tr')?.rowIndex, column: document.activeElement?.id.split('-').at(-1) }))
  const at = (row, column) => until(`row ${row}, ${column}`, async () => {
    const now = await focused()
    return now.row === row && now.column === column
  })
  const flow = () => browser.execute(() => [...document.querySelectorAll('table.rows [id$="-exits"]')].map((cell) => cell.value).join('|'))
  const names = () => browser.execute(() => [...document.querySelectorAll('table.rows [id$="-text"]')].map((cell) => cell.value).join('|'))
  const boxes = () => browser.execute(() => [...document.querySelectorAll('.chart button')].map((box) => box.getAttribute('aria-label')))
  const drawn = () => browser.execute(() => document.querySelector('.chart svg')?.outerHTML ?? '')
  const saved = () => until('saved', () => browser.execute(() => document.getElementById('saved').textContent.startsWith('已保存')))
  const stored = () => JSON.parse(mingce('process', 'show', TITLE, '--data', file, '--json'))
  const click = async (what) => {
    strokes += CLICK / KEY
    await browser.$(what).click()
  }
  const opened = async () => {
    dialogs(file)
    await browser.$('#open').waitForExist({ timeout: 20000 })
    await browser.$('#open').click()
    await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
    await browser.keys([Key.Alt, '6'])
    await browser.$('#process-new').waitForExist()
  }

  await step('a process of ten steps with a question and a loop, by keys alone, drawn while it is typed', async () => {
    mingce('init', file, '--agency', '清溪县白石乡人民政府', '--kind', 'township')
    await opened()
    strokes = 0
    await tabTo('process-new')
    await press(Key.Enter)
    await until('the title', () => browser.execute(() => document.activeElement?.id === 'process-title'))
    await type(TITLE)
    await press(Key.Enter)
    await at(2, 'text')
    await press(Key.Ctrl, 'a')
    for (const [i, name] of STEPS.entries()) {
      await type(name)
      if (i + 1 === STEPS.length) break
      await press(Key.Ctrl, Key.Enter)
      await at(i + 3, 'text')
    }
    await press(Key.Enter)
    await until('ten boxes', async () => (await boxes()).length === 10)
    // Up to 材料齐全, which becomes a question: 是 leads on to 登记, 否 to 补正材料, from there back to 受理.
    for (let row = 9; row >= 3; row -= 1) {
      await press(Key.ArrowUp)
      await at(row, 'text')
    }
    await press(Key.Shift, Key.Tab)
    await at(3, 'kind')
    await press(Key.ArrowDown)
    await until('a question', () => browser.execute(() => document.querySelectorAll('table.rows select')[2]?.value === 'decision'))
    await tabTo(await cell(3, 'exits'))
    await press(Key.Ctrl, 'a')
    await type('是5；否4')
    await press(Key.Enter)
    await at(4, 'exits')
    await press(Key.Ctrl, 'a')
    await type('2')
    await press(Key.Enter)
    await until('the loop', async () => (await flow()) === '2|3|是→5；否→4|2|6|7|8|9|10|')
    await at(5, 'exits')
    for (const column of ['limit', 'actor']) {
      await press(Key.Shift, Key.Tab)
      await at(5, column)
    }
    for (let row = 4; row >= 1; row -= 1) await press(Key.ArrowUp)
    await at(1, 'actor')
    for (let row = 1; row <= 9; row += 1) {
      await type(row === 1 ? '申请人' : row < 6 ? '窗口' : '民政办')
      await press(Key.Enter)
    }
    await at(10, 'actor')
    await tabTo('step-basis')
    await type('《某办法》第一条')
    await press(Key.Tab)
    await saved()
    await until('nothing is wrong', () => browser.execute(() => !document.querySelector('table.rows tr:is(.error, .warning)') && document.querySelector('#tab-process-findings .count')?.textContent === '0'))
    await shot('40-process-keys')
    console.log(`        ${strokes} keys: ${Math.round(strokes * KEY)} s at a person's ${KEY} s a key (aim: under 180 s)`)
    const process = stored()
    assert.equal(process.nodes.length, 10)
    assert.deepEqual(process.edges.map((edge) => edge.label).filter(Boolean), ['是', '否'])
    const id = (text) => process.nodes.find((node) => node.text === text).id
    assert.ok(process.edges.some((edge) => edge.from === id('补正材料') && edge.to === id('受理')), 'the loop is in the file')
    assert.ok(process.nodes.every((node) => node.type === 'start' || node.type === 'end' || node.actor), 'every step has its post')
  })

  await step('a chart follows each key, before the cell is left, and one step back takes the whole name away', async () => {
    await browser.execute((id) => document.getElementById(id).focus(), await cell(5, 'text'))
    const before = await drawn()
    await press(Key.End)
    await type('编号')
    await until('the chart with what is typed', async () => (await drawn()) !== before)
    assert.equal(stored().nodes.find((node) => node.text.startsWith('登记')).text, '登记', 'nothing is kept while it is typed')
    await press(Key.Enter)
    await saved()
    assert.ok((await names()).includes('登记编号'))
    await press(Key.Ctrl, 'z')
    await until('taken back', async () => (await names()).includes('|登记|'))
    await until('the chart as it was', async () => (await drawn()) === before)
    await press(Key.Ctrl, 'y')
    await until('done again', async () => (await names()).includes('|登记编号|'))
    await press(Key.Ctrl, 'z')
    await until('taken back', async () => (await names()).includes('|登记|'))
    await until('it is said', () => browser.execute(() => document.getElementById('saved').textContent.includes('登记编号')))
  })

  await step('a statutory limit by keys: the arrows pass steps on the way, wrong days are said at their field, one step back each', async () => {
    const fields = () => browser.execute(() => [...document.querySelectorAll('[id^="limit-"]:is(select, input)')].map((it) => it.selectedOptions?.[0].textContent.trim() ?? it.value).join('|'))
    const are = (wanted) => until(wanted, async () => (await fields()) === wanted)
    const limits = () => stored().statutory_limits ?? []
    await browser.$('#tab-process-limits').click()
    await tabTo('limit-add')
    await press(Key.Enter)
    await until('the first field', () => browser.execute(() => document.activeElement?.id === 'limit-0-from'))
    await press(Key.ArrowDown)
    await are('2 受理|10 结束||')
    await press(Key.Tab)
    await press(Key.Tab)
    await type('6天')
    await press(Key.Enter)
    await until('what is wrong', () => browser.execute(() => document.getElementById('limit-0-days-wrong')?.textContent.includes('1 到 1000')))
    await press(Key.Ctrl, 'a')
    await type('10')
    await press(Key.Enter)
    await are('2 受理|10 结束|10|')
    await saved()
    await shot('40b-process-limits')
    assert.equal(limits()[0].working_days, 10)
    await press(Key.Ctrl, 'z')
    await are('2 受理|10 结束||')
    await press(Key.Ctrl, 'z')
    await are('1 开始|10 结束||')
    await press(Key.Ctrl, 'z')
    await are('')
    await browser.$('#tab-process-chart').click()
  })

  await step('after the window was closed and started again the chart is as it was', async () => {
    const before = await drawn()
    const kept = await flow()
    browser = await restart()
    await opened()
    await browser.$(`[data-process="${TITLE}"]`).click()
    await until('its boxes', async () => (await boxes()).length === 10)
    assert.equal(await flow(), kept)
    assert.equal(await drawn(), before)
    await browser.$('#process-back').click()
    await browser.$('#process-new').waitForExist()
  })

  await step('a standard process is adopted and changed with the mouse: added, branched, connected, moved, deleted', async () => {
    strokes = 0
    await click('[data-process*="保密审查"]')
    await until('its chart', async () => (await drawn()).length > 0)
    assert.equal(await browser.$('#step-add').isExisting(), false, 'a standard one is only looked at')
    await click('#process-adopt')
    await browser.$('#step-add').waitForExist()
    const began = (await names()).split('|')
    const kinds = () => browser.execute(() => [...document.querySelectorAll('table.rows select')].map((it) => it.value))
    const second = (await kinds()).findIndex((kind) => !['start', 'end', 'decision'].includes(kind))
    const box = (text) => `.chart button[aria-label$=" ${text}"]`
    const chosen = (row) => until(`row ${row} is chosen`, () => browser.execute((row) => document.querySelector('table.rows tr[aria-current]')?.rowIndex === row, row))
    await click(box(began[second]))
    await chosen(second + 1)
    await click('#step-add')
    await until('one box more', async () => (await boxes()).length === began.length + 1)
    await at(second + 2, 'text')
    await type('是否受理')
    await browser.$(`#${await cell(second + 2, 'kind')}`).selectByAttribute('value', 'decision')
    strokes += CLICK / KEY
    await until('a question', async () => (await kinds())[second + 1] === 'decision')
    // Its second answer leads back.
    await click('#step-connect')
    await click(box(began[second]))
    await until('a branch', async () => (await flow()).split('|')[second + 1] === `是→${second + 3}；否→${second + 1}`)
    await saved()
    await shot('41-process-mouse')
    // A step that is moved stands elsewhere in the table; the lines stay.
    await click(box('是否受理'))
    await click('#step-up')
    await until('moved up', async () => (await names()).split('|')[second] === '是否受理')
    await click('#step-down')
    await until('moved down', async () => (await names()).split('|')[second + 1] === '是否受理')
    await saved()
    console.log(`        with the mouse: ${Math.round(strokes * KEY)} s at ${CLICK} s a click and ${KEY} s a key`)
    await click('#process-compare')
    await until('what was changed here', () => browser.execute(() => [...document.querySelectorAll('dialog tbody tr')].some((it) => it.querySelector('th').textContent.includes('环节“是否受理”') && it.querySelector('td.mine'))))
    await shot('42-process-compare')
    await click('#diff-close')
    await click(box('是否受理'))
    await click('#step-remove')
    await until('as it was', async () => (await names()) === began.join('|') && (await boxes()).length === began.length)
    await saved()
    await click('#process-compare')
    await until('no difference', () => browser.execute(() => document.querySelector('dialog [role=status]')?.textContent.includes('没有不同')))
    await click('#diff-close')
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
  })
  return browser
}
