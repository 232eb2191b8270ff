import { useEffect, useState } from 'react'

/** The time, in steps of `stepMs`, for what counts down on the screen. */
export function useNow(stepMs: number): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), stepMs)
    return () => clearInterval(timer)
  }, [stepMs])
  return now
}
