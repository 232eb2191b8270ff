import type { ProgressStep } from '../checkout/progress.ts'
import { Icon } from './Icon.tsx'
import { Spinner } from './Spinner.tsx'

export function ProgressItem({ step }: { step: ProgressStep }) {
  return (
    <li
      className={`progress__item progress__item--${step.status}`}
      aria-current={step.status === 'current' ? 'step' : undefined}
    >
      <span className="progress__mark">
        {step.status === 'done' && <Icon name="check" />}
        {step.status === 'current' && <Spinner />}
      </span>
      <span>
        <span className="progress__title">
          {step.title}
          {step.status === 'done' && <span className="visually-hidden"> (done)</span>}
        </span>
        <span className="progress__detail">{step.detail}</span>
      </span>
    </li>
  )
}
