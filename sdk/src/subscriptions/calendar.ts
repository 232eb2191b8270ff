// Calendar months of the proleptic Gregorian calendar in UTC, by arithmetic alone, as contracts/libraries/Calendar.sol has
// them. Years begin in March here, so that the leap day is the last of a year, and months have lengths by a formula (Howard
// Hinnant, "chrono-compatible low-level date algorithms"). Times are Unix seconds, from 1970 on.

const day = 86_400n
const daysOfEra = 146_097n
/** From 1 March of year 0 to 1 January 1970. */
const epoch = 719_468n

/** The same day of the month, or its last one if that is earlier, and the same time of day. */
export function addMonths(time: bigint, months: bigint): bigint {
  const { month, dayOfMonth } = monthOf(time)
  const first = firstDay(month + months)
  const last = firstDay(month + months + 1n) - 1n
  const date = first + dayOfMonth < last ? first + dayOfMonth : last
  return date * day + (time % day)
}

/** The greatest number of months whose addition to `from` does not lead beyond `to`, which is not earlier. */
export function monthsBetween(from: bigint, to: bigint): bigint {
  const months = monthOf(to).month - monthOf(from).month
  return addMonths(from, months) > to ? months - 1n : months
}

/** Months since March of year 0, and the day of the month from 0. */
function monthOf(time: bigint): { month: bigint; dayOfMonth: bigint } {
  const date = time / day + epoch
  const dayOfEra = date % daysOfEra
  const year = (dayOfEra - dayOfEra / 1_460n + dayOfEra / 36_524n - dayOfEra / 146_096n) / 365n
  const dayOfYear = dayOfEra - (365n * year + year / 4n - year / 100n)
  const monthOfYear = (5n * dayOfYear + 2n) / 153n
  return {
    month: ((date / daysOfEra) * 400n + year) * 12n + monthOfYear,
    dayOfMonth: dayOfYear - (153n * monthOfYear + 2n) / 5n,
  }
}

/** The first day of a month, in days since 1970. */
function firstDay(month: bigint): bigint {
  const year = month / 12n
  const yearOfEra = year % 400n
  const dayOfYear = (153n * (month % 12n) + 2n) / 5n
  return (year / 400n) * daysOfEra + yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear - epoch
}
