import { createHash } from 'node:crypto'

const REMPLISSAGE = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const ID = Buffer.alloc(16, 7)
const DROITS = -44
const remplir = (mot: string) => Buffer.concat([Buffer.from(mot), REMPLISSAGE]).subarray(0, 32)
const md5 = (...morceaux: Buffer[]) => createHash('md5').update(Buffer.concat(morceaux)).digest()

/** OpenSSL does it no more. */
function rc4(cle: Buffer, octets: Buffer): Buffer {
  const s = Array.from({ length: 256 }, (_, i) => i)
  const echanger = (i: number, j: number) => {
    const [a, b] = [s[i] ?? 0, s[j] ?? 0]
    s[i] = b
    s[j] = a
    return a + b
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (s[i] ?? 0) + (cle[i % cle.length] ?? 0)) & 255
    echanger(i, j)
  }
  let [i, j] = [0, 0]
  return octets.map(octet => {
    i = (i + 1) & 255
    j = (j + (s[i] ?? 0)) & 255
    return octet ^ (s[echanger(i, j) & 255] ?? 0)
  }) as Buffer
}

/** A PDF of one empty page, encrypted (ISO 32000, standard handler, revision 2) so that this password opens it; '' asks for none. */
export function unPdfProtege(motDePasse: string): Buffer {
  const proprietaire = rc4(md5(remplir('essai')).subarray(0, 5), remplir(motDePasse))
  const droits = Buffer.alloc(4)
  droits.writeInt32LE(DROITS)
  const cle = md5(remplir(motDePasse), proprietaire, droits, ID).subarray(0, 5)
  const hex = (octets: Buffer) => `<${octets.toString('hex')}>`
  const objets = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    `<< /Filter /Standard /V 1 /R 2 /O ${hex(proprietaire)} /U ${hex(rc4(cle, REMPLISSAGE))} /P ${DROITS} >>`,
  ]
  let texte = '%PDF-1.4\n'
  const places = objets.map((objet, i) => {
    const place = texte.length
    texte += `${i + 1} 0 obj\n${objet}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = texte.length
  texte += `xref\n0 5\n0000000000 65535 f \n${places.join('')}`
  texte += `trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [${hex(ID)} ${hex(ID)}] >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(texte, 'latin1')
}
