import { describe, expect, it } from 'vitest'
import type { PagesView } from '../../ipc/bindings/PagesView'
import { clamp, current, fieldOf, fitting, GAP, parsed, redrawn, seen, stacked, step } from './pages'

const A4 = { width: 595.276, height: 841.89, number: 1, since: 1 }
const view = (count: number): PagesView => ({
  version: 1, pages: Array.from({ length: count }, () => ({ ...A4 })), headings: [], places: [], missing: [],
})

describe('the sheets', () => {
  it('have their true size at 100 %', () => {
    const [first, second] = stacked(view(2), 1)
    // 210 mm at 96 pixels to the inch.
    expect(first!.width).toBeCloseTo((210 / 25.4) * 96, 1)
    expect(second!.top).toBeCloseTo(2 * GAP + (297 / 25.4) * 96, 1)
  })

  it('fit the column with a margin, the widest of them too', () => {
    const mixed = view(2)
    mixed.pages[1] = { ...A4, width: 841.89, height: 595.276 }
    const sheets = stacked(mixed, fitting(mixed, 480))
    expect(Math.max(...sheets.map((sheet) => sheet.width))).toBeCloseTo(480 - 2 * GAP, 1)
  })

  it('are wanted when they can be seen, and one more on either side', () => {
    const sheets = stacked(view(10), 0.5)
    const height = sheets[0]!.height + GAP
    expect(seen(sheets, 0, 100)).toEqual([0, 1])
    expect(seen(sheets, 4.2 * height, 4.4 * height)).toEqual([3, 4, 5])
    expect(seen(sheets, 9.5 * height, 10 * height)).toEqual([8, 9])
    expect(seen([], 0, 100)).toEqual([])
  })

  it('count as read when they reach the upper third', () => {
    const sheets = stacked(view(3), 0.5)
    const height = sheets[0]!.height + GAP
    expect(current(sheets, 0, 600)).toBe(0)
    expect(current(sheets, height - 180, 600)).toBe(1)
    expect(current(sheets, 99999, 600)).toBe(2)
  })
})

describe('the zoom', () => {
  it('goes in known steps from wherever it is, and stops at the ends', () => {
    expect(step(0.58, 1)).toBe(0.67)
    expect(step(0.58, -1)).toBe(0.5)
    expect(step(1, 1)).toBe(1.1)
    expect(step(4, 1)).toBe(4)
    expect(step(0.25, -1)).toBe(0.25)
    expect(clamp(99)).toBe(4)
  })
})

describe('a node of a page', () => {
  it('belongs to its section, a cell to itself', () => {
    expect(fieldOf('sections.overview.12')).toBe('sections.overview')
    expect(fieldOf('preamble.1')).toBe('preamble')
    expect(fieldOf('requests.new.natural')).toBe('requests.new.natural')
  })
})

describe('a page’s SVG', () => {
  const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="1mm">${inside}</svg>`
  it('becomes a node of this document', () => {
    const node = parsed(svg('<path d="M0 0"/>'))
    expect(node?.ownerDocument).toBe(document)
    expect(node?.querySelector('path')?.getAttribute('d')).toBe('M0 0')
  })
  it('is refused when it holds what none of ours holds', () => {
    expect(parsed(svg('<script>alert(1)</script>'))).toBeNull()
    expect(parsed(svg('<foreignObject/>'))).toBeNull()
    expect(parsed('<html/>')).toBeNull()
  })
})

describe('a page that has changed a little', () => {
  const page = (...groups: string[]) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n<rect fill="#fff"/>\n${groups.map((text) => `<g data-node="${text}"><path d="M0 0"/></g>\n`).join('')}</svg>\n`
  const names = (svg: SVGSVGElement) => [...svg.children].map((child) => child.getAttribute('data-node'))

  it.each([
    ['other words', ['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'y']],
    ['a line more', ['a', 'b', 'c'], ['a', 'b', 'new', 'c']],
    ['a line less', ['a', 'b', 'c', 'd'], ['a', 'd']],
    ['more at the end', ['a'], ['a', 'b', 'c']],
    ['twice the same', ['a', 'a'], ['a', 'a', 'a']],
    ['nothing left', ['a', 'b'], []],
    ['nothing new', ['a', 'b'], ['a', 'b']],
  ])('is as if drawn from the beginning: %s', (_, before, after) => {
    const svg = parsed(page(...before))!
    const kept = svg.children[1]
    expect(redrawn(svg, page(...before), page(...after))).toBe(true)
    expect(names(svg)).toEqual([null, ...after])
    const ink = (drawing: SVGSVGElement) => drawing.outerHTML.replace(/\n/g, '')
    expect(ink(svg)).toBe(ink(parsed(page(...after))!))
    if (before[0] === after[0]) expect(svg.children[1], 'what is the same is not drawn anew').toBe(kept)
  })

  it('is drawn whole when it is put together otherwise', () => {
    const svg = parsed(page('a'))!
    expect(redrawn(svg, page('a'), page('a').replace('0 0 1 1', '0 0 2 1'))).toBe(false)
    expect(redrawn(svg, page('a', 'b'), page('a')), 'the drawing is not of that text').toBe(false)
    expect(redrawn(svg, page('a'), page('a').replace('<g data-node="a">', '<g><script></script>'))).toBe(false)
    expect(names(svg)).toEqual([null, 'a'])
  })
})
