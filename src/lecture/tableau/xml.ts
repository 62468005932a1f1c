import { SaxesParser } from 'saxes'
import { Refusal } from '../../socle/refusal.ts'

export type EvenementXml = { debut?: { nom: string; attributs: Record<string, string> }; fin?: string; texte?: string }

const sansPrefixe = (nom: string) => nom.slice(nom.indexOf(':') + 1)

/** The tags and texts of an XML part, as its bytes come; names without their prefix. */
export async function* evenementsXml(octets: AsyncIterable<Buffer>): AsyncIterable<EvenementXml> {
  const decodeur = new TextDecoder('utf-8')
  const parser = new SaxesParser()
  let file: EvenementXml[] = []
  let faute: Error | null = null
  parser.on('opentag', ({ name, attributes }) => {
    const attributs: Record<string, string> = {}
    for (const [nom, valeur] of Object.entries(attributes)) attributs[sansPrefixe(nom)] = valeur
    file.push({ debut: { nom: sansPrefixe(name), attributs } })
  })
  parser.on('closetag', ({ name }) => file.push({ fin: sansPrefixe(name) }))
  parser.on('text', texte => file.push({ texte }))
  parser.on('error', erreur => {
    faute ??= erreur
  })
  for await (const morceau of octets) {
    parser.write(decodeur.decode(morceau, { stream: true }))
    if (faute) break
    yield* file
    file = []
  }
  if (faute) {
    throw new Refusal(
      'invalid',
      'classeur-illisible',
      'Ce classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le de nouveau en .xlsx, puis déposez-le.',
    )
  }
  yield* file
}
