import sharp, { type Sharp } from 'sharp'
import { rendreImage } from '../../socle/pdf/typst.ts'
import type { CodeRefus } from '../document.ts'

/** Twice what a phone takes today; more is an image made to fill the memory. */
const PIXELS_MAX = 100_000_000
/** What can't be read line by line or shrunk as it is read is unfolded whole: an A4 scanned at 600 dots an inch, transparency included. */
const DEPLIE_MAX = 150_000_000
/** Of the longer side, about 200 dots an inch on A4: small print reads well. */
const COTE_MAX = 2400
const QUALITE = 78

/**
 * A photo as a PDF of one page: turned as it was held (EXIF), no bigger than reading needs, without what the phone wrote in it
 * (place, device, time). `titre`: of the document.
 */
export async function photoEnPdf(octets: Buffer, titre: string): Promise<{ pdf: Buffer } | { refus: CodeRefus }> {
  const droite = await redresser(octets)
  if ('refus' in droite) return droite
  const donnees = { titre, description: `Photo\u00a0: ${titre}`, paysage: droite.largeur > droite.hauteur }
  return { pdf: rendreImage('photo', donnees, droite.jpeg) }
}

async function redresser(
  octets: Buffer,
): Promise<{ jpeg: Buffer; largeur: number; hauteur: number } | { refus: CodeRefus }> {
  try {
    const image = sharp(octets, { limitInputPixels: PIXELS_MAX, sequentialRead: true, failOn: 'error' })
    if ((await deplie(image)) > DEPLIE_MAX) return { refus: 'trop-grand' }
    const { data, info } = await image
      .autoOrient()
      .resize({ width: COTE_MAX, height: COTE_MAX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: QUALITE })
      .toBuffer({ resolveWithObject: true })
    return { jpeg: data, largeur: info.width, hauteur: info.height }
  } catch (erreur) {
    return { refus: /pixel limit/i.test((erreur as Error).message) ? 'trop-grand' : 'abime' }
  }
}

/** Bytes that an image takes once open; 0 for the JPEG of a phone, which is shrunk as it is read. */
async function deplie(image: Sharp): Promise<number> {
  const { format, isProgressive, width, height, channels, depth } = await image.metadata()
  return format === 'jpeg' && !isProgressive ? 0 : width * height * channels * (depth === 'ushort' ? 2 : 1)
}
