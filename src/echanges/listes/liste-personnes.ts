import { sql } from 'kysely'
import type { LigneImport } from '../../import/import.ts'
import { formeComparable } from '../../lecture/forme-comparable.ts'
import { estMobile } from '../../lecture/tableau/valeurs.ts'
import { reprendreSuivis, type SuiviAReprendre } from '../../orientation/reprendre-suivis.queries.ts'
import { creerPersonnes } from '../../personne/creer-personnes.queries.ts'
import { direDonnees } from '../../personne/donnees/donnee.queries.ts'
import type { Champ, Dite, SourceDonnee } from '../../personne/donnees/donnee.ts'
import { donnerNirs } from '../../personne/nir-dit.queries.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { villeOfficielle } from '../../territoire/ville-officielle.queries.ts'
import { sansPlusRecent, suivisPlusRecents } from '../doutes/plus-recent.queries.ts'
import { type Atelier, issue, type TraiterLot } from './appliquer-liste.ts'
import type { Motif } from './champs/liste.ts'
import { direPlaces } from './dire-places.queries.ts'
import { direSiClos } from './dire-si-clos.queries.ts'
import { identifier, type Trouvee } from './reconnaitre-personnes.queries.ts'

type Ecrite = Trouvee & { creee: boolean }

/** Creates the persons nobody knows, completes the others, takes up their follow-up when the line tells of it. */
export function listePersonnes(atelier: Atelier): TraiterLot {
  const { ctx, demande, colonne } = atelier
  const reconnaitre = identifier(atelier, { completer: true })
  return async lignes => {
    const { trouvees, nouvelles, issues } = await reconnaitre(lignes)
    await demande.photographier(enIds(trouvees.map(t => t.personneId)))
    const creees: Ecrite[] = nouvelles.map(ligne => ({ ligne, personneId: uuidv7(), connue: null, creee: true }))
    await creerPersonnes(
      ctx,
      creees.map(({ ligne: { valeurs: v }, personneId }) => ({
        id: personneId,
        nir: v.nir ?? null,
        nom: v.nom ?? v.nomNaissance ?? '',
        nomNaissance: v.nomNaissance ?? v.nom ?? '',
        prenom: v.prenom ?? '',
        dateNaissance: v.dateNaissance ?? '',
        precisionNaissance: (v.precisionNaissance ?? null) as 'J' | 'O' | null,
        sexe: v.sexe === '1' || v.sexe === '2' ? v.sexe : '0',
        source: SOURCE,
        le: demande.recuLe,
      })),
    )
    const ecrites = [...trouvees.map(t => ({ ...t, creee: false })), ...creees]
    const retenues = await sansPlusRecent(atelier, [
      ...ecrites.flatMap(e => donnees(e, demande.recuLe)),
      ...(await direPlaces(ctx, ecrites, SOURCE, demande.recuLe)),
    ])
    const { changees } = await direDonnees(ctx, retenues.dites)
    const suivis = await suivre(atelier, ecrites)
    const nirs = await donnerNirs(
      ctx,
      ecrites.flatMap(e => (e.ligne.valeurs.nir ? [{ personneId: e.personneId, nir: e.ligne.valeurs.nir }] : [])),
    )
    const siClos = await direSiClos(ctx, changees)
    return [
      ...issues,
      ...ecrites.map((e): LigneImport => {
        const suivi = suivis.get(e.ligne.ligne)
        const change = changees.has(e.personneId) || nirs.donnes.has(e.personneId) || suivi?.repris
        const nir = nirs.refus(e.personneId)
        const motifs = suivi?.motif ? [{ ...suivi.motif, champ: colonne(suivi.motif.champ) }] : siClos(e.personneId)
        return issue(e.ligne, e.creee ? 'creee' : change ? 'modifiee' : 'inchangee', e.personneId, [
          ...motifs,
          ...(nir ? [{ champ: colonne('nir'), motif: nir }] : []),
          ...retenues.gardees(e.personneId),
        ])
      }),
    ]
  }
}

/** Where what a list says comes from. */
export const SOURCE: SourceDonnee = 'liste'

export const enIds = (ids: readonly string[]) => sql`select unnest(${ids}::uuid[]) as personne_id`

/** Fields of a line and the data they are, one for one. */
const CHAMPS: Record<string, Champ> = {
  courriel: 'courriel',
  lieuNaissance: 'lieu-naissance',
  identifiantFranceTravail: 'identifiant-france-travail',
  situation: 'situation-professionnelle',
  rqth: 'rqth',
  metier: 'metier-recherche',
  niveauFormation: 'niveau-formation',
}
/** Told only when it isn't what the file already says, case and accents aside. */
const IDENTITE = [
  ['nom', 'nom'],
  ['nomNaissance', 'nom-naissance'],
  ['prenom', 'prenom'],
  ['dateNaissance', 'date-naissance'],
] as const

function donnees({ ligne: { valeurs: v }, personneId, connue }: Trouvee, le: string): Dite[] {
  const dire = (champ: Champ, valeur: string | undefined): Dite[] =>
    valeur ? [{ personneId, champ, source: SOURCE, valeur, accord: null, le }] : []
  const adresse = [
    v.adresse,
    v.complementAdresse,
    [v.codePostal, villeOfficielle(v.codePostal, v.ville)].filter(Boolean).join(' '),
  ]
  return [
    ...dire('telephone', telephoneAPrendre(v, connue?.telephone ?? null)),
    ...Object.entries(CHAMPS).flatMap(([cle, champ]) => dire(champ, v[cle])),
    ...dire('adresse', v.adresse || v.ville ? adresse.filter(Boolean).join(', ') : undefined),
    ...IDENTITE.flatMap(([cle, champ]) => {
      const dit = v[cle]
      // A year alone says nothing against the day that is known.
      if (cle === 'dateNaissance' && v.precisionNaissance) return []
      const identique = connue === null || (dit && formeComparable(dit) === formeComparable(connue[cle]))
      return identique ? [] : dire(champ, dit)
    }),
  ]
}

/** A mobile first; a landline never takes the place of a number. */
export function telephoneAPrendre(v: Record<string, string>, connu: string | null): string | undefined {
  const dits = [v.telephone, v.telephone2].filter(t => t !== undefined)
  const choisi = dits.find(estMobile) ?? dits[0]
  return choisi && connu && !estMobile(choisi) ? undefined : choisi
}

const CHAMPS_DU_SUIVI = ['structure', 'referentCourriel', 'dominante'] as const

async function suivre(atelier: Atelier, ecrites: readonly Ecrite[]) {
  const { ctx, demande } = atelier
  const plusRecent = await suivisPlusRecents(
    atelier,
    ecrites.map(e => e.personneId),
  )
  const suites = new Map<number, { repris: boolean; motif: Motif | null }>()
  const aReprendre: SuiviAReprendre[] = []
  for (const { ligne, personneId } of ecrites) {
    const { structure, referentCourriel, dominante, dateOrientation } = ligne.valeurs
    const garde = structure || referentCourriel ? plusRecent(personneId) : null
    if (garde)
      suites.set(ligne.ligne, { repris: false, motif: { champ: 'structure', motif: `suivi non repris : ${garde}` } })
    else if (structure && referentCourriel && dominante)
      aReprendre.push({
        ligne: ligne.ligne,
        personneId,
        structure,
        referentCourriel,
        dominante: dominante as SuiviAReprendre['dominante'],
        dateOrientation: dateOrientation ?? null,
        recuLe: demande.recuLe,
      })
    else if (structure || referentCourriel) {
      const absent = CHAMPS_DU_SUIVI.find(c => !ligne.valeurs[c]) ?? 'structure'
      const motif = 'suivi non repris : il faut la structure, l’adresse du référent et le parcours'
      suites.set(ligne.ligne, { repris: false, motif: { champ: absent, motif } })
    }
  }
  for (const [ligne, sort] of await reprendreSuivis(ctx, aReprendre)) {
    const motif = typeof sort === 'object' ? { champ: sort.champ, motif: `suivi non repris : ${sort.motif}` } : null
    suites.set(ligne, { repris: sort === 'cree', motif })
  }
  return suites
}
