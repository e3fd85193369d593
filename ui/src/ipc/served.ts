// The link of a page that `mingce serve` gives to a browser of this machine: the same commands over loopback HTTP.
import type { AppError } from './bindings/AppError'
import type { ExportOutcome } from './bindings/ExportOutcome'
import type { Progress } from './bindings/Progress'
import type { Link } from './commands'

/** What the browser is to fetch. */
interface Sent {
  id: string
  name: string
  /** Looked at, not kept. */
  look: boolean
}
interface Answered<T> {
  answer: T
  sent: Sent | null
}
type Line = { progress: Progress } | { done: Answered<ExportOutcome | null> } | { error: AppError }

/** Often enough for the server to know that the page is there. */
const ALIVE_EVERY = 60_000

const failure = (code: string, message: string, detail = ''): AppError => ({ code, message, detail, field: null })
const gone = (cause: unknown) =>
  failure('gone', '连接不到明册：程序可能已经退出。已保存的内容都在数据文件里，请重新启动明册（mingce serve），用新给出的网址打开', String(cause))

export class Served implements Link {
  private page_number = 0

  /** `pick` asks the clerk for one of the data files; null when the clerk cancels. */
  constructor(private readonly pick: (names: string[]) => Promise<string | null>) {}

  /** Trades the token of the address, or the cookie of an earlier visit, for the right to give commands. */
  async begin() {
    const token = new URLSearchParams(location.hash.slice(1)).get('token')
    // The key leaves the address bar, the history and every screenshot.
    if (token !== null) history.replaceState(null, '', location.pathname)
    const welcome = (await (await this.post('/session', { token })).json()) as { page: number }
    this.page_number = welcome.page
    setInterval(() => void this.post('/alive', {}).catch(() => {}), ALIVE_EVERY)
  }

  async call<T>(command: string, given: Record<string, unknown> = {}): Promise<T> {
    let chosen: string | null = null
    if (command === 'file_open') {
      chosen = await this.pick((await (await this.post('/files', {})).json()) as string[])
      if (chosen === null) return null as T
    }
    const { answer, sent } = (await (await this.post(`/call/${command}`, { arguments: given, chosen })).json()) as Answered<T>
    fetchSent(sent)
    return answer
  }

  async page(version: number, page: number): Promise<string> {
    return (await this.post(`/page/${version}/${page}`, {})).text()
  }

  async export(request: unknown, tell: (step: Progress) => void): Promise<ExportOutcome | null> {
    const response = await this.post('/export', request)
    for await (const text of lines(response.body!)) {
      const line = JSON.parse(text) as Line
      if ('progress' in line) tell(line.progress)
      else if ('error' in line) throw line.error
      else {
        fetchSent(line.done.sent)
        return line.done.answer
      }
    }
    throw gone('the stream ended early')
  }

  private async post(address: string, body: unknown): Promise<Response> {
    let response: Response
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-mingce-page': String(this.page_number) },
        body: JSON.stringify(body),
      })
    } catch (cause) {
      throw gone(cause)
    }
    if (response.ok) return response
    if (response.status === 413) throw failure('too_large', '内容太大，没有保存。请减少一次粘贴的内容', address)
    throw (await response.json().catch(() => failure('', '程序内部通信出错，请刷新页面后重试', `${response.status} ${address}`))) as AppError
  }
}

/** Lets the browser keep, or show, what was handed over. */
function fetchSent(sent: Sent | null) {
  if (!sent) return
  const link = document.createElement('a')
  link.href = `/sent/${sent.id}/${encodeURIComponent(sent.name)}`
  if (sent.look) Object.assign(link, { target: '_blank', rel: 'noopener' })
  else link.download = sent.name
  link.click()
}

async function* lines(stream: ReadableStream<Uint8Array>) {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}
