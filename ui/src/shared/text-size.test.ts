import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import TextSize from '../features/settings/TextSize.vue'
import { textSize } from './text-size'

describe('the size of the text', () => {
  it('changes at once and is remembered', async () => {
    const page = mount(TextSize)
    await page.get('#text-size-2').setValue()
    expect(document.documentElement.style.getPropertyValue('zoom')).toBe('1.3')
    expect(localStorage.getItem('mingce-text-size')).toBe('1.3')
    expect(textSize.value).toBe(1.3)
    await page.get('#text-size-0').setValue()
    expect(document.documentElement.style.getPropertyValue('zoom')).toBe('1')
  })
})
