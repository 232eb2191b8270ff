import { formatMoment } from '../checkout/format.ts'
import { Fact } from './Facts.tsx'

/** When it should be paid; afterwards it may still be, but late. */
export function Due({ dueAt, isPast }: { dueAt: Date; isPast: boolean }) {
  return (
    <Fact name={isPast ? 'Was due' : 'Due'}>
      <time dateTime={dueAt.toISOString()}>{formatMoment(dueAt)}</time>
      {isPast && <span className="facts__aside">past due</span>}
    </Fact>
  )
}
