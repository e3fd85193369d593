import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import NewPublication from './NewPublication.vue'

it('leaves the focus where somebody types when the items come late', async () => {
  let came: (items: { id: string; name: string }[]) => void = () => {}
  const find = () => new Promise<{ id: string; name: string }[]>((done) => (came = done))
  const form = mount(NewPublication, { props: { find, keep: () => Promise.resolve(null) }, attachTo: document.body })
  expect(document.activeElement?.id).toBe('new-find')
  const day = form.get('#new-formed_on').element as HTMLInputElement
  day.focus()
  came([{ id: '1', name: '养老机构备案' }])
  await flushPromises()
  expect(document.activeElement).toBe(day)
  expect((form.get('#new-item').element as HTMLSelectElement).value).toBe('1')
  form.unmount()
})

it('registers under the item that the words find, however late it comes', async () => {
  const answers: ((items: { id: string; name: string }[]) => void)[] = []
  const kept: string[] = []
  const keep = (edit: object) => (kept.push((edit as { item: string }).item), Promise.resolve(null))
  const form = mount(NewPublication, { props: { find: () => new Promise((done) => answers.push(done)), keep }, attachTo: document.body })
  await form.get('form').trigger('submit')
  expect(kept).toEqual([])
  await form.get('#new-find').setValue('低保')
  answers[0]!([{ id: '1', name: '养老机构备案' }])
  await flushPromises()
  expect(kept).toEqual([])
  answers[1]!([{ id: '2', name: '最低生活保障' }])
  await flushPromises()
  expect(kept).toEqual(['2'])
  form.unmount()
})
