import { CopyButton } from './CopyButton.tsx'

type Props = { txHash: string; link: string | null; text: string }

/** A transaction's hash, with the explorer's page where the chain has an explorer. */
export function TransactionHash({ txHash, link, text }: Props) {
  return (
    <>
      {link === null ? (
        <code title={txHash}>{text}</code>
      ) : (
        <a href={link} target="_blank" rel="noopener noreferrer" title={txHash}>
          <code>{text}</code>
          <span className="visually-hidden"> (opens the block explorer)</span>
        </a>
      )}
      <CopyButton text={txHash} what="transaction hash" />
    </>
  )
}
