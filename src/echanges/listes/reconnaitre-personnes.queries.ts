import { sql } from 'kysely'
import type { LigneImport } from '../../import/import.ts'
import { formeComparable } from '../../lecture/forme-comparable.ts'
import { type IdentiteComparable, memePersonne } from '../../personne/doublons/preuves.ts'
import { rapprocherIdentites } from '../../personne/doublons/rapprocher-identites.queries.ts'
import type { Verdict } from '../../personne/doublons/ressemblance.ts'
import type { Context } from '../../socle/use-case.ts'
import { direRessemblance } from '../doutes/doute.ts'
import { type Atelier, issue, type LigneLue } from './appliquer-liste.ts'
import { porteeDeListe } from './portee-liste.queries.ts'

/** What the file of a person says now, for a line not to say it again. */
type Connue = {
  id: string
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string
  telephone: string | null
}
export type Trouvee = { ligne: LigneLue; personneId: string; connue: Connue | null }
type Reconnues = { trouvees: Trouvee[]; nouvelles: LigneLue[]; issues: LigneImport[] }

export type Identification = {
  /** The list designates people by their place in a household, and hardly names them. */
  parPlace?: boolean
  /** One person may have several lines, all played. */
  plusieursLignes?: boolean
  /** A line about a person whom another one told of completes it. */
  completer?: boolean
}

/**
 * Tells which person each line is about (rule E5). Two lines of the file about one person: the second completes the first, where the list
 * tells of persons, else it is set aside; a doubt is held for somebody to decide; a person out of the agent's scope is left alone.
 */
export function identifier(
  atelier: Atelier,
  { parPlace = false, plusieursLignes = false, completer = false }: Identification = {},
): (lignes: readonly LigneLue[]) => Promise<Reconnues> {
  const { ctx, colonne } = atelier
  const decisions = (atelier.demande.options.decisions ?? {}) as Record<number, string>
  const dejaDites = new Map<string, Dite[]>()
  const dejaVues = new Map<string, number>()
  const designe = ({ valeurs }: LigneLue) =>
    colonne((parPlace && ['numeroDemandeRsa', 'matricule', 'nir'].find(cle => valeurs[cle])) || 'nom')
  const refuser = (ligne: LigneLue, motif: string, personneId: string | null = null) =>
    issue(ligne, 'refusee', personneId, [{ champ: designe(ligne), motif }])
  return async lignes => {
    const issues: LigneImport[] = []
    const premieres: LigneLue[] = []
    const avec = new Map<LigneLue, number[]>()
    for (const ligne of lignes) {
      const { identite, cles } = plusieursLignes ? { identite: null, cles: [] } : dites(ligne)
      const deja = cles
        .flatMap(cle => dejaDites.get(cle) ?? [])
        .find(dite => identite && memePersonne(dite.identite, identite))
      if (!deja) premieres.push(ligne)
      else if (!completer) issues.push(refuser(ligne, `même personne que la ligne ${deja.ligne.ligne}`))
      else if (premieres.includes(deja.ligne)) {
        issues.push(completee(ligne, deja.ligne, colonne))
        avec.set(deja.ligne, [...(avec.get(deja.ligne) ?? []), ligne.ligne])
      } else premieres.push(ligne)
      if (identite && !deja)
        for (const cle of cles) dejaDites.set(cle, [...(dejaDites.get(cle) ?? []), { ligne, identite }])
    }
    const rapprochements = await rapprocherIdentites(
      ctx,
      premieres.map(l => identiteDe(l, parPlace)),
      { parPlace },
    )
    const ids = premieres.flatMap(l => {
      const r = rapprochements.get(l.ligne)
      if (r?.genre === 'certain') return [r.personneId]
      const choix = decisions[l.ligne]
      return choix === undefined || choix === 'nouvelle' ? [] : [choix]
    })
    const connues = await lirePersonnes(ctx, ids)
    const trouvees: Trouvee[] = []
    const nouvelles: LigneLue[] = []
    for (const ligne of premieres) {
      const r = decider(rapprochements.get(ligne.ligne) ?? { genre: 'nouveau' }, decisions[ligne.ligne])
      if (r.genre === 'nouveau') nouvelles.push(ligne)
      else if (r.genre === 'douteux') {
        const motif = `${direRessemblance(r.candidats)}, ajoutez le NIR ou corrigez l’identité`
        issues.push({
          ...issue(ligne, 'a-decider', r.candidats[0]?.personneId ?? null, [{ champ: designe(ligne), motif }]),
          doute: { candidats: r.candidats.map(c => c.personneId), avec: avec.get(ligne) ?? [] },
        })
      } else {
        const connue = connues.get(r.personneId)
        const deja = dejaVues.get(r.personneId)
        if (!connue)
          issues.push(
            refuser(
              ligne,
              'dossier hors de votre périmètre : faites déposer cette ligne par un agent qui suit tout le territoire',
            ),
          )
        else if (deja !== undefined && !plusieursLignes && !completer)
          issues.push(refuser(ligne, `même personne que la ligne ${deja}`, r.personneId))
        else trouvees.push({ ligne, personneId: r.personneId, connue })
        if (deja === undefined) dejaVues.set(r.personneId, ligne.ligne)
      }
    }
    return { trouvees, nouvelles, issues }
  }
}

/** Who a line says it is about, to be matched. A place without a role is that of who asked for the RSA. */
export const identiteDe = ({ ligne, valeurs: v }: Pick<LigneLue, 'ligne' | 'valeurs'>, parPlace: boolean) => ({
  cle: ligne,
  nir: v.nir ?? null,
  nom: v.nom ?? null,
  nomNaissance: v.nomNaissance ?? null,
  prenom: v.prenom ?? null,
  dateNaissance: v.dateNaissance ?? null,
  matricule: v.matricule ?? null,
  numeroDemandeRsa: v.numeroDemandeRsa ?? null,
  role: (v.role ?? (parPlace ? 'DEM' : null)) as 'DEM' | 'CJT' | null,
  telephone: v.telephone ?? null,
  courriel: v.courriel ?? null,
  sexe: v.sexe === '1' || v.sexe === '2' ? (v.sexe as '1' | '2') : null,
})

/** What a human decided of a doubt holds as long as it is one, and the chosen file among its candidates. */
function decider(verdict: Verdict, choix: string | undefined): Verdict {
  if (verdict.genre !== 'douteux' || choix === undefined) return verdict
  if (choix === 'nouvelle') return { genre: 'nouveau' }
  return verdict.candidats.some(c => c.personneId === choix) ? { genre: 'certain', personneId: choix } : verdict
}

type Dite = { ligne: LigneLue; identite: IdentiteComparable }

/** Who a line names, and the keys by which those that may name the same are found. */
function dites({ valeurs: v }: LigneLue): { identite: IdentiteComparable; cles: string[] } {
  const [nom, prenom] = [v.nomNaissance ?? v.nom, v.prenom].map(dit => formeComparable(dit ?? '') || null)
  const identite = {
    nir: v.nir ?? null,
    nom: nom ?? null,
    prenom: prenom ?? null,
    dateNaissance: v.dateNaissance ?? null,
  }
  const civil = Object.values(identite).slice(1)
  return { identite, cles: [identite.nir, civil.every(Boolean) ? civil.join('|') : null].filter(c => c !== null) }
}

/** A line gives what it says to the one before it that names the same person. */
function completee(ligne: LigneLue, premiere: LigneLue, colonne: Atelier['colonne']): LigneImport {
  const neuf = (cle: string) =>
    formeComparable(ligne.valeurs[cle] ?? '') !== formeComparable(premiere.valeurs[cle] ?? '')
  const apporte = Object.keys(ligne.valeurs).filter(cle => ligne.valeurs[cle] && neuf(cle))
  Object.assign(premiere.valeurs, Object.fromEntries(apporte.map(cle => [cle, ligne.valeurs[cle]])))
  const quoi = apporte.length ? `, qu’elle complète\u00a0: ${apporte.map(colonne).join(', ')}` : ''
  const motif = { champ: colonne('nom'), motif: `même personne que la ligne ${premiere.ligne}${quoi}` }
  return issue(ligne, 'inchangee', null, [motif])
}

/** The persons the list may write on, by id. */
async function lirePersonnes(ctx: Context, ids: readonly string[]): Promise<Map<string, Connue>> {
  const portee = await porteeDeListe(ctx, sql.ref('p.id'))
  const { rows } = await sql<Connue>`
    select p.id, p.nom, p.nom_naissance, p.prenom, p.date_naissance, p.telephone
    from personne p where p.id = any(${ids}::uuid[]) and ${portee}`.execute(ctx.db)
  return new Map(rows.map(p => [p.id, p]))
}
