// How long a key takes in the real window until what it changes is painted: in a step of a chart of 10 and of 100 steps, and
// in the title of a booklet of 40 and of 500 items. Makes its data files itself.
//
//   xvfb-run -a -s '-screen 0 1366x768x24' dbus-run-session -- \\
//     node tests/benches/interface/window_drawing.mjs --app target/release/mingce-window --cli target/release/mingce
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { driven } from './driver.mjs'
import { spread } from './typing.mjs'

const option = (name) => process.argv[process.argv.indexOf(name) + 1]
const [RUNS, PORT] = [60, 4450]
const [app, cli] = [resolve(option('--app')), resolve(option('--cli'))]
const driver = await driven(app, PORT)
const mingce = (...words) => {
  const done = spawnSync(cli, words, { encoding: 'utf8', env: { ...process.env, MINGCE_ASSETS: resolve('assets') } })
  if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stderr}`)
}

/** A chart as offices have them: every seventh step a question, answered no it goes back three steps. */
function chart(count) {
  const kind = (n) => (n === 0 ? 'start' : n === count - 1 ? 'end' : n % 7 === 4 ? 'decision' : 'process')
  const nodes = Array.from({ length: count }, (_, n) => ({ id: `n${n}`, type: kind(n), text: `第${n + 1}个环节`, actor: n % 3 ? '窗口' : '民政办' }))
  const edges = nodes.slice(1).map((node, n) => ({ from: `n${n}`, to: node.id, ...(kind(n) === 'decision' && { label: '是' }) }))
  const back = nodes.flatMap((node, n) => (kind(n) === 'decision' ? [{ from: node.id, to: `n${n - 3}`, label: '否' }] : []))
  return JSON.stringify({ schema: 'process/1', title: `${count}步`, nodes, edges: [...edges, ...back] })
}

/** A file with both charts and so many items. */
function file(items) {
  const data = join(driver.home, `${items}.mingce`)
  const row = (n) => `${n},镇村事务,事项${n},名称、内容、时限,《中华人民共和国政府信息公开条例》（国务院令第711号）,20个工作日内,清溪县白石乡人民政府,■政府网站,√,√,√`
  const rows = join(driver.home, `${items}.csv`)
  writeFileSync(rows, `序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,全社会,主动,乡级\n${Array.from({ length: items }, (_, n) => row(n + 1)).join('\n')}\n`)
  mingce('init', data, '--agency', '清溪县白石乡人民政府', '--kind', 'township')
  mingce('catalogue', 'import', rows, '--data', data)
  for (const count of [10, 100]) {
    const json = join(driver.home, `${count}.json`)
    writeFileSync(json, chart(count))
    mingce('process', 'import', json, '--data', data)
  }
  return data
}

/** Types into a field so many times; gives the milliseconds from the key to the frame that shows what it changed. */
async function keys(runs, field, shown) {
  const at = () => document.querySelector(field)
  const began = at().value
  const times = []
  at().focus()
  for (let run = 0; run <= runs; run += 1) {
    const drawn = new Promise((done) => {
      const watcher = new MutationObserver((changes) => {
        if (!changes.some((change) => [...change.addedNodes].some((node) => ['svg', 'g'].includes(node.nodeName.toLowerCase())))) return
        watcher.disconnect()
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now())
        requestAnimationFrame(() => port2.postMessage(0))
      })
      watcher.observe(document.querySelector(shown), { childList: true, subtree: true })
      setTimeout(() => (watcher.disconnect(), done(NaN)), 20000)
    })
    at().value = `${began}${'受理登记'[run % 4]}`
    const start = performance.now()
    at().dispatchEvent(new Event('input', { bubbles: true }))
    const end = await drawn
    if (run > 0) times.push(end - start)
    await new Promise((done) => setTimeout(done, 100))
  }
  return times
}

for (const items of [40, 500]) {
  const browser = await driver.start(file(items))
  await browser.setTimeout({ script: 600000 })
  const until = (test, ...given) => browser.waitUntil(() => browser.execute(test, ...given), { timeout: 60000, interval: 50 })
  await until(() => document.querySelector('h1')?.textContent.includes('工作台'))
  if (items === 40) {
    for (const count of [10, 100]) {
      await browser.keys(['Alt', '6'])
      await until((name) => document.querySelector(`[data-process="${name}"]`), `${count}步`)
      await browser.execute((name) => document.querySelector(`[data-process="${name}"]`).click(), `${count}步`)
      await until((count) => document.querySelectorAll('.chart button').length === count, count)
      const times = await browser.execute(keys, RUNS, 'table.rows tbody tr:nth-child(6) [id$="-text"]', '.pane')
      console.log(`a key in a step → the chart of ${count} steps, painted: ${spread(times)}`)
      await browser.execute(() => document.getElementById('process-back').click())
    }
  }
  await browser.keys(['Alt', '7'])
  await until(() => document.querySelectorAll('[data-page="1"] svg path').length > 0)
  const pages = await browser.execute(() => document.querySelectorAll('[data-page]').length)
  const times = await browser.execute(keys, RUNS, '#booklet-title', '#pages')
  console.log(`a key in the title → the cover of a booklet of ${items} items, ${pages} pages, painted: ${spread(times)}`)
  await browser.deleteSession()
}
driver.end()
process.exit(0)
