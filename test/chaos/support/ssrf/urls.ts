/** IPv4 addresses that a server on the internet has no business with. */
const TARGETS = [
  [127, 0, 0, 1],
  [127, 8, 8, 8],
  [10, 0, 0, 1],
  [172, 16, 0, 1],
  [192, 168, 1, 1],
  [169, 254, 169, 254],
  [100, 64, 0, 1],
  [0, 0, 0, 0],
] as const

type Octets = readonly [number, number, number, number]

/** Every way in which a URL may write an IPv4 address. */
function forms([a, b, c, d]: Octets): string[] {
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = (value: number) => value.toString(16)
  const octal = (value: number) => `0${value.toString(8)}`
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
  const words = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`
  const dotted = `${a}.${b}.${c}.${d}`
  return [
    dotted,
    `${dotted}.`,
    `${whole}`,
    `0x${hex(whole)}`,
    `0${whole.toString(8)}`,
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((value) => `0x${hex(value)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `0x${hex(a)}.${octal(b)}.${c * 256 + d}`,
    `00000${a.toString(8)}.${octal(b)}.${octal(c)}.${octal(d)}`,
    wide(dotted),
    dotted.replaceAll('.', '。'),
    dotted.replaceAll('.', '%2e'),
    `[::ffff:${dotted}]`,
    `[::ffff:${words}]`,
    `[0:0:0:0:0:ffff:${dotted}]`,
    `[::${dotted}]`,
    `[64:ff9b::${words}]`,
    `[2002:${words}::1]`,
  ]
}

const V6 = [
  '::',
  '::1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  'fe80::1',
  'febf::1',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  'ff05::1:3',
  '2001:db8::1',
  '2001::1',
  '100::1',
]

const OTHERS = [
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
]

/** Texts of which a careless reader takes one part for the host, and a browser another. */
const TRICKS = [
  'http://shop.example@127.0.0.1/',
  'http://shop.example:80@127.0.0.1/',
  'http://shop.example%40127.0.0.1/',
  'http://127.0.0.1#@shop.example/',
  'http://127.0.0.1?@shop.example/',
  'http://127.0.0.1\\@shop.example/',
  'http:\\\\127.0.0.1/',
  'http:127.0.0.1/',
  'http:/127.0.0.1/',
  'http:///127.0.0.1/',
  ' http://127.0.0.1/',
  'ht\ntp://127.0.0.1/',
  'http://127.0.\t0.1/',
  'http://127.0.0.1:22/',
  'http://127.0.0.1:5432/',
  'http://[::1]:6379/',
  'http://①②⑦.⓪.⓪.①/',
  'http://localhost/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://ｌｏｃａｌｈｏｓｔ/',
  'http://api.localhost/',
  'https://localhost/',
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'unix:/var/run/docker.sock',
  'data:text/plain,hello',
  'javascript:alert(1)',
]

/** Names, which the resolver of this run answers with addresses that are not public. */
export const NAMES: Readonly<Record<string, readonly string[]>> = {
  'localhost.shop.example': ['127.0.0.1'],
  'six.shop.example': ['::1'],
  'mapped.shop.example': ['::ffff:169.254.169.254'],
  'compatible.shop.example': ['::127.0.0.1'],
  'nat64.shop.example': ['64:ff9b::a9fe:a9fe'],
  'metadata.google.internal': ['169.254.169.254'],
  'private.shop.example': ['10.1.2.3'],
  'both.shop.example': ['93.184.216.34', '10.1.2.3'],
  'reversed.shop.example': ['10.1.2.3', '93.184.216.34'],
  'families.shop.example': ['2606:2800:220:1::1', '127.0.0.1'],
  'zero.shop.example': ['0.0.0.0'],
  'link.shop.example': ['fe80::1'],
  'unique.shop.example': ['fd00::1'],
}

/** Every hostile URL, each once. */
export function hostileUrls(): string[] {
  const hosts = [
    ...TARGETS.flatMap(forms),
    ...OTHERS,
    ...V6.map((address) => `[${address}]`),
    ...Object.keys(NAMES),
  ]
  const urls = hosts.flatMap((host) => [`http://${host}/`, `https://${host}/hook`])
  return [...new Set([...urls, ...TRICKS])]
}
