import iconv from 'iconv-lite'

/** Text of a file whose encoding isn't told: UTF-8 (with or without BOM) when it is valid UTF-8, else windows-1252, as spreadsheets write. */
export function decoderTexte(octets: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return iconv.decode(octets, 'windows-1252')
  }
}
