const STEPS = 220

/**
 * The interlaced lines of a banknote, as SVG paths around the origin with radius 100. Every invoice has its own figure:
 * the same seed always gives the same lines.
 */
export function guilloche(seed: string): string[] {
  const random = mulberry32(hash(seed))
  const pick = (least: number, greatest: number) => least + Math.floor(random() * (greatest - least + 1))
  const rings = [
    { radius: 76, swing: 24, waves: pick(5, 8), strands: 14 },
    { radius: 42, swing: 16, waves: pick(7, 12), strands: 10 },
    { radius: 17, swing: 9, waves: pick(3, 6), strands: 8 },
  ]
  return rings.flatMap(({ radius, swing, waves, strands }) => {
    const overtone = pick(2, 3)
    return Array.from({ length: strands }, (_, strand) => {
      const phase = (2 * Math.PI * strand) / strands
      return closedLine((angle) => {
        const wave = Math.sin(waves * angle + phase) + 0.28 * Math.sin(overtone * waves * angle - phase)
        return radius + (swing * wave) / 1.28
      })
    })
  })
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
