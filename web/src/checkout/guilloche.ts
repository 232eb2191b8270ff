const STEPS = 360

/**
 * The interlaced lines of a banknote, as SVG paths around the origin with radius 100. Every invoice has its own figure:
 * the same seed always gives the same lines.
 */
export function guilloche(seed: string): string[] {
  const random = mulberry32(hash(seed))
  const pick = (least: number, greatest: number) => least + Math.floor(random() * (greatest - least + 1))
  const rings = [
    { radius: 82, swing: 18, waves: pick(9, 14), strands: 12 },
    { radius: 50, swing: 22, waves: pick(5, 8), strands: 14 },
    { radius: 19, swing: 13, waves: pick(6, 10), strands: 8 },
  ]
  return rings.flatMap(({ radius, swing, waves, strands }) =>
    Array.from({ length: strands }, (_, strand) => {
      // Strands are shifted by equal parts of one wave, which is what makes the eyes of the lace regular.
      const phase = (2 * Math.PI * strand) / strands
      const lobes = waves / 2
      return closedLine((angle) => {
        const breath = 0.72 + 0.28 * Math.cos(2 * lobes * angle)
        return radius + swing * breath * Math.sin(waves * angle + phase)
      })
    }),
  )
}

function closedLine(radiusAt: (angle: number) => number): string {
  const points = Array.from({ length: STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / STEPS
    const radius = radiusAt(angle)
    return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`
  })
  return `M${points.join('L')}Z`
}

/** FNV-1a: this is decoration, so spread matters and secrecy does not. */
function hash(text: string): number {
  return [...text].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261)
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
