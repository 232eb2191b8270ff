import type { Line } from '../api/line.ts'
import { Amount } from './Amount.tsx'

/** What is bought, line by line. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.position} className="lines__row">
          <span className="lines__what">
            {line.description}
            {line.quantity > 1 && (
              <span className="lines__count">
                {line.quantity.toLocaleString('en')} × <Amount money={line.unitAmount} />
              </span>
            )}
          </span>
          <Amount money={line.amount} />
        </li>
      ))}
    </ul>
  )
}
