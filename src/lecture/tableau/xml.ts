import { SaxesParser } from 'saxes'
import { Refusal } from '../../socle/refusal.ts'
import { ATTRIBUTS_MAX, PROFONDEUR_MAX, SILENCE_MAX } from './limites.ts'

export type EvenementXml = { debut?: { nom: string; attributs: Record<string, string> }; fin?: string; texte?: string }

const sansPrefixe = (nom: string) => nom.slice(nom.indexOf(':') + 1)

/** Refusal of a workbook that weighs, nests or repeats beyond what a list does. */
export const demesure = (): Refusal =>
  new Refusal(
    'invalid',
    'classeur-trop-gros',
    'Ce classeur est démesuré une fois ouvert. Gardez-y la seule feuille utile, ou enregistrez-la en .csv.',
  )

/**
 * The tags and texts of an XML part, as its bytes come; names without their prefix. Refuses what is broken, and, as soon as it is met,
 * what nests, lists attributes or goes on without a tag as no workbook does.
 */
export async function* evenementsXml(octets: AsyncIterable<Buffer>): AsyncIterable<EvenementXml> {
  const decodeur = new TextDecoder('utf-8')
  const parser = new SaxesParser()
  let file: EvenementXml[] = []
  let faute: Refusal | null = null
  let profondeur = 0
  let silence = 0
  parser.on('opentag', ({ name, attributes }) => {
    const dits = Object.entries(attributes)
    if (++profondeur > PROFONDEUR_MAX || dits.length > ATTRIBUTS_MAX) faute ??= demesure()
    if (faute) return
    const attributs: Record<string, string> = {}
    for (const [nom, valeur] of dits) attributs[sansPrefixe(nom)] = valeur
    file.push({ debut: { nom: sansPrefixe(name), attributs } })
  })
  parser.on('closetag', ({ name }) => {
    profondeur--
    if (!faute) file.push({ fin: sansPrefixe(name) })
  })
  parser.on('text', texte => {
    if (!faute) file.push({ texte })
  })
  parser.on('error', () => {
    faute ??= abime()
  })
  for await (const morceau of octets) {
    const avant = file.length
    parser.write(decodeur.decode(morceau, { stream: true }))
    silence = file.length === avant ? silence + morceau.length : 0
    if (silence > SILENCE_MAX) faute ??= demesure()
    if (faute) throw faute
    yield* file
    file = []
  }
}

const abime = () =>
  new Refusal(
    'invalid',
    'classeur-illisible',
    'Ce classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le de nouveau en .xlsx, puis déposez-le.',
  )
