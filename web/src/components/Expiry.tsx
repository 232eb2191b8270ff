import { formatMoment, formatTimeLeft } from '../checkout/format.ts'
import { useNow } from '../hooks/useNow.ts'
import { Fact } from './Facts.tsx'

const STEP_MS = 10_000

export function Expiry({ expiresAt, isExpired }: { expiresAt: Date; isExpired: boolean }) {
  const timeLeft = formatTimeLeft(expiresAt, useNow(STEP_MS))
  return (
    <Fact name={isExpired ? 'Expired' : 'Expires'}>
      <time dateTime={expiresAt.toISOString()}>{formatMoment(expiresAt)}</time>
      {!isExpired && timeLeft !== null && <span className="facts__aside">{timeLeft}</span>}
    </Fact>
  )
}
