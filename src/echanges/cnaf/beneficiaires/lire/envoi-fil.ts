import type { FoyerPret } from './lignes-foyer.ts'

/** A household read in a thread, the lines it takes in the file, the unknown elements met. */
export type Lecture = { pret: FoyerPret; lignes: number; inconnus: [string, number][] }

/**
 * What a thread sends back for a batch, in one text and one table of numbers: copying objects from thread to thread would cost
 * as much as reading them. `rares`: what few households have.
 */
export type Envoi = {
  texte: string
  /** For each household: lines, persons, then the length of each of its texts; lines −1 for one that has to be read in place. */
  nombres: Int32Array
  rares: { rang: number; anomalies: FoyerPret['anomalies']; inconnus: Lecture['inconnus'] }[]
}

const TEXTES = ['numero', 'empreinte', 'cle', 'reste', 'personnes', 'caf'] as const
const LARGEUR = 2 + TEXTES.length

export function emballer(lectures: readonly (Lecture | null)[]): Envoi {
  const envoi: Envoi = { texte: '', nombres: new Int32Array(lectures.length * LARGEUR), rares: [] }
  lectures.forEach((lecture, rang) => {
    let i = rang * LARGEUR
    envoi.nombres[i++] = lecture?.lignes ?? -1
    if (lecture === null) return
    const { pret, inconnus } = lecture
    envoi.nombres[i++] = pret.nombre
    for (const champ of TEXTES) {
      envoi.texte += pret[champ]
      envoi.nombres[i++] = pret[champ].length
    }
    if (pret.anomalies.length + inconnus.length > 0) envoi.rares.push({ rang, anomalies: pret.anomalies, inconnus })
  })
  return envoi
}

export function deballer({ texte, nombres, rares }: Envoi): (Lecture | null)[] {
  const lectures: (Lecture | null)[] = []
  const nombre = (i: number) => nombres[i] as number
  let debut = 0
  const prendre = (longueur: number) => {
    debut += longueur
    return texte.slice(debut - longueur, debut)
  }
  for (let i = 0; i < nombres.length; i += LARGEUR) {
    const lignes = nombre(i)
    if (lignes < 0) {
      lectures.push(null)
      continue
    }
    const pret = {
      nombre: nombre(i + 1),
      numero: prendre(nombre(i + 2)),
      empreinte: prendre(nombre(i + 3)),
      cle: prendre(nombre(i + 4)),
      reste: prendre(nombre(i + 5)),
      personnes: prendre(nombre(i + 6)),
      caf: prendre(nombre(i + 7)),
      anomalies: [],
    }
    lectures.push({ pret, lignes, inconnus: [] })
  }
  for (const { rang, anomalies, inconnus } of rares) {
    const lecture = lectures[rang]
    if (!lecture) continue
    lecture.pret.anomalies = anomalies
    lecture.inconnus = inconnus
  }
  return lectures
}
