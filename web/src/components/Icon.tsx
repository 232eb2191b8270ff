const paths = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M9 5l7 7-7 7',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  cross: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 7v5.5l3.5 2M12 3a9 9 0 100 18 9 9 0 000-18z',
  alert: 'M12 8v5M12 16.5v.01M12 3a9 9 0 100 18 9 9 0 000-18z',
  wallet: 'M4 7.5h15v12H4zM4 7.5l11-3.5v3.5M15 13.5h4',
  arrow: 'M5 12h13M12.5 6l6 6-6 6',
  shield: 'M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6z',
} as const

export type IconName = keyof typeof paths

/** A line drawing beside a text that says the same, so it is hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
