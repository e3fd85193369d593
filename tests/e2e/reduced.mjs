// The interface in a headless browser, over `mingce serve`: every page in three sizes and at 200 % text with axe, an empty
// file of a unit with a very long name and the full sample county, what is typed wrongly, two tabs, a server that dies.
//
//   node tests/e2e/serve.mjs --app target/debug/mingce [--shots FOLDER]
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { catalogue } from './catalogue.mjs'
import { publication } from './publication.mjs'
import { catalogueList } from './catalogue_list.mjs'
import { search } from './search.mjs'
import { inherit } from './inherit.mjs'
import { agencies } from './agencies.mjs'
import { processes } from './processes.mjs'
import { booklets } from './booklets.mjs'
import { applications } from './applications.mjs'
import { disputes } from './disputes.mjs'

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

  await page.goto(link)
  await page.locator('#agency').fill('试')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
  await disputes({ step, page, look, until, home, data, app })
} catch (error) {
  failed += 1
  console.log(error.stack ?? error)
} finally {
  await browser.close()
}
console.log(`\n${passed} passed, ${failed} failed`)
if (!failed) rmSync(home, { recursive: true, force: true })
process.exit(failed ? 1 : 0)
