import { hash } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { FluxIllisible, regleXml } from '../../../../lecture/xml/fautes.ts'
import { FOYER_MAX, PROFONDEUR_MAX, SILENCE_MAX, TEXTE_MAX } from '../../../../lecture/xml/limites.ts'
import { estBlanc, rogner } from '../../../../lecture/xml/valeurs.ts'
import { enfantManquant, libreManquant, type Noeud } from '../versions/schema.ts'
import type { Lecteur } from '../versions/version.ts'
import { type Brouillon, unBrouillon } from './brouillon.ts'
import { type FoyerEcarte, unReleve } from './cites.ts'
import { defaut, malPlace } from './conformite.ts'
import { attributPermis, type Bilan, unCadre } from './entete.ts'
import type { FoyerFlux } from './foyer-flux.ts'
import { abrege, desInconnus } from './inconnus.ts'

/** Households read from a stretch of the file: those to keep, those set aside. */
type Lot = { foyers: FoyerFlux[]; rejets: FoyerEcarte[] }

/** Place of the households in the root, for every version, and how deep they stand. */
const RANG_FOYER = 1
const PROFONDEUR_FOYER = 2

/**
 * Walks a beneficiaries flow given as successive stretches of text. `lire` and `finir` return the households completed since;
 * they throw FluxIllisible, after which the reader may no longer be used.
 */
export function unAnalyseur({ version, racine: RACINE, document: DOCUMENT, empechement, etrangeres, autres }: Lecteur) {
  // No position tracking in messages: the parser's line number is enough, and its messages stay free of the text read.
  const xml = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  const inconnus = desInconnus()
  const bilan: Bilan = { lus: 0, rejetes: 0, annonces: 0, annoncesAnomalie: 0, inconnus: inconnus.vus }
  const numeros = new Set<string>()
  const premiersRejets: FoyerEcarte[] = []
  let lot: Lot = { foyers: [], rejets: [] }
  let lignesSautees = 0
  let vientDeSauter = false

  // The open elements: node, then index of the last child met and how many times it was met, or bits of the compulsory ones met.
  const pile: Noeud<Brouillon>[] = [DOCUMENT]
  const rangs: number[] = [0]
  const comptes: number[] = [0]
  let sommet = 0
  let noeud: Noeud<Brouillon> = DOCUMENT
  let feuille = false
  let texte = ''
  let attribut = ''
  let balises = 0
  let silence = 0
  let dansFoyer = false
  let brouillon = unBrouillon(1)
  let contenu = ''
  let rejet: Pick<FoyerEcarte, 'ligne' | 'champ' | 'motif'> | null = null
  let releve = unReleve(brouillon.foyer, [])
  let ignores = 0 // elements of a refused household still open, itself included
  let passes = 0 // elements unknown to the map still open

  /** Line of the file, counting the households that were not read. */
  const ligne = () => xml.line + lignesSautees

  const refuser = (element: string, regle: string): never => {
    throw new FluxIllisible([{ ligne: ligne(), element: abrege(element), regle }])
  }

  const cadre = unCadre(version, bilan, refuser)
  /** Outside a household a fault refuses the file; inside, the household, of which `ouverts` elements remain open. */
  const faute = (champ: string, motif: string, ouverts: number, { ou = ligne(), lu = '', nom = champ } = {}) => {
    if (!dansFoyer) return refuser(champ, motif)
    const connus = pile.slice(PROFONDEUR_FOYER, sommet + 1)
    releve = unReleve(
      brouillon.foyer,
      Array.from({ length: ouverts }, (_, i) => connus[i]?.nom ?? nom),
    )
    releve.lire(nom, lu)
    rejet = { ligne: ou, champ: abrege(champ), motif }
    ignores = ouverts
    passes = 0
    feuille = releve.attendu()
    texte = ''
    if (ouverts === 0) finirFoyer()
  }

  const finirFoyer = () => {
    bilan.lus++
    if (rejet) {
      bilan.rejetes++
      const ecarte = { ...rejet, ...releve.dits() }
      lot.rejets.push(ecarte)
      if (premiersRejets.length < 9) premiersRejets.push(ecarte)
    } else {
      brouillon.foyer.empreinte = hash('sha256', contenu, 'base64')
      numeros.add(brouillon.foyer.numeroDemandeRsa)
      lot.foyers.push(brouillon.foyer)
    }
    dansFoyer = false
    rejet = null
    sommet = 1
    noeud = RACINE
  }

  const autreVersion = (nom: string) => {
    if (etrangeres.has(nom) && bilan.lus === 0)
      refuser(nom, `cet élément est celui ${autres} : la version n’est pas ${version}`)
  }

  xml.on('attribute', ({ name, value }) => {
    if (!attributPermis(name, value)) attribut = name
  })
  xml.on('opentag', ({ name }) => {
    balises++
    const attributLu = attribut
    attribut = ''
    if (ignores > 0) {
      if (++ignores > PROFONDEUR_MAX) refuser(name, 'trop d’éléments emboîtés')
      autreVersion(name)
      releve.ouvrir(name)
      feuille = releve.attendu()
      texte = ''
      return
    }
    if (passes > 0) return passer(name)
    const { suite, libre } = noeud
    if (suite === null) return faute(name, `élément inattendu : ${noeud.nom} n’en contient pas`, sommet)
    if (libre !== null) {
      const enfant = libre.get(name)
      if (enfant === undefined) return passer(name)
      const vus = rangs[sommet] as number
      if ((vus & enfant.bit) !== 0) return faute(name, 'élément répété : 1 au plus attendu(s)', sommet)
      rangs[sommet] = vus | enfant.bit
      if (attributLu !== '') inconnus.compter(`@${attributLu}`)
      return descendre(enfant)
    }
    let rang = rangs[sommet] as number
    let enfant = suite[rang] as Noeud<Brouillon>
    if (enfant.nom === name) {
      const compte = (comptes[sommet] as number) + 1
      if (compte > enfant.max) return faute(name, `élément répété : ${enfant.max} au plus attendu(s)`, sommet)
      comptes[sommet] = compte
    } else {
      let manque = (comptes[sommet] as number) < enfant.min ? enfant : null
      while (manque === null && ++rang < suite.length) {
        enfant = suite[rang] as Noeud<Brouillon>
        if (enfant.nom === name) break
        if (enfant.min > 0) manque = enfant
      }
      if (manque !== null || rang === suite.length) {
        autreVersion(name)
        const { champ, motif } = malPlace(name, noeud, sommet, manque, version)
        return sommet === 0 ? refuser(champ, motif) : faute(champ, motif, sommet, { nom: name })
      }
      rangs[sommet] = rang
      comptes[sommet] = 1
    }
    if (sommet === 1 && enfant.nom === 'InfosFoyerRSA') {
      dansFoyer = true
      brouillon = unBrouillon(ligne())
      contenu = ''
    }
    if (attributLu !== '') return faute(name, `attribut ${abrege(attributLu)} inattendu`, sommet)
    descendre(enfant)
  })

  const descendre = (enfant: Noeud<Brouillon>) => {
    sommet++
    pile[sommet] = enfant
    rangs[sommet] = 0
    comptes[sommet] = 0
    noeud = enfant
    texte = ''
    feuille = enfant.suite === null
    if (dansFoyer) {
      if (!feuille) contenu += enfant.ouverture
      if (enfant.ouvrir !== null) enfant.ouvrir(brouillon, '')
    }
  }

  /** An element the map of the version doesn't have: passed over whole, unless it shows that another version is mixed in. */
  const passer = (nom: string) => {
    autreVersion(nom)
    if (etrangeres.has(nom)) return faute(nom, `élément ${autres} dans un flux ${version}`, sommet + passes)
    if (passes === 0) inconnus.compter(nom)
    if (++passes > PROFONDEUR_MAX) refuser(nom, 'trop d’éléments emboîtés')
  }

  xml.on('closetag', ({ name }) => {
    balises++
    if (ignores > 0) {
      releve.fermer(texte)
      feuille = false
      if (--ignores === 0) finirFoyer()
      return
    }
    if (passes > 0) {
      passes--
      return
    }
    const ferme = noeud
    sommet--
    noeud = pile[sommet] as Noeud<Brouillon>
    if (ferme.suite === null) {
      feuille = false
      const valeur = rogner(texte)
      // Nothing says that these flows leave out an element without value: it is as if it weren't there.
      if (valeur === '' && ferme.bit === 0 && noeud.libre !== null) return
      const motif = defaut(ferme, texte, valeur)
      if (motif !== null) return faute(name, motif, sommet - 1, { lu: valeur })
      if (!dansFoyer) return cadre.lire(name, valeur)
      contenu += ferme.ouverture + valeur
      if (ferme.lire !== null) {
        const refus = ferme.lire(brouillon, valeur)
        if (refus !== undefined) return faute(name, refus, sommet - 1, { lu: valeur })
      }
      if (contenu.length > FOYER_MAX) return faute(name, 'foyer trop volumineux', sommet - 1)
      return
    }
    const fait = rangs[sommet + 1] as number
    const manque =
      ferme.libre === null ? enfantManquant(ferme, fait, comptes[sommet + 1] as number) : libreManquant(ferme, fait)
    if (manque !== null) return faute(manque, `élément attendu dans ${ferme.nom}, absent`, sommet - 1)
    if (!dansFoyer) return cadre.fermer(ferme.nom, premiersRejets, ligne())
    contenu += '\u0003'
    if (ferme.fermer !== null) {
      const refus = ferme.fermer(brouillon, '')
      if (refus !== undefined) return faute(name, refus, sommet - 1)
    }
    if (sommet === 1) {
      const { numeroDemandeRsa: numero, ligne: debut } = brouillon.foyer
      const refus = empechement(brouillon)
      if (refus) return faute(refus.champ, refus.motif, 0, { ou: debut })
      if (numeros.has(numero)) return faute('NUMDEMRSA', 'numéro de demande déjà lu dans ce fichier', 0, { ou: debut })
      finirFoyer()
    }
  })

  const lireTexte = (lu: string) => {
    if (feuille) {
      texte = texte === '' ? lu : texte + lu
      if (texte.length > TEXTE_MAX) refuser(noeud.nom, `texte de plus de ${TEXTE_MAX} caractères`)
    } else if (ignores === 0 && passes === 0 && sommet > 0 && !estBlanc(lu)) {
      faute(noeud.nom, 'texte inattendu entre deux éléments', sommet - 1)
    } else if (lu.length > TEXTE_MAX) {
      refuser(noeud.nom, `texte de plus de ${TEXTE_MAX} caractères`)
    }
  }
  xml.on('text', lireTexte)
  xml.on('cdata', lireTexte)
  xml.on('doctype', () => refuser('DOCTYPE', 'déclaration de type de document interdite'))

  const avancer = (morceau: string | null): Lot => {
    const balisesAvant = balises
    vientDeSauter = false
    try {
      if (morceau === null) xml.close()
      else xml.write(morceau)
    } catch (erreur) {
      if (erreur instanceof FluxIllisible) throw erreur
      refuser(noeud.nom, regleXml(erreur))
    }
    silence = balises === balisesAvant ? silence + (morceau?.length ?? 0) : 0
    if (silence > SILENCE_MAX) refuser(noeud.nom, `plus de ${SILENCE_MAX} caractères sans aucune balise`)
    const complet = lot
    lot = { foyers: [], rejets: [] }
    return complet
  }

  /**
   * Passes over a household of this many lines, read and accepted elsewhere (its very bytes before, or another thread now), when
   * nothing stands open: same count, same order of elements as if it had been read. False when it has to be read here: not its
   * place, or its number was already there.
   */
  const sauter = (numero: string, lignes: number): boolean => {
    const rang = rangs[1] as number
    const aSaPlace = sommet === 1 && ignores === 0 && cadre.identification() !== null && comptes[1] !== 0
    if (!aSaPlace || RACINE.suite?.[rang]?.nom === 'TransmissionFlux' || numeros.has(numero)) return false
    rangs[1] = RANG_FOYER
    comptes[1] = 1
    numeros.add(numero)
    bilan.lus++
    lignesSautees += lignes
    silence = 0
    vientDeSauter = true
    return true
  }

  /** Passes over white space of this many lines; false when no household was passed over just before: it has to be read. */
  const sauterBlancs = (lignes: number): boolean => {
    if (vientDeSauter) lignesSautees += lignes
    return vientDeSauter
  }

  return {
    sauter,
    sauterBlancs,
    inconnus,
    lire: (morceau: string) => avancer(morceau),
    finir: () => avancer(null),
    ligne,
    identification: cadre.identification,
    bilan: () => ({ ...bilan, inconnus: new Map(inconnus.vus) }),
  }
}
