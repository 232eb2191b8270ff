import { useMemo } from 'react'
import { guilloche } from '../checkout/guilloche.ts'

/** The invoice's own banknote figure: decoration, hidden from assistive technology. */
export function Guilloche({ seed }: { seed: string }) {
  const paths = useMemo(() => guilloche(seed), [seed])
  return (
    <svg className="guilloche" viewBox="-102 -102 204 204" aria-hidden="true" focusable="false">
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  )
}
