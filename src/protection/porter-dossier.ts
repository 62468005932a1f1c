import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { nomComplet } from '../personne/noms.ts'
import { adresseCouverte, garderLectureAdresse } from '../precaution/lire-adresse.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { rendrePdf } from '../socle/pdf/typst.ts'
import { rawRoute } from '../socle/route.ts'
import { dateLongue } from '../socle/ui/dates.ts'
import type { Context } from '../socle/use-case.ts'
import { donneesPortees } from './porter.queries.ts'
import { recitDonneesPortees } from './protection.recits.ts'
import type { SectionPortee } from './protection.ts'
import { direValeurPortee } from './valeur-portee.ts'

/** `adresse`: where the address is confidential, the person asked to have it too; left out unless so said. */
const input = z.object({ personneId: z.uuid(), adresse: z.stringbool().optional() })

/** What is kept about a person, for a machine to read (GDPR, article 20): sections, their rows, fields named in French. */
export const porterDossierJson = rawRoute(
  {
    route: 'GET /personnes/:personneId/donnees',
    summary: 'Les données d’une personne, à lui remettre (JSON)',
    permission: 'dossier.porter',
    input,
  },
  async (ctx, { personneId, adresse = false }) => {
    const { personne, sections } = await porter(ctx, { personneId, adresse, format: 'json' })
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
  async (ctx, { personneId, adresse = false }) => {
    const { personne, sections } = await porter(ctx, { personneId, adresse, format: 'pdf' })
    const contenu = rendrePdf('donnees-personne', {
      territoire: ctx.territoire.nom,
      jour: dateLongue(ctx.today),
      personne,
      sections: sections.map(s => enClair(s, ctx.fuseau)),
    })
    return { type: 'application/pdf', nom: 'donnees.pdf', contenu }
  },
)

type Demande = { personneId: string; adresse: boolean; format: 'json' | 'pdf' }

/** In scope, recorded as a reading and told in the timeline: these data leave. With a confidential address, as its reading too. */
async function porter(ctx: Context, { personneId, adresse, format }: Demande) {
  await exigerPerimetre(ctx, personneId)
  const qui = await ctx.db
    .selectFrom('personne')
    .select(['sexe', 'nom', 'prenom', 'dateNaissance'])
    .where('id', '=', personneId)
    .executeTakeFirstOrThrow()
  await consulter(ctx, personneId, 'donnees')
  await ctx.record({ personne: personneId }, recitDonneesPortees, { apres: { format } })
  // Covered by who lives with her too, it isn't there, whatever was asked: nobody reads it.
  const avecAdresse =
    adresse && (await adresseCouverte(ctx, personneId)) && !(await adresseCouverte(ctx, personneId, [personneId]))
  if (avecAdresse) await garderLectureAdresse(ctx, personneId, { motif: 'remise' })
  return {
    personne: nomComplet(qui, ctx.today),
    sections: await donneesPortees(ctx, personneId, { adresse: avecAdresse }),
  }
}

/** Terms and values as one reads them; what isn't known is left out. */
function enClair({ titre, lignes }: SectionPortee, fuseau: string) {
  return {
    titre,
    lignes: lignes.map(ligne =>
      Object.entries(ligne).flatMap(([terme, valeur]) => {
        const dit = direValeurPortee(valeur, fuseau)
        return dit === null ? [] : [[terme, dit]]
      }),
    ),
  }
}
