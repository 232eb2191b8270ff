import { BlockList, isIPv6, Socket } from 'node:net'

/** Addresses to which a connection was begun. */
export type Sockets = { attempts: string[]; stop(): void }

/** Watches every socket of this process, below any agent: what it notes was really tried. */
export function watchSockets(): Sockets {
  const attempts: string[] = []
  const { connect } = Socket.prototype
  const watched: typeof connect = function watch(this: Socket, ...args: unknown[]) {
    this.on('connectionAttempt', (address: string, port: number) => attempts.push(`${address} ${port}`))
    return Reflect.apply(connect, this, args)
  }
  Socket.prototype.connect = watched
  return {
    attempts,
    stop: () => {
      Socket.prototype.connect = connect
    },
  }
}

/** The special-purpose ranges of the IANA registries, written down here a second time on purpose. */
const RANGES: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

/** One for each family: a list of both would also compare addresses with ranges of the other. */
const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits] of RANGES) lists[familyOf(network)].addSubnet(network, bits, familyOf(network))

export function isForbidden(attempt: string): boolean {
  const [address = ''] = attempt.split(' ')
  return lists[familyOf(address)].check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}
