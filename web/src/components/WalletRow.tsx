import { Icon } from './Icon.tsx'
import { Spinner } from './Spinner.tsx'
import { WalletIcon } from './WalletIcon.tsx'

type Props = {
  name: string
  icon: string | undefined
  note: string | undefined
  isWaiting: boolean
  isDisabled: boolean
  onChoose: () => void
}

export function WalletRow({ name, icon, note, isWaiting, isDisabled, onChoose }: Props) {
  return (
    <li>
      <button type="button" className="wallet-row" disabled={isDisabled} onClick={onChoose}>
        <WalletIcon icon={icon} />
        <span className="wallet-row__name">
          {name}
          {note !== undefined && <span className="wallet-row__note">{note}</span>}
          {isWaiting && <span className="wallet-row__note">Open the wallet to connect</span>}
        </span>
        {isWaiting ? <Spinner /> : <Icon name="chevron" />}
      </button>
    </li>
  )
}
