import { ecrireCsv } from '../lecture/tableau/ecrire-csv.ts'
import { TYPES_TABLEUR } from '../lecture/tableau/ecrire-tableau.ts'
import { prenomLisible } from '../personne/noms.ts'
import { Refusal } from '../socle/refusal.ts'
import { rawRoute } from '../socle/route.ts'
import { dateChiffres, heure } from '../socle/ui/dates.ts'
import { recitLecturesExportees } from './audit.recits.ts'
import { EXPORT_MAX, Filtre, MotifExport, partie, raison } from './audit.ts'
import { lecteur, lireJournal, personneControlee } from './lectures.queries.ts'

const ENTETES = ['Jour', 'Heure', 'Agent', 'Rôle', 'Structure', 'Personne', 'Ce qui a été lu', 'Pourquoi']

/** The filtered journal, as a spreadsheet. What leaves is told as an event, with its reason. Refuses more lines than a sheet bears. */
export const lecturesCsv = rawRoute(
  {
    route: 'GET /audit/lectures/csv',
    summary: 'Le journal des lectures de dossiers, en CSV',
    permission: 'lecture.auditer',
    input: Filtre.extend({ motif: MotifExport }),
  },
  async (ctx, { motif, ...filtre }) => {
    if (filtre.personne) await personneControlee(ctx, filtre.personne)
    const lues = await lireJournal(ctx, filtre, { limite: EXPORT_MAX + 1 })
    if (lues.length > EXPORT_MAX)
      throw new Refusal(
        'invalid',
        'export-trop-grand',
        'Ce journal dépasse 50 000 lignes. Choisissez une période plus courte, ou un agent, puis exportez de nouveau.',
      )
    const lignes = lues.map(l => {
      const qui = lecteur(l)
      const personne = l.nom === null ? 'Personne effacée' : `${prenomLisible(l.prenom ?? '')} ${l.nom}`
      const quand = [dateChiffres(l.le), heure(l.le).replaceAll('\u00a0', ' ')]
      return [...quand, qui.nom, qui.role, l.structure ?? '', personne, partie(l.quoi), raison(l.relation, l.quoi)]
    })
    const personnes = new Set(lues.map(l => l.personneId)).size
    await ctx.record({ objet: 'territoire', id: ctx.territoire.code }, recitLecturesExportees, {
      apres: { lignes: lignes.length, personnes, motif },
    })
    return {
      type: TYPES_TABLEUR.csv,
      nom: `lectures-${ctx.today}.csv`,
      telecharger: true,
      contenu: ecrireCsv([ENTETES, ...lignes]),
    }
  },
)
