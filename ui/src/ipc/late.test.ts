import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LockView } from './bindings/LockView'
import type { Link } from './commands'
import { askReason, asking } from './late'

const question: LockView = {
  token: 't1',
  reports: [{ agency: '示例镇', year: 2025, status: '定稿', number: 1, cells: [{ at: 'requests.new.natural', table: '表三', label: '本年新收—自然人', published: '12', before: '12', after: '13' }] }],
}
const locked = { code: 'year_lock', message: '没有写入', detail: '', field: null }

/** A core that refuses until it has been told why. */
function core() {
  const calls: [string, unknown][] = []
  let told = false
  const link: Link = {
    page: vi.fn(),
    export: vi.fn(),
    call: (async (command: string, given: unknown) => {
      calls.push([command, given])
      if (command === 'year_lock_question') return question
      if (command === 'year_lock_reason') return (told = true)
      if (command === 'application_register' && !told) throw locked
      return 'done'
    }) as Link['call'],
  }
  return { calls, link }
}

afterEach(() => (document.body.innerHTML = ''))

describe('a change after the report is final', () => {
  it('is given again with its reason, and the page that gave it notices nothing', async () => {
    const { calls, link } = core()
    expect(await asking(link, async () => '漏登').call('application_register', { a: 1 })).toBe('done')
    expect(calls).toEqual([
      ['application_register', { a: 1 }],
      ['year_lock_question', undefined],
      ['year_lock_reason', { token: 't1', reason: '漏登' }],
      ['application_register', { a: 1 }],
    ])
  })

  it('is left undone when nobody says why', async () => {
    const { calls, link } = core()
    await expect(asking(link, async () => null).call('application_register')).rejects.toMatchObject({ code: '', message: expect.stringContaining('没有写入') })
    expect(calls.map(([name]) => name)).toEqual(['application_register', 'year_lock_question'])
  })

  it('shows what stands in public, what was counted and what would be', async () => {
    HTMLDialogElement.prototype.showModal = vi.fn()
    const answer = askReason(question)
    await Promise.resolve()
    const cells = [...document.querySelectorAll('#late td')].map((cell) => cell.textContent)
    expect(cells).toEqual(['表三', '本年新收—自然人', '12', '12', '13'])
    expect(document.querySelector<HTMLButtonElement>('#late-go')!.disabled).toBe(true)
    const field = document.querySelector<HTMLInputElement>('#late-reason')!
    field.value = ' 漏登一件 '
    field.dispatchEvent(new Event('input'))
    document.querySelector('#late form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(await answer).toBe('漏登一件')
    expect(document.querySelector('#late')).toBeNull()
  })
})
