import { hash } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { type Brouillon, unBrouillon } from './brouillon.ts'
import { attributPermis, identificationDe } from './entete.ts'
import { FluxIllisible, type Rejet, regleXml, tropDeRejets } from './fautes.ts'
import type { FoyerFlux, IdentificationFlux } from './foyer-flux.ts'
import { empechement, GESTES } from './foyer-vrsb.ts'
import { FOYER_MAX, PROFONDEUR_MAX, SILENCE_MAX, TEXTE_MAX } from './limites.ts'
import { arbre, type Noeud } from './schema.ts'
import { cite, defaut, estBlanc, rogner } from './valeurs.ts'
import { BALISES_VRSD, VRSB0801 } from './vrsb0801.ts'

/** Households read from a stretch of the file: those to keep, those set aside, and the numbers of those whose bytes were known. */
export type Lot = { foyers: FoyerFlux[]; rejets: Rejet[]; connus: { numero: string; personnes: number }[] }
export type Bilan = { lus: number; rejetes: number; annonces: number; annoncesAnomalie: number }

const RACINE = arbre(VRSB0801, 'Racine', GESTES)
const DOCUMENT: Noeud<Brouillon> = { ...RACINE, nom: 'document', suite: [RACINE], dernierObligatoire: 0, ouverture: '' }

const abrege = (nom: string) => (nom.length > 60 ? `${nom.slice(0, 60)}…` : nom)

/**
 * Walks a VRSB0801 file given as successive stretches of text. `lire` and `finir` return the households completed since;
 * they throw FluxIllisible, after which the reader may no longer be used.
 */
export function unAnalyseur() {
  // No position tracking in messages: the parser's line number is enough, and its messages stay free of the text read.
  const xml = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  const bilan: Bilan = { lus: 0, rejetes: 0, annonces: 0, annoncesAnomalie: 0 }
  const entete: Record<string, string> = {}
  const numeros = new Set<string>()
  const premiersRejets: Rejet[] = []
  let identification: IdentificationFlux | null = null
  let lot: Lot = { foyers: [], rejets: [], connus: [] }
  let lignesSautees = 0

  // The open elements: node, index of the last child met, how many times it was met.
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
  let rejet: Rejet | null = null
  let ignores = 0 // elements of a refused household still open, itself included
  let numeroAttendu = false

  /** Line of the file being read, counting the households that were not. */
  const ligne = () => xml.line + lignesSautees

  const refuser = (element: string, regle: string): never => {
    throw new FluxIllisible([{ ligne: ligne(), element: abrege(element), regle }])
  }

  /** Outside a household a fault refuses the file; inside, the household, of which `ouverts` elements remain open. */
  const faute = (champ: string, motif: string, ouverts: number, ou = ligne()) => {
    if (!dansFoyer) return refuser(champ, motif)
    rejet = { ligne: ou, foyer: brouillon.foyer.numeroDemandeRsa || null, champ: abrege(champ), motif }
    ignores = ouverts
    feuille = false
    if (ouverts === 0) finirFoyer()
  }

  const finirFoyer = () => {
    bilan.lus++
    if (rejet) {
      bilan.rejetes++
      lot.rejets.push(rejet)
      if (premiersRejets.length < 9) premiersRejets.push(rejet)
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
    if (BALISES_VRSD.has(nom) && bilan.lus === 0)
      refuser(nom, 'cet élément est celui des flux VRSD0301 ou VRSD0101 : la version n’est pas VRSB0801')
  }

  xml.on('attribute', ({ name, value }) => {
    if (!attributPermis(name, value)) attribut = name
  })

  xml.on('opentag', ({ name }) => {
    balises++
    const attributLu = attribut
    attribut = ''
    if (ignores > 0) {
      ignores++
      if (ignores > PROFONDEUR_MAX) refuser(name, 'trop d’éléments emboîtés')
      autreVersion(name)
      numeroAttendu = name === 'NUMDEMRSA' && rejet?.foyer === null
      feuille = numeroAttendu
      texte = ''
      return
    }
    const { suite } = noeud
    if (suite === null) return faute(name, `élément inattendu : ${noeud.nom} n’en contient pas`, sommet)
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
      if (manque !== null || rang === suite.length) return malPlace(name, suite, manque)
      rangs[sommet] = rang
      comptes[sommet] = 1
    }
    sommet++
    if (sommet === 2 && enfant.nom === 'InfosFoyerRSA') {
      dansFoyer = true
      brouillon = unBrouillon(ligne())
      contenu = ''
    }
    pile[sommet] = enfant
    rangs[sommet] = 0
    comptes[sommet] = 0
    noeud = enfant
    texte = ''
    feuille = enfant.suite === null
    if (attributLu !== '') return faute(name, `attribut ${abrege(attributLu)} inattendu`, sommet - 1)
    if (dansFoyer) {
      if (!feuille) contenu += enfant.ouverture
      if (enfant.ouvrir !== null) enfant.ouvrir(brouillon, '')
    }
  })

  const malPlace = (nom: string, suite: readonly Noeud<Brouillon>[], manque: Noeud<Brouillon> | null) => {
    autreVersion(nom)
    if (sommet === 0) return refuser(nom, 'élément racine « Racine » attendu')
    const connu = suite.some(enfant => enfant.nom === nom)
    if (!connu) {
      const suffixe = sommet === 1 ? ' : ce n’est pas un flux bénéficiaires VRSB0801' : ''
      return faute(nom, `élément inconnu dans ${noeud.nom}${suffixe}`, sommet)
    }
    if (manque) return faute(manque.nom, `élément absent ou mal placé : attendu avant ${nom}`, sommet)
    return faute(nom, `élément mal placé dans ${noeud.nom}`, sommet)
  }

  xml.on('closetag', ({ name }) => {
    balises++
    if (ignores > 0) {
      if (numeroAttendu) {
        const numero = rogner(texte)
        if (rejet && /^\w{1,11}$/.test(numero)) rejet.foyer = numero
        numeroAttendu = feuille = false
      }
      if (--ignores === 0) finirFoyer()
      return
    }
    const ferme = noeud
    sommet--
    noeud = pile[sommet] as Noeud<Brouillon>
    if (ferme.suite === null) {
      feuille = false
      const valeur = rogner(texte)
      const motif = defaut(ferme, texte, valeur)
      if (motif !== null) return faute(name, motif, sommet - 1)
      if (!dansFoyer) return lireHorsFoyer(name, valeur)
      contenu += ferme.ouverture + valeur
      if (ferme.lire !== null) {
        const refus = ferme.lire(brouillon, valeur)
        if (refus !== undefined) return faute(name, refus, sommet - 1)
      }
      if (contenu.length > FOYER_MAX) return faute(name, 'foyer trop volumineux', sommet - 1)
      return
    }
    const manque = absent(ferme)
    if (manque !== null) return faute(manque, `élément attendu dans ${ferme.nom}, absent`, sommet - 1)
    if (!dansFoyer) return fermerHorsFoyer(ferme.nom)
    contenu += '\u0003'
    if (ferme.fermer !== null) {
      const refus = ferme.fermer(brouillon, '')
      if (refus !== undefined) return faute(name, refus, sommet - 1)
    }
    if (sommet === 1) {
      const { numeroDemandeRsa: numero, ligne: debut } = brouillon.foyer
      const refus = empechement(brouillon)
      if (refus) return faute(refus.champ, refus.motif, 0, debut)
      if (numeros.has(numero)) return faute('NUMDEMRSA', 'numéro de demande déjà lu dans ce fichier', 0, debut)
      finirFoyer()
    }
  })

  /** Name of the first child that a closing block lacks, or null. */
  const absent = (ferme: Noeud<Brouillon>): string | null => {
    const { suite, dernierObligatoire } = ferme
    if (suite === null) return null
    const rang = rangs[sommet + 1] as number
    const courant = suite[rang] as Noeud<Brouillon>
    if ((comptes[sommet + 1] as number) < courant.min) return courant.nom
    if (rang >= dernierObligatoire) return null
    for (let i = rang + 1; i < suite.length; i++) {
      const enfant = suite[i] as Noeud<Brouillon>
      if (enfant.min > 0) return enfant.nom
    }
    return null
  }

  const lireHorsFoyer = (nom: string, valeur: string) => {
    entete[nom] = valeur
    if (nom === 'TYPEFLUX' && !/^[MIR]$/.test(valeur)) refuser(nom, `M, I ou R attendu${cite(valeur, 'lu')}`)
    if (nom === 'NATFLUX' && valeur !== 'D')
      refuser(nom, `ce n’est pas un flux bénéficiaires : D attendu${cite(valeur, 'lu')}`)
    if (nom === 'NBTOTDOSRSATRANSM') bilan.annonces = Number(valeur)
    if (nom === 'NBTOTDOSRSATRANSMANO') bilan.annoncesAnomalie = Number(valeur)
  }

  const fermerHorsFoyer = (nom: string) => {
    if (nom === 'IdentificationFlux') identification = identificationDe(entete)
    if (nom === 'TransmissionFlux' && bilan.annonces !== bilan.lus)
      refuser('NBTOTDOSRSATRANSM', `${bilan.annonces} foyer(s) annoncé(s), ${bilan.lus} lu(s)`)
    if (nom === 'TransmissionFlux' && bilan.rejetes * 2 > bilan.lus) throw tropDeRejets(bilan, premiersRejets, ligne())
  }

  const lireTexte = (lu: string) => {
    if (feuille) {
      texte = texte === '' ? lu : texte + lu
      if (texte.length > TEXTE_MAX) refuser(noeud.nom, `texte de plus de ${TEXTE_MAX} caractères`)
    } else if (ignores === 0 && sommet > 0 && !estBlanc(lu)) {
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
    lot = { foyers: [], rejets: [], connus: [] }
    return complet
  }

  /**
   * Passes over a household whose very bytes were read and accepted before, when nothing stands open: same count, same order of
   * elements as if it had been read. False when it has to be read: not its place, or its number was already there.
   */
  const sauter = (numero: string, { lignes, personnes }: { lignes: number; personnes: number }): boolean => {
    const rang = rangs[1] as number
    const aSaPlace =
      sommet === 1 && ignores === 0 && identification !== null && RACINE.suite?.[rang]?.nom !== 'TransmissionFlux'
    if (!aSaPlace || numeros.has(numero)) return false
    rangs[1] = RACINE.suite?.findIndex(enfant => enfant.nom === 'InfosFoyerRSA') ?? 1
    comptes[1] = 1
    numeros.add(numero)
    bilan.lus++
    lignesSautees += lignes
    silence = 0
    lot.connus.push({ numero, personnes })
    return true
  }

  return {
    sauter,
    lire: (morceau: string) => avancer(morceau),
    finir: () => avancer(null),
    ligne,
    identification: () => identification,
    bilan: () => ({ ...bilan }),
  }
}
