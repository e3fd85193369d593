import { afterEach, expect, it } from 'vitest'
import { focusLater } from './focus'

const field = (id: string) => {
  const input = document.createElement('input')
  input.id = id
  return document.body.appendChild(input)
}
afterEach(() => document.body.replaceChildren())

it('goes to the place when nothing else happened', () => {
  const [from, to] = [field('from'), field('to')]
  from.focus()
  const go = focusLater()
  go(to)
  expect(document.activeElement).toBe(to)
})

it('goes there when what had the focus is gone', () => {
  const [from, to] = [field('from'), field('to')]
  from.focus()
  const go = focusLater()
  from.remove()
  go(to)
  expect(document.activeElement).toBe(to)
})

it('stays where somebody has begun to type', () => {
  const [from, other, to] = [field('from'), field('other'), field('to')]
  from.focus()
  const go = focusLater()
  other.focus()
  go(to)
  expect(document.activeElement).toBe(other)
})
