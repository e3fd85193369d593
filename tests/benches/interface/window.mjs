// How long the real window takes: from the start of the program to the workbench, from Enter in a cell to the new figure on
// the screen and to the new page of the preview; and how much memory its processes hold together. Through WebDriver, so that
// the start is measured with the driver's own share in it.
//
//   xvfb-run -a -s '-screen 0 1366x768x24' dbus-run-session -- \\
//     node tests/benches/interface/window.mjs --app target/release/mingce-window --data FILE [--agency NAME]
//
// FILE is changed.
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { driven } from './driver.mjs'
import { say, spread, typing } from './typing.mjs'

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? otherwise : process.argv[at + 1]
}
const [STARTS, RUNS, PORT] = [7, 60, 4446]
const app = resolve(option('--app'))
const driver = await driven(app, PORT)
const start = () => driver.start(option('--data'))

/** The program and the processes that it has started, and those that they have. */
function family() {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [{ pid, parent: rest[1], ticks: Number(rest[19]), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] }]
    } catch {
      return [] // gone meanwhile
    }
  })
  const found = all.filter((process) => process.command === app)
  for (const process of found) found.push(...all.filter((other) => other.parent === process.pid))
  return found
}
const HERTZ = 100
const booted = () => Date.now() - Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000

const starts = []
let browser
for (let i = 0; i < STARTS; i += 1) {
  browser = await start()
  await browser.waitUntil(() => browser.execute(() => performance.getEntriesByName('workbench').length > 0), { timeout: 30000, interval: 50 })
  const seen = await browser.execute(() => performance.timeOrigin + performance.getEntriesByName('workbench')[0].startTime)
  starts.push(seen - (booted() + (family()[0].ticks * 1000) / HERTZ))
  if (i === STARTS - 1) break
  await browser.deleteSession()
  // A second start while the first is still going would only bring its window to the front.
  while (family().length) await new Promise((done) => setTimeout(done, 50))
}
console.log(`start → the workbench, painted: ${spread(starts)}, the first ${starts[0].toFixed(0)} ms`)

const agency = option('--agency', '清溪县自然资源局')
await browser.execute(() => document.getElementById('report').click())
await browser.waitUntil(() => browser.execute(() => document.querySelectorAll('.agencies li').length > 0))
await browser.execute((name) => [...document.querySelectorAll('.agencies li')].find((entry) => entry.textContent.includes(name)).click(), agency)
await browser.waitUntil(() => browser.execute(() => document.querySelectorAll('[data-page="1"] svg path').length > 20), { timeout: 20000 })
await browser.setTimeout({ script: 120000 })
say(await browser.execute(typing, RUNS))

let together = 0
for (const { pid, command } of family()) {
  const pss = /Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
  together += Number(pss[1]) / 1024
  console.log(`memory of ${command.split('/').at(-1)}: ${(Number(pss[1]) / 1024).toFixed(0)} MB`)
}
console.log(`memory together: ${together.toFixed(0)} MB`)
await browser.deleteSession()
driver.end()
process.exit(0)
