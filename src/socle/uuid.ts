const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** Randomness is asked for in advance: a call of the system for each id would be most of its cost. */
const reserve = new Uint8Array(16 * 256)
let prise = reserve.length

/** A UUID v7 (RFC 9562 §5.7): 48 bits of milliseconds, then randomness, so that ids made by the caller sort by time. */
export function uuidv7(instant = Date.now()): string {
  if (prise === reserve.length) {
    crypto.getRandomValues(reserve)
    prise = 0
  }
  const octets = reserve.subarray(prise, prise + 16)
  prise += 16
  let [haut, bas] = [Math.floor(instant / 2 ** 32), instant % 2 ** 32]
  for (let i = 1; i >= 0; i--, haut >>>= 8) octets[i] = haut & 0xff
  for (let i = 5; i >= 2; i--, bas >>>= 8) octets[i] = bas & 0xff
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x70
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80
  let texte = ''
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) texte += '-'
    texte += HEX[octets[i] ?? 0]
  }
  return texte
}
