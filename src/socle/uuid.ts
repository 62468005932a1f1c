/** A UUID v7 (RFC 9562 §5.7): 48 bits of milliseconds, then randomness, so that ids made by the caller sort by time. */
export function uuidv7(instant = Date.now()): string {
  const octets = crypto.getRandomValues(new Uint8Array(16))
  const vue = new DataView(octets.buffer)
  vue.setUint16(0, Math.floor(instant / 2 ** 32))
  vue.setUint32(2, instant % 2 ** 32)
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x70
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80
  const hex = [...octets].map(o => o.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
