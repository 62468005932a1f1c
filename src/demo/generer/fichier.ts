import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import iconv from 'iconv-lite'
import type { Foyer, Monde } from './foyer.ts'
import { melange } from './hasard.ts'
import { jourDe } from './jours.ts'
import { foyerVrsd } from './vrsd.ts'
import { foyerXml } from './xml.ts'

/** Characters encoded at a time: small enough for V8's young generation, so that 1 GB of file leaves no garbage behind. */
const MORCEAU = 1 << 15

type Flux = { fichier: string; type: 'M' | 'I'; dateReference: string; recuLe: string }

/** Streams one file in windows-1252, never holding more than a piece of it. Daily files carry the households' events. */
export async function ecrireFlux(monde: Monde, flux: Flux, mois: number, foyers: Iterable<Foyer>): Promise<void> {
  await pipeline(Readable.from(morceaux(monde, flux, mois, foyers)), createWriteStream(flux.fichier))
}

function* morceaux(monde: Monde, flux: Flux, mois: number, foyers: Iterable<Foyer>): Generator<Buffer> {
  let texte = enTete(monde, flux)
  let nombre = 0
  const ecrire = monde.version === 'VRSB0801' ? foyerXml : foyerVrsd
  let caracteres = 0
  for (const foyer of foyers) {
    texte += ecrire(monde, foyer, mois, flux.type === 'I' ? (monde.touches.get(foyer) ?? []) : [])
    nombre++
    if (texte.length < MORCEAU) continue
    caracteres += texte.length
    yield iconv.encode(texte, 'win1252')
    texte = ''
  }
  yield iconv.encode(`${texte}${pied(monde, nombre, caracteres + texte.length)}`, 'win1252')
}

function enTete(monde: Monde, { type, dateReference, recuLe }: Flux): string {
  const heure = melange(monde.graine, jourDe(recuLe), 15)
  const deuxChiffres = (n: number) => String(n).padStart(2, '0')
  return `<?xml version="1.0" encoding="windows-1252"?>
<Racine>
<IdentificationFlux>
<APPLIEME>CRI</APPLIEME>
<NUMVERSIONAPPLIEME>4200</NUMVERSIONAPPLIEME>
${monde.version === 'VRSB0801' ? '' : `<VERSIONFLUX>${monde.version}</VERSIONFLUX>\n`}<TYPEFLUX>${type}</TYPEFLUX>
<NATFLUX>D</NATFLUX>
<DTCREAFLUX>${recuLe}</DTCREAFLUX>
<HEUCREAFLUX>0${heure % 6}:${deuxChiffres((heure >>> 4) % 60)}:${deuxChiffres((heure >>> 12) % 60)}.0000</HEUCREAFLUX>
<DTREF>${dateReference}</DTREF>
${monde.version === 'VRSB0801' ? '' : `<TYPEPARTE>CGD</TYPEPARTE>\n<IDEPARTE>${monde.departement.padStart(3, '0')}</IDEPARTE>\n`}</IdentificationFlux>
`
}

const pied = ({ version }: Monde, nombre: number, caracteres: number): string => `<TransmissionFlux>
<NBTOTDOSRSATRANSM>${String(nombre).padStart(8, '0')}</NBTOTDOSRSATRANSM>
${version === 'VRSB0801' ? '' : `<NBCARATRANSM>${caracteres}</NBCARATRANSM>\n`}<NBTOTDOSRSATRANSMANO>00000000</NBTOTDOSRSATRANSMANO>
</TransmissionFlux>
</Racine>
`
