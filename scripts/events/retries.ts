import {
  JITTER_SHARE,
  MAX_FAILING_MS,
  MAX_RETRY_AFTER_MS,
  RETRY_DELAYS_MS,
} from '../../api/src/domain/webhookAttempt.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** When a delivery is tried again, and when no more. */
export function retries(): string {
  const waits = RETRY_DELAYS_MS.map(spoken)
  const all = RETRY_DELAYS_MS.reduce((sum, wait) => sum + wait, 0)
  return `A failed attempt is repeated after ${waits.slice(0, -1).join(', ')} and ${waits.at(-1)}, each longer by up to ${JITTER_SHARE * 100} %, so that what
failed together is not repeated together. After ${RETRY_DELAYS_MS.length + 1} attempts, about ${spoken(Math.round(all / HOUR) * HOUR)} after the first, the delivery is \`dead\`: replay it.
A \`Retry-After\` that is longer is respected, up to ${spoken(MAX_RETRY_AFTER_MS)}. An answer of 410 disables the endpoint at once; so does failing at every attempt
for ${spoken(MAX_FAILING_MS)}. Other endpoints then hear \`webhook_endpoint.disabled\`.`
}

/** `5 s`, `2 h`, `3 days 3 h 35 min`. */
function spoken(milliseconds: number): string {
  if (milliseconds === DAY) return '24 h'
  const parts = [
    [Math.floor(milliseconds / DAY), 'days'],
    [Math.floor((milliseconds % DAY) / HOUR), 'h'],
    [Math.floor((milliseconds % HOUR) / MINUTE), 'min'],
    [Math.floor((milliseconds % MINUTE) / SECOND), 's'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}
