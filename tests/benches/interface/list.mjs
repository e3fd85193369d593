// How long the list of a long catalogue takes to answer, and how much memory it needs: list.mjs --app PROGRAM --data FILE
import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const option = (name) => process.argv[process.argv.indexOf(name) + 1]
const folder = mkdtempSync(join(tmpdir(), 'mingce-list-'))
copyFileSync(resolve(option('--data')), join(folder, 'a.mingce'))
const program = spawn('setpriv', ['--pdeathsig', 'KILL', resolve(option('--app')), 'serve', '--no-browser', '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
let said = ''
const link = await new Promise((done) =>
  program.stdout.on('data', (bytes) => {
    said += bytes
    const found = /(http:\/\/127\.0\.0\.1:\d+)\/#token=([0-9a-f]{64})/.exec(said)
    if (found) done(found)
  }),
)
const [, home, token] = link
const headers = { 'content-type': 'application/json', origin: home }
const post = async (address, body) => {
  const response = await fetch(home + address, { method: 'POST', headers, body: JSON.stringify(body) })
  const cookie = response.headers.get('set-cookie')
  if (cookie) headers.cookie = cookie.split(';')[0]
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
  return response.json()
}
headers['x-mingce-page'] = String((await post('/session', { token })).page)
const call = async (name, given = {}, chosen = null) => (await post(`/call/${name}`, { arguments: given, chosen })).answer
const timed = async (what, name, given) => {
  const began = performance.now()
  const answer = await call(name, given)
  const rss = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1]
  console.log(`${what}: ${(performance.now() - began).toFixed(0)} ms, at most ${(rss / 1024).toFixed(0)} MB so far`)
  return answer
}
const file = await call('file_open', {}, 'a.mingce')
const agency = file.agencies[0].id
const filter = { sector: null, body: null, kind: null, words: '', only: null, rule: null }
const page = (from, more = {}) => ({ agency, request: { filter, sort: null, from, most: 100, ...more } })
const first = await timed('first page', 'catalogue_page', page(0))
console.log(`  ${first.items.length} of ${first.total} rows, checked: ${first.checked}`)
await timed('page at the end', 'catalogue_page', page(first.total - 100))
await timed('tree', 'catalogue_tree', { agency, filter })
await timed('page, list kept', 'catalogue_page', page(50_000))
const checks = timed('checks of all', 'catalogue_findings', { agency })
await timed('page during the checks', 'catalogue_page', page(60_000))
await checks
await timed('search, first time', 'catalogue_page', page(0, { filter: { ...filter, words: '惠民 办公室' } }))
await timed('search', 'catalogue_page', page(0, { filter: { ...filter, words: '事项99' } }))
await timed('sorted by body', 'catalogue_page', page(0, { sort: { key: 'body', down: false } }))
await timed('one cell', 'catalogue_edit', { agency, edit: { kind: 'text', ids: [first.items[0].id], column: 'body', text: '党政办' } })
await timed('page after it', 'catalogue_page', page(0))
await timed('checks after it', 'catalogue_findings', { agency })
program.kill('SIGTERM')
