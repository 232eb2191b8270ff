import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

type Props = { tone: 'calm' | 'problem'; icon: IconName; title: string; children?: ReactNode }

/** A short message inside a panel. A problem is announced at once. */
export function Notice({ tone, icon, title, children }: Props) {
  return (
    <div className={`notice notice--${tone}`} role={tone === 'problem' ? 'alert' : undefined}>
      <Icon name={icon} />
      <div>
        <p className="notice__title">{title}</p>
        {children}
      </div>
    </div>
  )
}
