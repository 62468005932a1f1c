import { SaxesParser } from 'saxes'
import { type Bloc, unBloc } from './bloc.ts'
import { arbreXml, type DescriptionXml, type NoeudXml } from './description.ts'
import { FluxIllisible, regleXml } from './fautes.ts'
import { FOYER_MAX, PROFONDEUR_MAX, SILENCE_MAX, TEXTE_MAX } from './limites.ts'
import { textesXml } from './textes.ts'
import { estBlanc, rogner } from './valeurs.ts'

/** A record read, or set aside (`rejet`: on which element, why). `rang` counts records from 1. */
export type Enregistrement = { rang: number; bloc: Bloc; rejet: { champ: string; motif: string } | null }

export type BilanXml = {
  lus: number
  /** What the footer announced; null: it says nothing. */
  annonces: number | null
  /** Blocks beside the records, by name: totals, anomalies told by the sender, footer. */
  annexes: Bloc
  /** Elements that the description doesn't know, passed over: their path, where the first was, how many. */
  inconnus: { chemin: string; ligne: number; fois: number }[]
}
export type LectureXml = {
  entete: Bloc
  /** Read once, to its end; `bilan` is right only after that. */
  lots: AsyncGenerator<Enregistrement[]>
  bilan: () => BilanXml
}

/** Different unknown elements remembered: a file of another kind has thousands. */
const INCONNUS_MAX = 50
/** Memory an element takes beside its text, in characters: an endless run of empty ones must end too. */
const POIDS_ELEMENT = 40

const abrege = (nom: string) => (nom.length > 60 ? `${nom.slice(0, 60)}…` : nom)

/**
 * Reads the records of an XML flow as they come, in constant memory, keeping only what `description` names. It forgives what
 * doesn't matter: order, missing or repeated elements, elements it doesn't know. A record whose structure can't be trusted comes
 * with its `rejet`. Throws FluxIllisible, here or while `lots` is read, when the file can't be: not well formed, DOCTYPE, unknown
 * encoding, another root, no header before the first record, no footer, another number of records than announced.
 */
export async function lireEnregistrements(
  source: AsyncIterable<Uint8Array>,
  description: DescriptionXml,
): Promise<LectureXml> {
  const lecteur = unLecteur(description)
  const lots = lireLots(source, description, lecteur)
  const premier = await lots.next()
  const entete = lecteur.entete()
  if (premier.done || !entete)
    throw new FluxIllisible([{ ligne: 1, element: description.racine, regle: 'flux sans en-tête' }])
  return { entete, lots: rendreDAbord(premier.value, lots), bilan: lecteur.bilan }
}

async function* rendreDAbord(premier: Enregistrement[], suite: AsyncGenerator<Enregistrement[]>) {
  try {
    if (premier.length > 0) yield premier
    yield* suite
  } finally {
    await suite.return(undefined)
  }
}

/** The lots of a file, the first one as soon as the header is read, even when it holds no record. */
async function* lireLots(
  source: AsyncIterable<Uint8Array>,
  description: DescriptionXml,
  lecteur: ReturnType<typeof unLecteur>,
): AsyncGenerator<Enregistrement[]> {
  let annonce = false
  for await (const texte of textesXml(source, description.racine)) {
    const lot = lecteur.lire(texte)
    if (lot.length > 0 || (!annonce && lecteur.entete())) yield lot
    annonce ||= lecteur.entete() !== null
  }
  const reste = lecteur.lire(null)
  if (reste.length > 0 || !annonce) yield reste
}

function unLecteur(description: DescriptionXml) {
  const { racine, enregistrement, fin, compteur } = description
  // No position tracking in messages: the parser's line number is enough, and its messages stay free of the text read.
  const xml = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  const document: NoeudXml = { nom: 'document', lu: true, enfants: new Map([[racine, arbreXml(description)]]) }
  const annexes = unBloc(1)
  const inconnus = new Map<string, { chemin: string; ligne: number; fois: number }>()
  const pile: { noeud: NoeudXml; bloc: Bloc }[] = [{ noeud: document, bloc: unBloc(1) }]
  let entete: Bloc | null = null
  let enteteLu = false
  let lot: Enregistrement[] = []
  let courant: Enregistrement | null = null
  let lus = 0
  let poids = 0 // of the record being read
  let poidsAnnexes = 0
  let passes = 0 // elements passed over that are still open
  let feuille: NoeudXml | null = null
  let texte = ''
  let balises = 0
  let silence = 0

  const haut = () => pile[pile.length - 1] as { noeud: NoeudXml; bloc: Bloc }
  const refuser = (element: string, regle: string): never => {
    throw new FluxIllisible([{ ligne: xml.line, element: abrege(element), regle }])
  }
  /** Outside a record a fault refuses the file; inside, the record, whose remaining content is passed over. */
  const faute = (champ: string, motif: string) => {
    if (!courant) return refuser(champ, motif)
    courant.rejet ??= { champ: abrege(champ), motif: `ligne ${xml.line} : ${motif}` }
    courant.bloc.blocs = {}
    courant.bloc.feuilles = {}
  }
  const noterInconnu = (nom: string) => {
    const chemin = [...pile.slice(2).map(p => p.noeud.nom), abrege(nom)].join('/')
    const connu = inconnus.get(chemin)
    if (connu) connu.fois++
    else if (inconnus.size < INCONNUS_MAX) inconnus.set(chemin, { chemin, ligne: xml.line, fois: 1 })
  }

  xml.on('opentag', ({ name }) => {
    balises++
    if (pile.length + passes > PROFONDEUR_MAX) refuser(name, 'trop d’éléments emboîtés')
    if (passes > 0 || courant?.rejet) {
      passes++
      return
    }
    if (feuille) {
      faute(feuille.nom, 'une valeur était attendue, un élément y est emboîté')
      feuille = null
      passes = 2
      return
    }
    const { noeud, bloc } = haut()
    const enfant = noeud.enfants?.get(name)
    if (!enfant) {
      if (noeud === document) refuser(name, `élément racine « ${racine} » attendu`)
      noterInconnu(name)
    }
    if (!enfant?.lu) {
      passes = 1
      return
    }
    if (enfant.enfants === null) {
      feuille = enfant
      texte = ''
      return
    }
    const ouvert = unBloc(xml.line)
    if (pile.length === 2) ouvrirSousLaRacine(name, ouvert)
    else ranger(bloc.blocs, name, ouvert)
    pile.push({ noeud: enfant, bloc: ouvert })
  })

  const ouvrirSousLaRacine = (nom: string, ouvert: Bloc) => {
    if (nom !== description.entete && !entete) refuser(nom, `élément « ${description.entete} » attendu avant`)
    if (nom === description.entete) {
      if (entete) refuser(nom, 'en-tête répété')
      entete = ouvert
    } else if (nom === enregistrement) {
      if (annexes.blocs[fin]) refuser(nom, `enregistrement placé après « ${fin} »`)
      lus++
      poids = 0
      courant = { rang: lus, bloc: ouvert, rejet: null }
    } else ranger(annexes.blocs, nom, ouvert)
  }

  /** Adds an element to those of the same name, and what it takes to the record. */
  const ranger = <T>(ou: Record<string, T[]>, nom: string, element: T) => {
    const ajout = POIDS_ELEMENT + (typeof element === 'string' ? element.length : 0)
    if (courant) poids += ajout
    else poidsAnnexes += ajout
    if (poids > FOYER_MAX) return faute(nom, 'enregistrement trop volumineux')
    if (poidsAnnexes > FOYER_MAX) return refuser(nom, 'trop d’éléments hors des enregistrements')
    const liste = ou[nom]
    if (liste) liste.push(element)
    else ou[nom] = [element]
  }

  xml.on('closetag', ({ name }) => {
    balises++
    if (passes > 0) {
      passes--
      return
    }
    if (feuille) {
      feuille = null
      ranger(haut().bloc.feuilles, name, rogner(texte))
      return
    }
    pile.pop()
    if (pile.length === 2) {
      if (courant) lot.push(courant)
      courant = null
      enteteLu ||= entete !== null
    }
    if (pile.length === 1) conclure()
  })

  const annonces = (): number | null => {
    const lu = annexes.blocs[fin]?.[0]?.feuilles[compteur]?.[0] ?? ''
    return /^\d{1,12}$/.test(lu) ? Number(lu) : null
  }
  const conclure = () => {
    if (!entete) refuser(description.entete, 'élément attendu, absent')
    if (!annexes.blocs[fin]) refuser(fin, 'élément attendu à la fin du fichier, absent : le fichier est incomplet')
    const dit = annonces()
    if (dit !== null && dit !== lus) refuser(compteur, `${dit} enregistrement(s) annoncé(s), ${lus} lu(s)`)
  }

  const lireTexte = (lu: string) => {
    if (feuille) {
      texte = texte === '' ? lu : texte + lu
      if (texte.length > TEXTE_MAX) refuser(feuille.nom, `texte de plus de ${TEXTE_MAX} caractères`)
    } else if (lu.length > TEXTE_MAX) refuser(haut().noeud.nom, `texte de plus de ${TEXTE_MAX} caractères`)
    else if (passes === 0 && pile.length > 1 && !courant?.rejet && !estBlanc(lu))
      faute(haut().noeud.nom, 'texte inattendu entre deux éléments')
  }
  xml.on('text', lireTexte)
  xml.on('cdata', lireTexte)
  xml.on('doctype', () => refuser('DOCTYPE', 'déclaration de type de document interdite'))

  return {
    entete: () => (enteteLu ? entete : null),
    bilan: (): BilanXml => ({ lus, annonces: annonces(), annexes, inconnus: [...inconnus.values()] }),
    /** The records completed by this stretch of text; null: the end of the file. */
    lire: (morceau: string | null): Enregistrement[] => {
      const avant = balises
      try {
        if (morceau === null) xml.close()
        else xml.write(morceau)
      } catch (erreur) {
        if (erreur instanceof FluxIllisible) throw erreur
        refuser(haut().noeud.nom, regleXml(erreur))
      }
      silence = balises === avant ? silence + (morceau?.length ?? 0) : 0
      if (silence > SILENCE_MAX) refuser(haut().noeud.nom, `plus de ${SILENCE_MAX} caractères sans aucune balise`)
      const complet = lot
      lot = []
      return complet
    },
  }
}
