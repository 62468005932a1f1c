import type { Rejet } from '../../../../lecture/xml/fautes.ts'
import { estJour, rogner } from '../../../../lecture/xml/valeurs.ts'
import { lireNirEcrit } from '../../../../personne/nir.ts'
import type { FoyerFlux } from './foyer-flux.ts'

/** What can be read of somebody in a household set aside; '' or null: nothing legible. */
export type PersonneCitee = {
  nir: string | null
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string
}
/** A household set aside, with whom it tells of. */
export type FoyerEcarte = Rejet & { personnes: PersonneCitee[] }

const PERSONNE = 'Personne'
/** Tells of somebody else, a child's parent for instance, by the same elements. */
const AUTRUI = 'Rattachement'

/** The first value of an element that can be read is the good one. */
const LECTURES: Readonly<Record<string, (p: PersonneCitee, valeur: string) => void>> = {
  NIR: (p, v) => {
    const lu = lireNirEcrit(v)
    if ('nir' in lu) p.nir ??= lu.nir
  },
  NOM: (p, v) => {
    p.nom ||= v
  },
  NOMNAI: (p, v) => {
    p.nomNaissance ||= v
  },
  PRENOM: (p, v) => {
    p.prenom ||= v
  },
  // First of the first names, for want of PRENOM.
  LISPRENOMS: (p, v) => {
    p.prenom ||= v.split(v.includes(',') ? ',' : ' ')[0]?.trim() ?? ''
  },
  DTNAI: (p, v) => {
    if (estJour(v)) p.dateNaissance ||= v.slice(0, 10)
  },
}

const NUMERO = 'NUMDEMRSA'

/**
 * Reads who is told in a household set aside, and its number, from where its reading stopped: `deja` was read, `ouverts` are the elements
 * that stand open. Nothing else is looked at, and no rule is asked: it is enough to know that they were told of.
 */
export function unReleve(deja: Pick<FoyerFlux, 'numeroDemandeRsa' | 'personnes'>, ouverts: readonly string[]) {
  const pile = [...ouverts]
  let foyer = deja.numeroDemandeRsa || null
  const personnes: PersonneCitee[] = deja.personnes.map(p => ({
    nir: p.nir,
    nom: p.nom,
    nomNaissance: p.nomNaissance,
    prenom: p.prenom,
    dateNaissance: p.dateNaissance,
  }))
  const deQuelquun = () => pile.includes(PERSONNE) && !pile.includes(AUTRUI)
  const lire = (nom: string, texte: string) => {
    const valeur = rogner(texte)
    const personne = personnes.at(-1)
    if (nom === NUMERO) foyer ??= /^\w{1,11}$/.test(valeur) ? valeur : null
    else if (personne && deQuelquun() && Object.hasOwn(LECTURES, nom)) LECTURES[nom]?.(personne, valeur)
  }
  return {
    lire,
    dits: () => ({ foyer, personnes }),
    /** Is the text of the element that stands open wanted? */
    attendu: () => {
      const nom = pile.at(-1) ?? ''
      return nom === NUMERO ? foyer === null : deQuelquun() && Object.hasOwn(LECTURES, nom)
    },
    ouvrir: (nom: string) => {
      pile.push(nom)
      if (nom === PERSONNE && pile.indexOf(PERSONNE) === pile.length - 1)
        personnes.push({ nir: null, nom: '', nomNaissance: '', prenom: '', dateNaissance: '' })
    },
    fermer: (texte: string) => {
      lire(pile.at(-1) ?? '', texte)
      pile.pop()
    },
  }
}
