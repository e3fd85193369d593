// The interface in a headless browser, over `mingce serve`: every page in three sizes and at 200 % text with axe, an empty
// file of a unit with a very long name and the full sample county, what is typed wrongly, two tabs, a server that dies.
//
//   node tests/e2e/serve.mjs --app target/debug/mingce [--shots FOLDER] [--slow]
//
// With `--slow` answers come late, some of them by most of a second and after later ones, as on a machine that is busy:
// what then takes the focus away or puts an old answer over a new one is a fault that somebody will meet.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { catalogue } from './catalogue.mjs'
import { record } from './record.mjs'
import { publication } from './publication.mjs'
import { catalogueList } from './catalogue_list.mjs'
import { search } from './search.mjs'
import { inherit } from './inherit.mjs'
import { agencies } from './agencies.mjs'
import { processes } from './processes.mjs'
import { booklets } from './booklets.mjs'
import { applications } from './applications.mjs'
import { disputes } from './disputes.mjs'
import { late } from './late.mjs'
import { sheets } from './sheets.mjs'

const option = (name) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
const app = option('--app') && resolve(option('--app'))
if (!app || !existsSync(app)) {
  console.error(`no program at ${app}: cargo build -p mingce-cli, and npm run build in ui`)
  process.exit(2)
}
const home = mkdtempSync(join(tmpdir(), 'mingce-serve-'))
const data = join(home, '数据')
const shots = option('--shots') ? resolve(option('--shots')) : undefined
if (shots) mkdirSync(shots, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** A name of forty characters, as long as any that is in use. */
const LONG = '清溪县西部绿色生态农业产业融合发展与乡村振兴综合改革试验示范区管理委员会办公室城'
assert.equal([...LONG].length, 40)

let passed = 0
let failed = 0
let page
async function step(name, work) {
  if (failed) return
  try {
    await work()
    passed += 1
    console.log(`ok      ${name}`)
  } catch (error) {
    failed += 1
    console.log(`FAILED  ${name}\n${error.stack ?? error}`)
    const picture = join(shots ?? tmpdir(), 'serve-failed.png')
    await page?.screenshot({ path: picture }).catch(() => {})
    console.log(`picture: ${picture}`)
    if (page) await tell(page)
  }
}

/** Starts the program; gives its address. */
async function serve(...words) {
  const program = spawn('setpriv', ['--pdeathsig', 'KILL', app, '--today', '2026-01-12', 'serve', '--no-browser', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOME: home },
  })
  let said = ''
  const link = await new Promise((done, fail) => {
    program.stdout.on('data', (bytes) => {
      said += bytes
      const found = /http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]{64}/.exec(said)
      if (found) done(found[0])
    })
    program.once('exit', (code) => fail(new Error(`ended with ${code}: ${said}`)))
  })
  return { program, link }
}

const browser = await chromium.launch({
  executablePath: process.env.MINGCE_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
})
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true, locale: 'zh-CN' })
await context.grantPermissions(['clipboard-read', 'clipboard-write'])
if (process.argv.includes('--slow'))
  await context.route('**/call/**', async (route) => {
    await new Promise((done) => setTimeout(done, Math.random() * (Math.random() < 0.15 ? 700 : 40)))
    await route.continue()
  })
/** Says what happened last, after a failure. */
const tell = await record(context)
/** What the browser complained of: refused by the policy, failed scripts. */
const complaints = []
const asked = new Set()
function listen(to) {
  to.on('console', (message) => {
    // A refusal of ours is an answer with a status, which the browser counts as an error of the network.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  to.on('pageerror', (error) => complaints.push(String(error)))
  to.on('request', (request) => asked.add(new URL(request.url()).host))
  return to
}

const SIZES = [[1366, 768], [1024, 700], [1920, 1080]]
/** 1366×768 at 200 %: half as many CSS pixels each way. */
const LARGE_TEXT = [683, 384]
/** Looks at what is shown: axe, edges, pictures. */
async function look(name) {
  for (const [width, height] of [...SIZES, LARGE_TEXT]) {
    await page.setViewportSize({ width, height })
    // Some things follow what was measured of others: a few frames.
    await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 150)))
    const found = await page.evaluate(() => {
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
      // A control whose words are cut off, or that lies outside what can be scrolled to.
      const cut = [...document.querySelectorAll('button, h1, h2, [role=tab]')]
        .filter((node) => node.checkVisibility() && (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== 'visible'))
        .map((node) => node.textContent.trim().slice(0, 20))
      const main = document.querySelector('main')?.getBoundingClientRect()
      return { wide, cut, room: main ? Math.round(Math.min(main.width, innerWidth)) : null }
    })
    assert.ok(found.wide <= 0, `${name} at ${width}: the page is ${found.wide} pixels too wide`)
    assert.deepEqual(found.cut, [], `${name} at ${width}`)
    assert.ok(found.room === null || found.room >= 280, `${name} at ${width}: ${found.room} pixels are left for the page`)
    if (shots) await page.screenshot({ path: join(shots, `${name}-${width}.png`) })
    if (width === 1366 || width === LARGE_TEXT[0]) {
      // Run by the driver, which the page's own policy does not bind.
      const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS)
      assert.ok(result.passes.length > 10, 'axe has looked')
      const wrong = result.violations.map((v) => `${v.id} (${v.impact}): ${v.help}\n    ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).slice(0, 3).join('\n    ')}`)
      assert.deepEqual(wrong, [], `${name} at ${width}`)
    }
  }
  await page.setViewportSize({ width: 1366, height: 768 })
}

const until = (what, test, given) => page.waitForFunction(test, given, { timeout: 20000 }).catch(() => assert.fail(`waited for: ${what}`))
const saved = () => until('saved', () => document.getElementById('saved')?.textContent.startsWith('已保存'))
const focusCell = (at) => page.evaluate((cell) => document.querySelector(`td[data-at="${cell}"]`).focus(), at)
const value = (at) => page.evaluate((cell) => document.querySelector(`td[data-at="${cell}"] .figure`)?.textContent ?? '', at)

try {
  mkdirSync(data)
  let { program, link } = await serve('--folder', data)
  await context.addInitScript({ content: axe })
  page = listen(await context.newPage())

  await step('without the key of the address nothing is shown and nothing can be done', async () => {
    await page.goto(link.split('#')[0])
    await page.getByText('请用程序启动时给出的完整网址打开本页').waitFor()
    assert.equal(await page.locator('#agency').count(), 0)
  })

  await step('the key leaves the address at once, and a reload needs none', async () => {
    await page.goto('about:blank')
    await page.goto(link)
    await page.locator('#agency').waitFor()
    assert.equal(page.url(), link.split('#')[0])
    await page.reload()
    await page.locator('#agency').waitFor()
  })

  await step('the start page', () => look('start'))

  await step('a folder without data files says what to do', async () => {
    await page.locator('#open').click()
    await page.getByText('文件夹中还没有数据文件').waitFor()
    await look('pick-empty')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => !document.querySelector('dialog') && document.activeElement?.id === 'open')
  })

  await step('an empty file of a unit with a name of forty characters, on every page', async () => {
    await page.locator('#agency').fill(LONG)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await look('workbench-empty')
    await page.keyboard.press('Alt+5')
    await page.locator('h1').getByText(LONG).waitFor()
    await until('its pages', () => document.querySelectorAll('[data-page="1"] svg path').length > 20)
    await look('report-empty')
    await page.keyboard.press('Alt+8')
    await page.locator('#style-line_pitch').waitFor()
    await look('settings-empty')
    assert.ok(existsSync(join(data, `${LONG}.mingce`)))
  })

  await step('what is typed wrongly is said at its cell, what is meant well is taken', async () => {
    await page.keyboard.press('Alt+5')
    for (const [typed, said] of [['abc', '不是数'], ['1.5', ''], ['-3', ''], ['9'.repeat(30), '']]) {
      await focusCell('requests.new.natural')
      await page.keyboard.type(typed)
      await page.keyboard.press('Enter')
      await page.locator('#refused-requests').waitFor()
      const words = await page.locator('#refused-requests').textContent()
      assert.ok(words.includes(said) && /[一-龥]{4}/.test(words), `${typed}: ${words}`)
      await page.keyboard.press('Escape')
      assert.equal(await value('requests.new.natural'), '', typed)
    }
    for (const [typed, kept] of [['１２', '12'], ['1,234', '1234'], ['3件', '3']]) {
      await focusCell('requests.new.natural')
      await page.keyboard.type(typed)
      await page.keyboard.press('Enter')
      await until(`${typed} taken`, (kept) => document.querySelector('td[data-at="requests.new.natural"] .figure')?.textContent === kept, kept)
    }
    await saved()
  })

  await step('a block larger than the table, with words in it, is taken as far as it goes and the rest is named', async () => {
    const block = Array.from({ length: 60 }, (_, row) => Array.from({ length: 20 }, (_, column) => (row === 0 && column === 0 ? '合计' : String(row % 10))).join('\t')).join('\n')
    await page.evaluate((text) => navigator.clipboard.writeText(text), block)
    await focusCell('requests.new.natural')
    const before = await value('requests.carried_in.enterprise')
    await page.keyboard.press('Control+v')
    await page.locator('#said').waitFor()
    const said = await page.locator('#said').textContent()
    assert.match(said, /表外|超出/, said)
    if (shots) await page.screenshot({ path: join(shots, 'pasted-too-big.png') })
    await focusCell('requests.new.natural')
    await page.keyboard.press('Control+z')
    await until('one step back', (before) => (document.querySelector('td[data-at="requests.carried_in.enterprise"] .figure')?.textContent ?? '') === before, before)
  })

  await step('零报告 in two clicks, and every mark of blank, zero and not applicable is there', async () => {
    await page.locator('#zero').click()
    await page.locator('#zero-go').click()
    await until('no blank', () => document.querySelectorAll('td.blank').length === 0)
    await page.locator('#tab-findings').click()
    await look('report-zero')
  })

  await step('the sample county, on every page and in every dialog', async () => {
    await page.locator('.close').click()
    await page.locator('#sample').click()
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await look('workbench')
    await page.keyboard.press('Alt+5')
    await page.locator('#agency-2').click()
    await page.locator('h1').getByText('清溪县自然资源局').waitFor()
    await until('its pages', () => document.querySelectorAll('[data-page="1"] svg path').length > 20)
    await look('report')
    await page.locator('#tab-findings').click()
    await look('findings')
    await focusCell('requests.new.natural')
    await page.keyboard.press('Enter')
    await page.locator('#trace ol li').first().waitFor()
    await look('trace')
    await page.locator('#tab-versions').click()
    await look('versions')
    await focusCell('requests.withheld_internal_affairs.natural')
    await page.locator('#tab-help').click()
    await page.locator('#help').getByText('人事管理、后勤管理').waitFor()
    await look('help')
    for (const [keys, name, close] of [['Control+k', 'jump', 'Escape'], ['F1', 'keys', 'Escape']]) {
      await page.keyboard.press(keys)
      await page.locator('dialog[open]').waitFor()
      await look(name)
      await page.keyboard.press(close)
      await until('closed', () => !document.querySelector('dialog[open]'))
    }
  })

  await step('the sample on the catalogue page, too', async () => {
    await page.keyboard.press('Alt+2')
    await page.locator('.catalogue h1').waitFor()
    await look('catalogue-sample')
    await page.keyboard.press('Alt+5')
    await page.locator('h1').getByText('清溪县自然资源局').waitFor()
  })

  await step('a counted number is adjusted with its reason, and that is one step back', async () => {
    const before = Number(await value('requests.granted.natural'))
    await focusCell('requests.granted.natural')
    await page.keyboard.press('Enter')
    await page.locator('#adjust').click()
    await page.locator('#adjust-delta').fill('+2')
    await page.locator('#adjust-go').click()
    await page.locator('.adjust [role="alert"]').getByText('请写明调整的原因').waitFor()
    await page.locator('#adjust-reason').fill('纸质登记2件未录入')
    await page.locator('#adjust-source').fill('2025年纸质登记本')
    await page.keyboard.press('Enter')
    const shows = (wanted) => until(`the number ${wanted}`, (n) => document.querySelector('td[data-at="requests.granted.natural"] .figure')?.textContent === String(n), wanted)
    await shows(before + 2)
    await page.locator('#trace .sentence').getByText('调整2件').waitFor()
    await focusCell('requests.granted.natural')
    await page.keyboard.press('Control+z')
    await shows(before)
    await until('said', () => document.getElementById('saved').textContent.startsWith('已撤销：调整'))
  })

  await step('署名 and 成文日期 are written where they stand, and printed', async () => {
    await page.locator('#head-signed_on').fill('2025-12-01')
    await page.keyboard.press('Enter')
    await page.locator('#head-signed_on-wrong').getByText('应在2025年结束之后').waitFor()
    await page.locator('#head-signed_on').fill('2026-1-20')
    await page.keyboard.press('Enter')
    await until('in the words of the form', () => document.getElementById('head-signed_on').value === '2026年1月20日')
    await page.locator('#tab-preview').click()
    await page.locator('#preview-find').fill('2026年1月20日')
    await until('on the page', () => /^\d+\/\d+$/.test(document.getElementById('preview-hits').textContent))
    await page.locator('#preview-find').fill('')
  })

  await step('text of every size that can be chosen loses nothing', async () => {
    await page.keyboard.press('Alt+8')
    await page.locator('#text-size-2').check()
    await look('settings-large')
    await page.keyboard.press('Alt+5')
    await page.locator('h1').getByText('清溪县自然资源局').waitFor()
    await look('report-large')
    await page.keyboard.press('Alt+8')
    await page.locator('#text-size-0').check()
    await page.keyboard.press('Alt+5')
    await page.locator('h1').getByText('清溪县自然资源局').waitFor()
  })

  await step('the export comes as one download with every file in it', async () => {
    await page.locator('#export').click()
    await look('export')
    for (const box of await page.locator('dialog fieldset input').all()) await box.check()
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#export-go').click()])
    const zip = join(home, download.suggestedFilename())
    assert.match(zip, /自然资源局2025年.*\.zip$/)
    await download.saveAs(zip)
    const listed = await page.locator('dialog li').allTextContents()
    const names = spawnSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).stdout.trim().split('\n')
    assert.equal(names.length, listed.length)
    assert.equal(spawnSync('unzip', ['-tq', zip]).status, 0, 'every file is whole')
    assert.ok(listed.length >= 6, String(listed))
    await look('exported')
    const [again] = await Promise.all([page.waitForEvent('download'), page.locator('#reveal').click()])
    assert.equal(again.suggestedFilename(), download.suggestedFilename())
    await page.locator('#export-close').click()
  })

  await step('an export of one file is that file', async () => {
    await page.locator('#export').click()
    for (const box of await page.locator('dialog fieldset input').all()) await box.uncheck()
    await page.getByText('PDF（打印、上网）').click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#export-go').click()])
    const pdf = join(home, download.suggestedFilename())
    await download.saveAs(pdf)
    assert.equal(readFileSync(pdf).subarray(0, 4).toString('latin1'), '%PDF')
    await page.locator('#export-close').click()
  })

  await step('打印 shows the PDF of the very pages', async () => {
    const [pdf] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+p')])
    await pdf.waitForLoadState().catch(() => {})
    const response = await context.request.get(pdf.url(), { failOnStatusCode: false })
    assert.equal(response.headers()['content-type'], 'application/pdf')
    assert.match(response.headers()['content-disposition'], /^inline/)
    const file = join(home, 'print.pdf')
    writeFileSync(file, await response.body())
    const pages = Number(/Pages:\s+(\d+)/.exec(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout)?.[1])
    assert.equal(pages, await page.locator('[data-page]').count(), 'as many as the preview has')
    await pdf.close()
  })

  await step('复制到网站 puts the tables on the clipboard as HTML', async () => {
    await page.bringToFront()
    await page.locator('#export').click()
    await page.locator('#copy-html').click()
    await page.getByText('已复制，请到网站编辑器中粘贴').waitFor()
    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      return (await item.getType('text/html')).text()
    })
    assert.ok((html.match(/<table/g) ?? []).length >= 3, html.slice(0, 200))
    assert.match(html, /style="[^"]*border:/, 'with every style')
    // The browser parses what goes through its clipboard inside the page, and complains of the styles that it keeps.
    const noise = complaints.filter((line) => line.startsWith('Applying inline style'))
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !noise.includes(line)))
    await page.keyboard.press('Escape')
  })

  await step('a report that was filled in is there after a reload, and can be undone', async () => {
    await page.locator('.close').click()
    await page.locator('#open').click()
    await page.getByRole('button', { name: `${LONG}.mingce` }).click()
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.keyboard.press('Alt+5')
    await until('the figures', () => document.querySelectorAll('td.blank').length === 0 && document.querySelector('td[data-at="requests.new.natural"] .figure')?.textContent === '3')
    await page.locator('#undo').click()
    await until('blank again', () => document.querySelectorAll('td.blank').length > 100)
    await page.locator('#redo').click()
    await until('zero again', () => document.querySelectorAll('td.blank').length === 0)
  })

  await step('a second tab takes over, and the first one says so at its cell', async () => {
    const second = listen(await context.newPage())
    await second.goto(link)
    await second.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.bringToFront()
    await focusCell('requests.new.natural')
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    await page.getByText('已在另一个标签页中打开').first().waitFor()
    if (shots) await page.screenshot({ path: join(shots, 'two-tabs.png') })
    await page.close()
    page = second
    await page.keyboard.press('Alt+5')
    await until('what was saved, and not what was refused', () => document.querySelector('td[data-at="requests.new.natural"] .figure')?.textContent === '3')
  })

  await step('two programs on one file: the second one says who has it', async () => {
    const other = await serve('--data', join(data, `${LONG}.mingce`), '--folder', data)
    const elsewhere = listen(await context.newPage())
    await elsewhere.goto(other.link)
    await elsewhere.getByRole('alert').waitFor()
    const words = await elsewhere.getByRole('alert').textContent()
    assert.match(words, /已在另一个窗口或程序中打开/, words)
    await elsewhere.locator('#agency').waitFor()
    // Looking is always possible, and changes nothing.
    await elsewhere.locator('#look-only').click()
    await elsewhere.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await elsewhere.keyboard.press('Alt+5')
    await elsewhere.locator('td[data-at="requests.new.natural"]').waitFor()
    assert.equal(await elsewhere.locator('td[data-at="requests.new.natural"] input').count(), 0, 'nothing can be typed')
    await elsewhere.getByText('以只读方式打开').first().waitFor()
    if (shots) await elsewhere.screenshot({ path: join(shots, 'two-programs.png') })
    await elsewhere.close()
    other.program.kill('SIGTERM')
  })

  await step('killed in the middle of typing: it is said, and nothing is lost that was shown as saved', async () => {
    await focusCell('requests.granted.natural')
    await page.keyboard.type('3')
    await page.keyboard.press('Enter')
    await until('saved', () => document.querySelector('td[data-at="requests.granted.total"]')?.textContent.includes('3'))
    await saved()
    await page.keyboard.type('7')
    program.kill('SIGKILL')
    await page.keyboard.press('Enter')
    await page.getByText('连接不到明册').first().waitFor()
    if (shots) await page.screenshot({ path: join(shots, 'gone.png') })
    ;({ program, link } = await serve('--data', join(data, `${LONG}.mingce`)))
    await page.goto(link)
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.keyboard.press('Alt+5')
    await until('what was saved', () => document.querySelector('td[data-at="requests.granted.natural"] .figure')?.textContent === '3')
    assert.ok(statSync(join(data, `${LONG}.mingce`)).size > 0)
  })

  if (!failed) await catalogue({ step, page, look, until, home, saved })
  if (!failed) await publication({ step, page, look, home })
  if (!failed) await catalogueList({ step, page, look, until, home })
  if (!failed) await search({ step, page, look, until })
  if (!failed) await inherit({ step, page, look, until, saved })
  if (!failed) await agencies({ step, page, look, until, home, app, saved })
  if (!failed) await processes({ step, page, look, until, home, saved })
  if (!failed) await applications({ step, page, look, until, home, data, app })
  if (!failed) await disputes({ step, page, look, until, home, data, app })
  if (!failed) await late({ step, page, look, until, data, app })
  if (!failed) await sheets({ step, page, look, until, home, data, app })
  if (!failed) await booklets({ step, page, look, until, home, data, app })

  await step('told to end, it puts the file to rest', async () => {
    const ended = new Promise((done) => program.once('exit', done))
    program.kill('SIGTERM')
    assert.equal(await ended, 0)
    assert.ok(!existsSync(join(data, `${LONG}.mingce-wal`)))
  })

  await step('nothing was asked of any other machine, and the policy had nothing to refuse', async () => {
    assert.deepEqual([...asked].filter((host) => !host.startsWith('127.0.0.1:') && host !== ''), [])
    assert.deepEqual(complaints, [])
  })
} catch (error) {
  failed += 1
  console.log(error.stack ?? error)
} finally {
  await browser.close()
}
console.log(`\n${passed} passed, ${failed} failed`)
if (!failed) rmSync(home, { recursive: true, force: true })
process.exit(failed ? 1 : 0)
