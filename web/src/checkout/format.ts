/** `1234500000n` with 6 decimals is `1,234.50`: grouped, and never fewer than two decimals. */
export function formatAmount(amountUnits: bigint, decimals: number): string {
  const digits = amountUnits.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const fraction = digits
    .slice(digits.length - decimals)
    .replace(/0+$/, '')
    .padEnd(Math.min(2, decimals), '0')
  return fraction === '' ? grouped : `${grouped}.${fraction}`
}

/** `0x15d3…6A65`: enough of an address or hash to recognise it by. */
export function shortHex(hex: string): string {
  return hex.length <= 13 ? hex : `${hex.slice(0, 6)}…${hex.slice(-4)}`
}

export function formatMoment(date: Date, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(date)
}

/** `in 12 min`, to the unit that matters while somebody decides; null once it has passed, or while it is far away. */
export function formatTimeLeft(until: Date, now: Date): string | null {
  const seconds = Math.floor((until.getTime() - now.getTime()) / 1000)
  if (seconds <= 0) return null
  if (seconds < 60) return 'in less than a minute'
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `in ${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `in ${hours} h` : null
}
