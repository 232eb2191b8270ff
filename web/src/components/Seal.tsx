import { Icon, type IconName } from './Icon.tsx'

/** The mark above a result. */
export function Seal({ tone, icon }: { tone: 'done' | 'closed' | 'problem'; icon: IconName }) {
  return (
    <span className={`seal seal--${tone}`} aria-hidden="true">
      <Icon name={icon} />
    </span>
  )
}
