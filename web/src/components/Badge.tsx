import type { Tone } from '../checkout/describe.ts'

export function Badge({ tone, text }: { tone: Tone; text: string }) {
  return <span className={`badge badge--${tone}`}>{text}</span>
}
