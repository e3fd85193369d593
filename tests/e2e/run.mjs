// One journey in the real window, with real key presses: first start, the sample county, a unit and a year, the printed
// pages, a number's source, an export, a look at the files that it wrote, and the office's own style.
//
//   node tests/e2e/run.mjs --app target/debug/mingce-window [--shots FOLDER]
//
// The program must be built with the feature `e2e`, which answers file dialogs from a script.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lines, standing } from './record.mjs'
import { applicationsInWindow } from './window_applications.mjs'
import { bookletsInWindow } from './window_booklets.mjs'
import { processesInWindow } from './window_processes.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const option = (name) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
const app = option('--app') && resolve(option('--app'))
if (!app || !existsSync(app)) {
  console.error(`no program at ${app}: cargo build -p mingce-window --features e2e`)
  process.exit(2)
}

// A display and a message bus of our own, so that nothing of the machine's is touched.
if (!process.env.MINGCE_E2E_INSIDE) {
  const inside = ['xvfb-run', '-a', '-s', '-screen 0 1366x768x24', 'dbus-run-session', '--', process.execPath]
  const run = spawnSync(inside[0], [...inside.slice(1), ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, MINGCE_E2E_INSIDE: '1' },
  })
  process.exit(run.status ?? 1)
}

const { remote, Key } = await import('webdriverio')
const home = mkdtempSync(join(tmpdir(), 'mingce-e2e-'))
const out = join(home, '输出')
const shots = option('--shots') ? resolve(option('--shots')) : join(home, 'shots')
mkdirSync(shots, { recursive: true })
mkdirSync(out)
const script = join(home, 'dialogs.txt')
// The one dialog of the journey: where the export goes.
writeFileSync(script, `${out}\n`)

const PORT = 4444
const tools = resolve(here, '../../target/tools/bin')
const driver = spawn('setpriv', ['--pdeathsig', 'TERM', 'tauri-driver', '--port', String(PORT)], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    PATH: `${tools}:${process.env.PATH}`,
    HOME: home,
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    MINGCE_E2E_DIALOGS: script,
  },
})

const listens = () =>
  new Promise((done) => {
    const socket = createConnection(PORT, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), done(true)))
    socket.once('error', () => done(false))
  })
for (let i = 0; i < 100 && !(await listens()); i += 1) await new Promise((wait) => setTimeout(wait, 100))

/** Starts the program, with a driver in front of it. */
const start = () =>
  remote({
    hostname: '127.0.0.1',
    port: PORT,
    logLevel: 'error',
    connectionRetryCount: 1,
    capabilities: { 'wdio:enforceWebDriverClassic': true, 'tauri:options': { application: app } },
  })

/** Closes the window and starts the program again; a second one beside the first would only bring its window to the front. */
async function restart() {
  await browser.deleteSession()
  const runs = (id) => {
    try {
      return readlinkSync(`/proc/${id}/exe`) === app
    } catch {
      return false // another person's process, or gone meanwhile
    }
  }
  while (readdirSync('/proc').some((id) => /^\d+$/.test(id) && runs(id))) await new Promise((wait) => setTimeout(wait, 50))
  browser = await start()
  return browser
}

let browser
let passed = 0
let failed = 0

async function shot(name) {
  // Two frames, or the picture is older than the page.
  await browser.executeAsync((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
  // Of the screen, as a person sees it: the driver's own picture waits for ever where the view draws without a card.
  const taken = spawnSync('maim', ['-u', join(shots, `${name}.png`)])
  assert.equal(taken.status, 0, String(taken.stderr ?? taken.error))
}

async function step(name, work) {
  if (failed) return
  try {
    await work()
    passed += 1
    console.log(`ok      ${name}`)
  } catch (error) {
    failed += 1
    console.log(`FAILED  ${name}\n${error.stack ?? error}`)
    await shot('failed').catch(() => {})
    console.log(`picture: ${join(shots, 'failed.png')}`)
    await browser.execute(standing).then((now) => console.log(lines(now))).catch(() => {})
  }
}

const text = (selector) => browser.$(selector).getText()
// The driver takes what may be cut off with an ellipsis for hidden.
const savedText = () => browser.execute(() => document.getElementById('saved').textContent)
const focusedId = () => browser.execute(() => document.activeElement?.id ?? '')
const focusedCell = () => browser.execute(() => document.activeElement?.closest('[data-at]')?.getAttribute('data-at') ?? '')
const until = (what, test) => browser.waitUntil(test, { timeout: 20000, interval: 100, timeoutMsg: `waited for: ${what}` })

/** Presses Tab until the element is focused, as somebody without a mouse does. */
async function tabTo(id) {
  for (let i = 0; i < 200; i += 1) {
    if ((await focusedId()) === id) return
    await browser.keys([Key.Tab])
  }
  assert.fail(`#${id} cannot be reached by keyboard`)
}

try {
  browser = await start()

  await step('first start shows how to begin, ready for typing', async () => {
    await browser.$('#agency').waitForExist({ timeout: 20000 })
    await until('focus in the first field', async () => (await focusedId()) === 'agency')
    await browser.keys('清溪县示例镇')
    assert.equal(await browser.$('#agency').getValue(), '清溪县示例镇')
    await shot('1-start')
  })

  await step('a wrong code is said at its field and makes no file', async () => {
    await tabTo('code')
    await browser.keys('123')
    await browser.keys([Key.Enter])
    await until('the message at the field', async () => (await text('#code-hint')).includes('18位，请核对'))
    assert.ok(!existsSync(`${out}.mingce`), 'no file is made')
    // The dialog took one answer of the script; the export's comes second.
    writeFileSync(script, `\n${out}\n`)
  })

  await step('the sample county opens from the keyboard and is marked as such', async () => {
    await tabTo('sample')
    await browser.keys([Key.Enter])
    await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
    assert.ok((await browser.$$('.workbench tbody tr')).length > 5, 'every unit of the county is there')
    await shot('2-workbench')
    await browser.keys([Key.Alt, '5'])
    await until('the county’s report', async () => (await browser.$('h1').getText()).includes('清溪县人民政府'))
    assert.match(await text('.sample'), /示例/)
    await shot('2-county')
  })

  await step('year and unit are chosen with the arrow keys', async () => {
    await tabTo('year')
    await until('2025', async () => (await browser.$('#year').getValue()) === '2025')
    await tabTo('agency-0')
    await browser.keys([Key.ArrowDown])
    await browser.keys([Key.ArrowDown])
    await until('the bureau’s report', async () => (await text('h1')) === '清溪县自然资源局2025年政府信息公开工作年度报告')
  })

  await step('the real pages stand beside the report, and a click on a page finds its cell', async () => {
    const drawn = (page) => browser.execute((n) => document.querySelectorAll(`[data-page="${n}"] svg path`).length, page)
    await until('the first page', async () => (await drawn(1)) > 20)
    const count = Number(/共 (\d+) 页/.exec(await text('#preview-page'))?.[1])
    assert.ok(count >= 4, await text('#preview-page'))
    assert.equal((await browser.$$('[data-page]')).length, count)
    assert.equal(await drawn(count), 0, 'a page that nobody sees is not fetched')
    await shot('3-preview')
    await browser.execute(() => document.getElementById('pages').focus())
    await browser.keys([Key.End])
    await until('the last page', async () => (await drawn(count)) > 0 && (await text('#preview-page')) === `第 ${count} 页，共 ${count} 页`)
    await browser.keys([Key.Home])
    const percent = async () => Number.parseInt(await text('.percent'), 10)
    const before = await percent()
    await browser.keys([Key.Ctrl, '-'])
    await until('a smaller page', async () => (await percent()) < before)
    await browser.$('#zoom-width').click()
    await browser.execute(() => document.querySelector('[data-page] [data-node^="sections."] rect, [data-page] [data-node^="preamble"] rect').dispatchEvent(new MouseEvent('click', { bubbles: true })))
    await browser.execute(() => { document.getElementById('preview-go').selectedIndex = 4; document.getElementById('preview-go').dispatchEvent(new Event('change')) })
    const cell = '[data-page] [data-node="requests.new.natural"]'
    await until('the page of table three', async () => browser.$(cell).isExisting())
    await browser.$(`${cell} rect`).click()
    await until('its cell', async () => (await focusedCell()) === 'requests.new.natural')
    await browser.keys([Key.Ctrl, 'f'])
    await until('the field', async () => (await focusedId()) === 'preview-find')
    await browser.keys('其他法律行政法规')
    await until('the place', async () => (await text('#preview-hits')) === '1/1' && (await browser.$('.hit.now').isExisting()))
    await shot('4-preview-table')
    await browser.keys([Key.Escape])
  })

  await step('F6 folds the pages away and brings them back', async () => {
    await browser.keys([Key.F6])
    await until('the pages gone', async () => !(await browser.$('#pages').isExisting()))
    await shot('5-folded')
    await browser.keys([Key.F6])
    await until('the pages back', async () => browser.execute(() => document.activeElement?.id === 'pages' && document.querySelectorAll('#pages svg').length > 0))
  })

  await step('table three has its 175 cells, filled in and in balance', async () => {
    const cells = await browser.execute(() =>
      Object.fromEntries([...document.querySelectorAll('td[data-at^="requests."]')].map((cell) => [
        cell.getAttribute('data-at'),
        Number(cell.querySelector('.figure')?.textContent ?? NaN),
      ])),
    )
    assert.equal(Object.keys(cells).length, 175)
    assert.ok(Object.values(cells).every(Number.isInteger), JSON.stringify(cells))
    const total = (row) => cells[`requests.${row}.total`]
    assert.equal(total('new') + total('carried_in'), total('total') + total('carried_forward'))
    assert.ok(total('new') > 10)
  })

  await step('arrow keys move in the table and Enter tells where a number comes from', async () => {
    await browser.execute(() => document.querySelector('td[data-at="requests.new.natural"]').focus())
    await browser.keys([Key.ArrowDown])
    await browser.keys([Key.ArrowDown])
    assert.equal(await focusedCell(), 'requests.granted.natural')
    await browser.keys([Key.ArrowRight])
    assert.equal(await focusedCell(), 'requests.granted.enterprise')
    await browser.keys([Key.ArrowLeft])
    await browser.keys([Key.Enter])
    await until('the sentence', async () => (await text('#trace')).includes('予以公开—自然人'))
    const number = Number(await browser.execute(() => document.activeElement.querySelector('.figure').textContent))
    assert.equal((await browser.$$('#trace ol li')).length, number)
    await shot('6-trace')
  })

  await step('the export writes what it says, and nothing that is final', async () => {
    await tabTo('export')
    await browser.keys([Key.Enter])
    await browser.$('dialog').waitForDisplayed()
    assert.ok(!(await browser.$('.final input').isEnabled()), 'a final version of the sample cannot be chosen')
    await tabTo('export-go')
    await browser.keys([Key.Enter])
    await browser.$('#reveal').waitForExist({ timeout: 30000 })
    await shot('7-export')
    const listed = await Promise.all((await (await browser.$$('dialog li')).map((item) => item.getText())))
    assert.deepEqual(readdirSync(out).sort(), [...listed].sort())
    assert.equal(listed.length, 2)
    for (const name of listed) {
      const bytes = readFileSync(join(out, name))
      assert.ok(name.includes('（示例）'), name)
      assert.equal(bytes.subarray(0, 4).toString('latin1'), name.endsWith('.pdf') ? '%PDF' : 'PK\x03\x04')
    }
    await tabTo('reveal')
    await browser.keys([Key.Enter])
    await until('the folder to be shown', async () => readFileSync(script.replace('.txt', '.log'), 'utf8').includes(`show ${out}`))
    await tabTo('export-close')
    await browser.keys([Key.Enter])
  })

  await step('the office’s line pitch is set, refused, taken back, and obeyed by the next export', async () => {
    const typed = async (text) => {
      await browser.execute(() => {
        const field = document.getElementById('style-line_pitch')
        field.focus()
        field.select()
      })
      await browser.keys(text)
      await browser.keys([Key.Tab])
    }
    await browser.execute(() => document.getElementById('settings').focus())
    await browser.keys([Key.Enter])
    await browser.$('#style-line_pitch').waitForExist({ timeout: 20000 })
    assert.equal(await browser.$('#style-line_pitch').getValue(), '28.95')
    await typed('40')
    await until('the message at the field', async () => (await browser.$('#style-line_pitch-wrong').isExisting()) && (await text('#style-line_pitch-wrong')).includes('26 至 30'))
    await shot('6-style-refused')
    await typed('28')
    await until('saved', async () => (await text('#style-status')) === '已保存')
    assert.ok(!(await browser.$('#style-line_pitch-wrong').isExisting()))
    await shot('7-style')
    await browser.$('#undo').click()
    await until('taken back', async () => (await browser.$('#style-line_pitch').getValue()) === '28.95')
    await browser.$('#redo').click()
    await until('done again', async () => (await browser.$('#style-line_pitch').getValue()) === '28')
    await browser.$('#settings-done').click()
    await until('the report as it was left', async () => (await text('h1')) === '清溪县自然资源局2025年政府信息公开工作年度报告')
    const styled = join(home, '另定版式')
    mkdirSync(styled)
    // The third answer of the script: the first export's folder was the second.
    writeFileSync(script, `\n${out}\n${styled}\n`)
    await browser.$('#export').click()
    await browser.$('dialog').waitForDisplayed()
    await browser.$('#export-go').click()
    await browser.$('#reveal').waitForExist({ timeout: 30000 })
    const docx = readdirSync(styled).find((name) => name.endsWith('.docx'))
    const styles = spawnSync('unzip', ['-p', join(styled, docx), 'word/styles.xml'], { encoding: 'utf8' }).stdout
    assert.match(styles, /w:line="560"/, '28 points in the file that was exported')
    await browser.$('#export-close').click()
  })

  await step('a finding leads to its cell', async () => {
    await browser.execute(() => [...document.querySelectorAll('nav li')].find((li) => li.textContent.includes('柳河镇')).click())
    await until('the town’s report', async () => (await text('h1')).includes('柳河镇'))
    await browser.$('#tab-findings').click()
    const jump = await browser.execute(() => {
      const found = [...document.querySelectorAll('.finding')].find((f) => f.textContent.includes('A05'))
      found.querySelector('.jump').click()
      return found.textContent
    })
    assert.match(jump, /上年结转/)
    await until('the cell', async () => (await focusedCell()).startsWith('requests.carried_in.'))
    await shot('8-finding')
  })

  await step('the page cannot call what it was not given', async () => {
    const refused = await browser.executeAsync((done) => {
      const { invoke } = window.__TAURI_INTERNALS__
      const forbidden = [
        ['plugin:fs|read_text_file', { path: '/etc/passwd' }],
        ['plugin:shell|execute', { program: 'ls' }],
        ['plugin:opener|open_path', { path: '/etc' }],
        ['plugin:dialog|open', { options: {} }],
        ['plugin:window|close', { label: 'main' }],
        ['plugin:event|emit', { event: 'x' }],
        ['file_delete', {}],
      ]
      Promise.all(forbidden.map(([name, given]) => invoke(name, given).then(() => `${name} was answered`, (why) => `${why}`))).then(done)
    })
    for (const why of refused) assert.match(why, /not allowed|not found|denied|Plugin/i, why)
    // Nor code from elsewhere, nor a request to anywhere.
    const outside = await browser.executeAsync((done) => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.body.append(script)
      fetch('https://example.com/').then(() => done('fetched'), () => done(window.ran ? 'ran' : 'refused'))
    })
    assert.equal(outside, 'refused')
  })

  await step('closing leaves one sound data file', async () => {
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
    const folder = [join(home, '明册'), join(home, 'Documents/明册')].find(existsSync)
    assert.ok(folder, 'the sample stands in the home folder')
    const names = readdirSync(folder)
    assert.ok(names.includes('示例县.mingce'), String(names))
    assert.ok(!names.some((name) => name.endsWith('-wal')), String(names))
    assert.equal(readFileSync(join(folder, '示例县.mingce')).subarray(0, 15).toString('latin1'), 'SQLite format 3')
  })

  await step('a new file is filled in from the keyboard, and every figure is where it was typed', async () => {
    const mine = join(home, '青石镇.mingce')
    writeFileSync(script, `\n${out}\n${join(home, '另定版式')}\n${mine}\n`)
    await browser.execute(() => document.getElementById('agency').focus())
    await browser.keys('清溪县青石镇人民政府')
    await browser.keys([Key.Enter])
    await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
    await browser.keys([Key.Alt, '5'])
    await until('the report', async () => (await text('h1')).includes('清溪县青石镇人民政府'))
    await browser.$('#source').setValue('纸质登记本')
    await browser.execute(() => document.querySelector('td[data-at="requests.new.natural"]').focus())
    // Down the column as in a spreadsheet: 12 new, 34 carried in, 46 granted.
    for (const figure of ['12', '34', '46']) {
      await browser.keys(figure)
      await browser.keys([Key.Enter])
    }
    const value = (at) => browser.execute((cell) => document.querySelector(`td[data-at="${cell}"] .figure`)?.textContent ?? '', at)
    await until('three figures', async () => (await value('requests.granted.natural')) === '46' && (await savedText()).startsWith('已保存'))
    assert.equal(await value('requests.new.natural'), '12')
    assert.equal(await value('requests.carried_in.natural'), '34')
    await shot('9-typed')
  })

  await step('what is no number is refused at its cell, and Esc gives the old figure back', async () => {
    await browser.execute(() => document.querySelector('td[data-at="requests.new.natural"]').focus())
    await browser.keys('abc')
    await browser.keys([Key.Enter])
    await until('the message', async () => (await browser.$('#refused-requests').isExisting()) && (await text('#refused-requests')).includes('不是数'))
    await shot('10-refused')
    await browser.keys([Key.Escape])
    await until('the old figure', async () => browser.execute(() => document.activeElement?.closest('td')?.querySelector('.figure')?.textContent === '12'))
  })

  await step('零报告 fills in the rest, Ctrl-Z takes all of it back, Ctrl-Y brings it again', async () => {
    const blanks = () => browser.execute(() => document.querySelectorAll('td.blank').length)
    const before = await blanks()
    assert.ok(before > 150, String(before))
    await browser.$('#zero').click()
    await browser.$('#zero-go').click()
    await until('no blank cell', async () => (await blanks()) === 0)
    await browser.execute(() => document.querySelector('td[data-at="requests.new.natural"]').focus())
    await browser.keys([Key.Ctrl, 'z'])
    await until('blank again', async () => (await blanks()) === before)
    await browser.keys([Key.Ctrl, 'y'])
    await until('zero again', async () => (await blanks()) === 0)
  })

  await step('a block goes through the system’s clipboard and in as one step', async () => {
    const value = (at) => browser.execute((cell) => document.querySelector(`td[data-at="${cell}"] .figure`)?.textContent ?? '', at)
    // Copied in a field with real keys, as from another program.
    await browser.execute(() => {
      const area = document.getElementById('text-overview')
      area.value = '1,234\t３\t3件\r\n7\t\t2'
      area.focus()
      area.select()
    })
    await browser.keys([Key.Ctrl, 'c'])
    await browser.execute(() => {
      document.getElementById('text-overview').value = ''
      document.querySelector('td[data-at="requests.new.enterprise"]').focus()
    })
    await browser.keys([Key.Ctrl, 'v'])
    await until('the block', async () => (await value('requests.new.enterprise')) === '1234')
    assert.equal(await value('requests.new.research'), '3')
    assert.equal(await value('requests.new.public_welfare'), '3')
    assert.equal(await value('requests.carried_in.enterprise'), '7')
    await shot('11-pasted')
    await browser.keys([Key.Ctrl, 'z'])
    await until('one step back', async () => (await value('requests.new.enterprise')) === '0' && (await value('requests.carried_in.enterprise')) === '0')
  })

  await step('a section is written, kept by itself, and its fault is found and explained', async () => {
    await browser.execute(() => document.getElementById('text-overview').focus())
    await browser.keys('2025年，本机关新收政府信息公开申请8件。')
    await until('the finding', async () => browser.execute(() => document.querySelector('#tab-findings .count').textContent !== '0'))
    await browser.$('#tab-findings').click()
    await until('N01', async () => browser.execute(() => [...document.querySelectorAll('.finding')].some((f) => f.textContent.includes('N01'))))
    await browser.execute(() => [...document.querySelectorAll('.finding')].find((f) => f.textContent.includes('N01')).querySelector('.explain').click())
    await until('the field', async () => (await focusedId()) === 'reason')
    await browser.keys('含转办3件，另行统计')
    await browser.keys([Key.Enter])
    await until('explained', async () => browser.execute(() => [...document.querySelectorAll('.finding.excused')].some((f) => f.textContent.includes('含转办3件'))))
    await shot('12-reason')
  })

  await step('Ctrl-K goes to a cell by its name, F1 says what the keys do', async () => {
    await browser.keys([Key.Ctrl, 'k'])
    await until('the field', async () => (await focusedId()) === 'jump')
    await browser.keys('予以公开 自然人')
    await shot('13-jump')
    await browser.keys([Key.Enter])
    await until('the cell', async () => (await focusedCell()) === 'requests.granted.natural')
    await browser.keys([Key.F1])
    await browser.$('#keys-close').waitForDisplayed()
    await shot('14-keys')
    await browser.keys([Key.Enter])
  })

  await step('all of it is there when the file is opened again, and can still be undone', async () => {
    const mine = join(home, '青石镇.mingce')
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
    writeFileSync(script, `\n${out}\n${join(home, '另定版式')}\n${mine}\n${mine}\n`)
    await browser.$('#open').click()
    await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
    assert.match(await text('.workbench section ul'), /写明理由/)
    await shot('15-workbench')
    await browser.keys([Key.Alt, '5'])
    await until('the text', async () => (await browser.$('#text-overview').isExisting()) && (await browser.$('#text-overview').getValue()).includes('新收政府信息公开申请8件'))
    assert.match(await browser.$('#undo').getAttribute('title'), /写明理由/)
    await browser.$('#undo').click()
    await until('the reason gone', async () => (await browser.$('#redo').getAttribute('title')).includes('写明理由'))
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
  })

  await step('killed in the middle of typing, nothing is lost that was shown as saved', async () => {
    const mine = join(home, '青石镇.mingce')
    const answers = (count) => writeFileSync(script, `${`${mine}\n`.repeat(count)}`)
    answers(9)
    const open = async () => {
      await browser.$('#open').click()
      await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
      await browser.keys([Key.Alt, '5'])
      await until('the report', async () => (await text('h1')).includes('清溪县青石镇人民政府'))
    }
    await open()
    await browser.execute(() => document.querySelector('td[data-at="requests.granted.enterprise"]').focus())
    await browser.keys('87')
    await browser.keys([Key.Enter])
    await until('saved', async () => (await savedText()).startsWith('已保存') && (await text('td[data-at="requests.granted.total"]')).includes('133'))
    await browser.keys('76')
    // The name of a process is cut at 15 characters.
    const killed = spawnSync('pkill', ['-9', '-x', 'mingce-window'.slice(0, 15)])
    assert.equal(killed.status, 0, 'the program was running')
    await browser.deleteSession().catch(() => {})
    browser = await start()
    await browser.$('#agency').waitForExist({ timeout: 20000 })
    await open()
    await until('what was saved', async () => (await text('td[data-at="requests.granted.total"]')).includes('133'))
    assert.match(await browser.$('#undo').getAttribute('title'), /商业企业”：87/)
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
    assert.deepEqual(readdirSync(home).filter((name) => name.startsWith('青石镇')), ['青石镇.mingce'], 'no lock and no log stay behind')
  })

  await step('送审, refused while something is open, corrected, 定稿, locked, 发布', async () => {
    await browser.$('#open').click()
    await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
    await browser.keys([Key.Alt, '5'])
    await until('the report', async () => (await text('h1')).includes('清溪县青石镇人民政府'))
    await browser.$('#tab-versions').click()
    await browser.$('#step-submit').click()
    await browser.$('#step-finish').waitForExist()
    await browser.$('#step-finish').click()
    await browser.$('#step-finish-go').click()
    await until('the refusal', async () => (await browser.$('#version-wrong').isExisting()) && (await text('#version-wrong')).includes('不能定稿'))
    await shot('16-gate-shut')
    const write = async (field, words) => {
      await browser.execute((id) => {
        const area = document.getElementById(id)
        area.focus()
        area.select()
      }, `text-${field}`)
      await browser.keys(words)
    }
    await browser.execute(() => document.querySelector('td[data-at="requests.granted.enterprise"]').focus())
    await browser.keys('0')
    await browser.keys([Key.Enter])
    await write('overview', '2025年，本机关新收政府信息公开申请12件。')
    await write('problems', '公开内容更新不够及时。下一步按月检查。')
    await write('other_matters', '本机关2025年没有收取信息处理费，没有其他需要报告的事项。')
    await browser.execute(() => document.getElementById('head-signed_on').focus())
    await browser.keys('2026-1-20')
    await browser.keys([Key.Enter])
    await until('the date in the words of the form', async () => (await browser.$('#head-signed_on').getValue()) === '2026年1月20日')
    await browser.execute(() => document.getElementById('source').focus())
    await until('saved', async () => (await savedText()).startsWith('已保存') && (await browser.$('#step-submit').isExisting()))
    // Whatever is still open gets a reason, as the program says.
    await browser.$('#tab-findings').click()
    for (let i = 0; i < 20 && (await browser.$('.finding:is(.error, .warning):not(.excused) .explain').isExisting()); i += 1) {
      await browser.$('.finding:is(.error, .warning):not(.excused) .explain').click()
      await until('the field', async () => (await focusedId()) === 'reason')
      await browser.keys('已核对，属实')
      await browser.keys([Key.Enter])
      await until('kept', async () => !(await browser.$('#reason').isExisting()))
    }
    await browser.$('#tab-versions').click()
    await browser.$('#step-submit').waitForExist()
    await browser.$('.compare').click()
    await until('what changed', async () => (await browser.$('#comparison').isExisting()) && (await text('#comparison')).includes('87 → 0'))
    assert.ok((await text('#comparison')).includes('成文日期'))
    assert.equal(await browser.execute(() => document.querySelector('#comparison ins').textContent), '2026年1月20日')
    await shot('17-compare')
    for (const next of ['submit', 'finish', 'finish-go']) {
      await browser.$(`#step-${next}`).waitForExist()
      await browser.$(`#step-${next}`).click()
    }
    await until('final and locked', async () => (await browser.$('.locked').isExisting()) && (await text('.locked')).includes('已定稿'))
    await until('said above the report', async () => (await browser.$('#locked').isExisting()) && (await text('#locked')).includes('开始更正'))
    assert.equal(await browser.execute(() => document.querySelectorAll('input.cell, textarea:not([readonly])').length), 0, 'nothing can be typed')
    assert.match(await text('.bar .quiet'), /^定稿/)
    await browser.$('#step-publish').click()
    await browser.$('#step-publish-go').click()
    await until('published', async () => (await text('.versions')).includes('第 2 版 · 发布'))
    await shot('18-published')
    // 更正: the lock opens, what is corrected goes the same way, and the first version says that it was corrected.
    await browser.$('#step-correct').click()
    await until('open again', async () => !(await browser.$('#locked').isExisting()) && (await browser.$('input.cell').isExisting()))
    await write('problems', '公开专栏更新不够及时，有缺漏。下一步按月检查。')
    for (const next of ['submit', 'finish', 'finish-go', 'publish', 'publish-go']) {
      await browser.$(`#step-${next}`).waitForExist()
      await browser.$(`#step-${next}`).click()
    }
    await until('the second publication', async () => (await text('.versions')).includes('第 3 版 · 发布'))
    assert.ok((await text('.versions')).includes('第 2 版 · 更正'), await text('.versions'))
    await shot('19-corrected')
  })

  await step('the catalogue: from the standard, from the clipboard, mended, searched, exported', async () => {
    await browser.keys([Key.Alt, '2'])
    await until('the empty catalogue', async () => (await text('.catalogue')).includes('目录还是空的'))
    await browser.$('#from-standard').click()
    await browser.$('#standard-tier').waitForExist()
    await browser.execute(() => [...document.querySelectorAll('.sectors button')].find((button) => button.textContent.includes('社会救助')).click())
    await browser.$('#standard-whole').click()
    await shot('20-standard')
    await browser.$('#standard-go').click()
    await until('its entries', async () => (await browser.$$('tbody tr[id]')).length >= 5)
    const taken = (await browser.$$('tbody tr[id]')).length
    // An old table, copied in a field with real keys, as from another program.
    await browser.execute(() => {
      const area = document.createElement('textarea')
      area.id = 'lent'
      area.value = '序号\t一级事项\t二级事项\t公开内容\t公开依据\t公开时限\t公开主体\t公开渠道和载体\t全社会\t主动\t乡级\n1\t镇村事务\t会议公开\t●会议名称 ●会议纪要\t《中华人民共和国政府信息公开条例》（国务院令第711号）\t20个工作日内\t\t■政府网站 □政府公报\t√\t√\t√\n2\t\t惠农补贴发放\t发放名单\t同上\t同上\t青石镇人民政府\tt政府网站\t√\t√\t√'
      document.body.append(area)
      area.focus()
      area.select()
    })
    await browser.keys([Key.Ctrl, 'c'])
    await browser.execute(() => document.getElementById('lent').remove())
    await browser.$('#import-table').click()
    await browser.$('#import-paste').click()
    await browser.keys([Key.Ctrl, 'v'])
    await until('what would come in', async () => (await browser.$('#import-summary').isExisting()) && (await text('#import-summary')).includes('新增 2 项'))
    await shot('21-import')
    await browser.$('#import-go').click()
    await browser.$('#import-close').waitForExist()
    await browser.$('#import-close').click()
    await until('two more', async () => (await browser.$$('tbody tr[id]')).length === taken + 2)
    await browser.execute(() => document.getElementById('tab-findings').click())
    await browser.execute(() => [...document.querySelectorAll('#findings article')].find((one) => one.textContent.includes('没有公开主体')).querySelector('.jump').click())
    await until('the field', async () => (await focusedId()) === 'i-body')
    await browser.keys('青石镇人民政府')
    await browser.keys([Key.Enter])
    await until('mended', async () => !(await browser.execute(() => [...document.querySelectorAll('tr.current td.state')].some((cell) => !cell.textContent.includes('完整')))))
    await shot('22-catalogue')
    await browser.execute(() => document.getElementById('catalogue-search').focus())
    await browser.keys('惠农')
    await until('one row', async () => (await browser.$$('tbody tr[id]')).length === 1)
    await browser.execute(() => document.getElementById('catalogue-search').select())
    await browser.keys([Key.Backspace])
    const into = join(home, '目录')
    mkdirSync(into, { recursive: true })
    writeFileSync(script, `${`${into}\n`.repeat(60)}`)
    await browser.$('#catalogue-export').click()
    await browser.$('#catalogue-export-go').click()
    await browser.$('#catalogue-export-close').waitForExist({ timeout: 30000 })
    await shot('23-catalogue-export')
    assert.deepEqual(readdirSync(into).map((name) => name.split('.').pop()).sort(), ['docx', 'pdf', 'xlsx'])
    await browser.$('#catalogue-export-close').click()
  })

  await step('information is registered, signed by three and published; the one box finds it by its initials', async () => {
    const day = (before) => new Date(Date.now() + 8 * 3_600_000 - before * 86_400_000).toISOString().slice(0, 10)
    const write = async (id, words) => {
      await browser.execute((id) => { const field = document.getElementById(id); field.focus(); field.select() }, id)
      // One by one: the driver drops a key that is pressed twice in one go.
      for (const key of words) await browser.keys(key)
    }
    const stage = (name) => until(name, async () => (await browser.$('.side .stage strong').isExisting()) && (await text('.side .stage strong')) === name)
    await browser.keys([Key.Alt, '3'])
    await browser.$('#publication-new').waitForExist()
    await browser.$('#publication-new').click()
    await browser.$('#new-title').waitForExist()
    await write('new-title', '惠农补贴发放结果公示')
    await write('new-formed_on', day(9))
    await browser.keys([Key.Enter])
    await stage('待送审')
    for (const [role, by, before] of [['publisher', '李示例', 8], ['reviewer', '张示例', 8], ['leader', '王示例', 7]]) {
      await write(`sign-by-${role}`, by)
      await write(`sign-on-${role}`, day(before))
      await browser.$(`#sign-${role}`).click()
      await until(`${by} has signed`, async () => (await text('.side')).includes(`✓ ${by}`))
    }
    await stage('待公开')
    await write('place-at', 'https://www.example.gov.cn/1.html')
    await write('place-on', day(6))
    await browser.$('#place-go').click()
    await stage('已公开')
    await shot('24-publication')
    await browser.keys([Key.Ctrl, 'k'])
    await until('the field', async () => (await focusedId()) === 'jump')
    for (const key of 'hnbtffjg') await browser.keys(key)
    await until('it is found', async () => (await browser.$('#jump-list').getText()).includes('惠农补贴发放结果公示'))
    await shot('25-search')
    await browser.keys([Key.Escape])
  })

  await step('an office beneath this one is added by the keyboard, and one step back takes it away', async () => {
    await browser.keys([Key.Alt, '8'])
    await browser.$('#unit-add').waitForExist()
    await browser.execute(() => document.getElementById('unit-add').focus())
    await browser.keys([Key.Enter])
    await until('the field', async () => (await focusedId()) === 'new-name')
    await browser.keys('青石镇便民服务中心')
    await browser.keys([Key.Enter])
    const listed = () => text('.agencies .left').then((words) => words.includes('便民服务中心'))
    await until('it is listed', listed)
    await shot('28-agencies')
    await browser.keys([Key.Ctrl, 'z'])
    await until('it is gone', async () => !(await listed()))
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
  })

// Whichever dialog comes next: the script is read line by line from where it was left.
  const dialogs = (answer) => writeFileSync(script, `${answer}\n`.repeat(40))
  await applicationsInWindow({ browser, Key, step, text, until, tabTo, focusedId, shot, home, app, dialogs })
  await bookletsInWindow({ browser, Key, step, text, until, tabTo, shot, home, app, dialogs })
  await processesInWindow({ first: browser, restart, Key, step, until, shot, home, app, dialogs })
} catch (error) {
  failed += 1
  console.log(error.stack ?? error)
} finally {
  await browser?.deleteSession().catch(() => {})
  driver.kill()
}
console.log(`\n${passed} passed, ${failed} failed`)
if (!failed && !option('--shots')) rmSync(home, { recursive: true, force: true })
process.exit(failed ? 1 : 0)
