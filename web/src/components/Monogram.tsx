/** The merchant's first letter, where a logo would be. */
export function Monogram({ name }: { name: string }) {
  return (
    <span className="summary__monogram" aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  )
}
