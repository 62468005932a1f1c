import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { nomComplet } from '../personne/noms.ts'
import { consulter } from '../socle/consultation.ts'
import { rendrePdf } from '../socle/pdf/typst.ts'
import { rawRoute } from '../socle/route.ts'
import { dateLongue } from '../socle/ui/dates.ts'
import type { Context } from '../socle/use-case.ts'
import { donneesPortees } from './porter.queries.ts'
import { recitDonneesPortees } from './protection.recits.ts'
import type { SectionPortee } from './protection.ts'
import { direValeurPortee } from './valeur-portee.ts'

const input = z.object({ personneId: z.uuid() })

/** What is kept about a person, for a machine to read (GDPR, article 20): sections, their rows, fields named in French. */
export const porterDossierJson = rawRoute(
  {
    route: 'GET /personnes/:personneId/donnees',
    summary: 'Les données d’une personne, à lui remettre (JSON)',
    permission: 'dossier.porter',
    input,
  },
  async (ctx, { personneId }) => {
    const { personne, sections } = await porter(ctx, personneId, 'json')
    const contenu = { faitLe: ctx.now, territoire: ctx.territoire.nom, personne, sections }
    return {
      type: 'application/json; charset=utf-8',
      nom: 'donnees.json',
      contenu: Buffer.from(`${JSON.stringify(contenu, null, 2)}\n`),
      telecharger: true,
    }
  },
)

/** The same, to be read: a tagged PDF. */
export const porterDossierPdf = rawRoute(
  {
    route: 'GET /personnes/:personneId/donnees/pdf',
    summary: 'Les données d’une personne, à lui remettre (PDF)',
    permission: 'dossier.porter',
    input,
  },
  async (ctx, { personneId }) => {
    const { personne, sections } = await porter(ctx, personneId, 'pdf')
    const contenu = rendrePdf('donnees-personne', {
      territoire: ctx.territoire.nom,
      jour: dateLongue(ctx.today),
      personne,
      sections: sections.map(enClair),
    })
    return { type: 'application/pdf', nom: 'donnees.pdf', contenu }
  },
)

/** In scope, recorded as a reading and told in the timeline: these data leave. */
async function porter(ctx: Context, personneId: string, format: 'json' | 'pdf') {
  await exigerPerimetre(ctx, personneId)
  const qui = await ctx.db
    .selectFrom('personne')
    .select(['sexe', 'nom', 'prenom', 'dateNaissance'])
    .where('id', '=', personneId)
    .executeTakeFirstOrThrow()
  await consulter(ctx, personneId, 'donnees')
  await ctx.record({ personne: personneId }, recitDonneesPortees, { apres: { format } })
  return { personne: nomComplet(qui, ctx.today), sections: await donneesPortees(ctx, personneId) }
}

/** Terms and values as one reads them; what isn't known is left out. */
function enClair({ titre, lignes }: SectionPortee) {
  return {
    titre,
    lignes: lignes.map(ligne =>
      Object.entries(ligne).flatMap(([terme, valeur]) => {
        const dit = direValeurPortee(valeur)
        return dit === null ? [] : [[terme, dit]]
      }),
    ),
  }
}
