import type { ChainInfo } from '../api/config.ts'
import { formatMoment, shortHex } from '../checkout/format.ts'
import { transactionLink } from '../checkout/links.ts'
import { type Moving, progressSteps } from '../checkout/progress.ts'
import { useConfirmations } from '../hooks/useConfirmations.ts'
import { PanelHeading } from './PanelHeading.tsx'
import { ProgressItem } from './ProgressItem.tsx'
import { TransactionHash } from './TransactionHash.tsx'

const titles: Record<Moving['name'], string> = {
  requesting: 'One moment',
  signing: 'Confirm in your wallet',
  sending: 'Thank you',
  submitted: 'Payment submitted',
  confirming: 'Almost there',
}

/** A payment on its way, from the first click to the last confirmation. */
export function Progress({ chain, state }: { chain: ChainInfo; state: Moving }) {
  const txHash = 'txHash' in state ? state.txHash : null
  const confirmations = useConfirmations(chain, txHash)
  const required = (state.name === 'confirming' ? state.confirmationsRequired : null) ?? chain.confirmations
  const steps = progressSteps(state, { confirmations, required })
  return (
    <>
      <PanelHeading title={titles[state.name]} lead={lead(state)} />
      <ol className="progress">
        {steps.map((step) => (
          <ProgressItem key={step.title} step={step} />
        ))}
      </ol>
      {txHash !== null && (
        <p className="panel__hint">
          Transaction{' '}
          <TransactionHash
            txHash={txHash}
            link={transactionLink(chain.explorer, txHash)}
            text={shortHex(txHash)}
          />
        </p>
      )}
    </>
  )
}

function lead(state: Moving): string {
  if (state.name === 'signing')
    return `${state.wallet.name} shows the request. Nothing is paid until you sign it.${collection(state.captureBy)}`
  if (state.name === 'requesting' || state.name === 'sending') return 'This takes a second or two.'
  return 'You may leave this page: the payment goes on without it.'
}

function collection(captureBy: Date | null): string {
  return captureBy === null
    ? ''
    : ` The contract then holds the money. It can be collected until ${formatMoment(captureBy)}; what is not comes back to you.`
}
