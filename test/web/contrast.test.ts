import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'

const css = readFileSync(new URL('../../web/src/styles/tokens.css', import.meta.url), 'utf8')

/** The colours of a scheme; the dark one overrides the light one, as in the cascade. */
function readScheme(scheme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
  const text = scheme === 'light' ? light : light + dark
  return new Map(
    [...text.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  )
}

/** WCAG 2.2: text has at least 4.5, marks and borders that carry meaning at least 3. */
const pairs: [text: string, ground: string, least: number][] = [
  ['--ink', '--paper', 4.5],
  ['--ink', '--surface', 4.5],
  ['--ink-soft', '--paper', 4.5],
  ['--ink-soft', '--surface', 4.5],
  ['--accent', '--paper', 4.5],
  ['--accent', '--surface', 4.5],
  ['--accent', '--accent-wash', 3],
  ['--on-accent', '--accent', 4.5],
  ['--on-accent', '--accent-hover', 4.5],
  ['--note-ink', '--note', 4.5],
  ['--note-soft', '--note', 4.5],
  ['--gold-ink', '--gold-wash', 4.5],
  ['--problem', '--problem-wash', 4.5],
  ['--ink', '--problem-wash', 4.5],
]

for (const scheme of ['light', 'dark'] as const) {
  describe(`the contrast of the ${scheme} colours`, () => {
    const colours = readScheme(scheme)
    for (const [text, ground, least] of pairs) {
      it(`is at least ${least} for ${text} on ${ground}`, () => {
        expect(contrast(colours.get(text) ?? '', colours.get(ground) ?? '')).to.be.at.least(least)
      })
    }
  })
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
