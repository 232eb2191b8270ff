import { QrCode } from './QrCode.tsx'
import { Wordmark } from './Wordmark.tsx'

const texts = {
  pay: { title: 'Wallet on another device?', hint: 'Scan to open this page there.' },
  keep: { title: 'Keep this page', hint: 'Scan to open it on another device.' },
}

/**
 * The page's own address as a QR code: for those whose wallet lives on another device, or who keep a receipt. Nothing where
 * there is neither to pay nor to keep.
 */
export function ContinueElsewhere({ address, purpose }: { address: string; purpose: 'pay' | 'keep' | null }) {
  return (
    <aside className="elsewhere">
      {purpose !== null && (
        <div className="elsewhere__code">
          <QrCode text={address} label="QR code of this page's address" />
          <p>
            <strong>{texts[purpose].title}</strong>
            <br />
            {texts[purpose].hint}
          </p>
        </div>
      )}
      <p className="elsewhere__maker">
        <Wordmark /> <span>Your wallet keeps your money until you sign.</span>
      </p>
    </aside>
  )
}
