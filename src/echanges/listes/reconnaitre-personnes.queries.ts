import { sql } from 'kysely'
import type { LigneImport } from '../../import/import.ts'
import { formeComparable } from '../../lecture/forme-comparable.ts'
import { rapprocherIdentites } from '../../personne/doublons/rapprocher-identites.queries.ts'
import type { Verdict } from '../../personne/doublons/ressemblance.ts'
import type { Context } from '../../socle/use-case.ts'
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
}

/**
 * Tells which person each line is about (rule E5). Two lines of the file about one person: the second is set aside; a doubt is held
 * for somebody to decide; a person out of the agent's scope is left alone.
 */
export function identifier(
  atelier: Atelier,
  { parPlace = false, plusieursLignes = false }: Identification = {},
): (lignes: readonly LigneLue[]) => Promise<Reconnues> {
  const { ctx, colonne } = atelier
  const decisions = (atelier.demande.options.decisions ?? {}) as Record<number, string>
  const dejaDites = new Map<string, number>()
  const dejaVues = new Map<string, number>()
  const designe = ({ valeurs }: LigneLue) =>
    colonne((parPlace && ['numeroDemandeRsa', 'matricule', 'nir'].find(cle => valeurs[cle])) || 'nom')
  const refuser = (ligne: LigneLue, motif: string, personneId: string | null = null) =>
    issue(ligne, 'refusee', personneId, [{ champ: designe(ligne), motif }])
  return async lignes => {
    const issues: LigneImport[] = []
    const premieres: LigneLue[] = []
    for (const ligne of lignes) {
      const cles = plusieursLignes ? [] : clesDe(ligne.valeurs)
      const deja = cles.map(cle => dejaDites.get(cle)).find(n => n !== undefined)
      if (deja !== undefined) issues.push(refuser(ligne, `même personne que la ligne ${deja}`))
      else premieres.push(ligne)
      for (const cle of cles) if (!dejaDites.has(cle)) dejaDites.set(cle, ligne.ligne)
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
        const raisons = [...new Set(r.candidats.flatMap(c => c.raisons))].join(', ')
        const combien = r.candidats.length > 1 ? `${r.candidats.length} dossiers` : 'un dossier'
        const motif = `ressemble à ${combien} sans certitude${raisons ? ` (${raisons})` : ''} : dites de qui il s’agit, ajoutez le NIR ou corrigez l’identité`
        issues.push(issue(ligne, 'a-decider', r.candidats[0]?.personneId ?? null, [{ champ: designe(ligne), motif }]))
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
        else if (deja !== undefined && !plusieursLignes)
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
})

/** What a human decided of a doubt holds as long as it is one, and the chosen file among its candidates. */
function decider(verdict: Verdict, choix: string | undefined): Verdict {
  if (verdict.genre !== 'douteux' || choix === undefined) return verdict
  if (choix === 'nouvelle') return { genre: 'nouveau' }
  return verdict.candidats.some(c => c.personneId === choix) ? { genre: 'certain', personneId: choix } : verdict
}

/** What makes two lines of a file the same person, before anything is looked up. */
function clesDe(v: Record<string, string>): string[] {
  const nom = v.nomNaissance ?? v.nom
  const dits = [nom, v.prenom, v.dateNaissance].map(dit => formeComparable(dit ?? ''))
  const civil = dits.every(Boolean) ? dits.join('|') : null
  return [v.nir ?? null, civil].filter(c => c !== null)
}

/** The persons the list may write on, by id. */
async function lirePersonnes(ctx: Context, ids: readonly string[]): Promise<Map<string, Connue>> {
  const portee = await porteeDeListe(ctx, sql.ref('p.id'))
  const { rows } = await sql<Connue>`
    select p.id, p.nom, p.nom_naissance, p.prenom, p.date_naissance, p.telephone
    from personne p where p.id = any(${ids}::uuid[]) and ${portee}`.execute(ctx.db)
  return new Map(rows.map(p => [p.id, p]))
}
