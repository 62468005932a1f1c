import { sql } from 'kysely'
import { z } from 'zod'
import { suiviAnnule } from '../accompagnement/annulation/annulation.queries.ts'
import { exigerLecture } from '../agent/lecture-apres.queries.ts'
import { titreDeLettre } from '../courrier/modeles.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { leJour } from '../socle/ui/phrases.ts'
import { useCase } from '../socle/use-case.ts'
import { Confidentialite, EtatDocument, MotifRetrait, Refus, TypeDocument } from './document.ts'
import { documentOuvert } from './documents.queries.ts'

const Depose = z.object({
  id: z.uuid(),
  type: TypeDocument,
  titre: z.string(),
  confidentialite: Confidentialite,
  etat: EtatDocument,
  taille: z.number(),
  pages: z.number().nullable(),
  antivirus: z.enum(['sain', 'non-analyse']).nullable(),
  refus: Refus.nullable(),
  recuLe: z.string(),
  deposePar: z.string(),
  aMoi: z.boolean(),
  /** It shows an address kept confidential: a reason is asked before it opens. */
  adresseADemander: z.boolean(),
  retrait: z.object({ le: z.string(), par: z.string(), motif: MotifRetrait }).nullable(),
  effaceLe: z.string().nullable(),
})

const Lettre = z.object({
  id: z.uuid(),
  titre: z.string(),
  editeLe: z.string(),
  editePar: z.string().nullable(),
  exemplaires: z.int(),
  adresseADemander: z.boolean(),
  /** What it says holds no more: it isn't to be posted. `reprise`: another letter takes it back, if it was. */
  perimee: z.object({ reprise: z.boolean() }).nullable(),
})

/** `depuis`: what became of what it told, which holds no more (rule A10). */
type LettreLue = Omit<z.input<typeof Lettre>, 'titre' | 'perimee'> & {
  reprise: boolean
  modele: string
  depuis: keyof typeof DEPUIS | null
  decision: boolean
  /** When the appointment is, that it convokes to. */
  convoque: string | null
}
const DEPUIS = { annulee: 'annulée depuis', remplacee: 'remplacée depuis', rouvert: 'rouvert depuis' } as const

/** What a person's file holds: documents open to the agent, and letters as they left; the newest first. */
export const documentsDe = useCase(
  {
    route: 'GET /personnes/:personneId/documents',
    summary: 'Documents et lettres d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({ documents: z.array(Depose), lettres: z.array(Lettre) }),
  },
  async (ctx, { personneId }) => {
    const jusqua = await exigerLecture(ctx, personneId)
    const { rows: documents } = await sql<z.input<typeof Depose>>`
      select d.id, d.type, d.titre, d.confidentialite, d.etat, d.taille, d.pages, d.antivirus, d.refus, d.recu_le,
        coalesce(a.nom, 'Filrouge') as depose_par, d.depose_par = ${ctx.agent.id}::uuid as a_moi,
        d.type = 'domicile' and adresse_confidentielle(d.personne_id) as adresse_a_demander,
        case when d.retire_le is not null then json_build_object('le', d.retire_le, 'par', coalesce(r.nom, 'Filrouge'),
          'motif', d.retire_motif) end as retrait, d.efface_le
      from document d left join agent_nom a on a.id = d.depose_par left join agent_nom r on r.id = d.retire_par
      where d.personne_id = ${personneId} and d.etat <> 'depot' and ${documentOuvert(ctx)}
        -- Told as it arrived, and there already: it would be a line about nothing.
        and (d.etat <> 'refuse' or d.refus ->> 'code' <> 'deja-la')
        -- To who no more follows them, what shows a confidential address isn't opened: it isn't offered.
        and (${jusqua}::date is null or d.recu_le::date <= ${jusqua}::date
          and not (d.type = 'domicile' and adresse_confidentielle(d.personne_id)))
      order by d.recu_le desc, d.id desc`.execute(ctx.db)
    const { rows: lettres } = await sql<LettreLue>`
      select c.id, c.modele, c.orientation_annulee_id is not null or c.accompagnement_annule_id is not null as decision,
        c.edite_le, c.exemplaires, a.nom as edite_par,
        c.montre_adresse and adresse_confidentielle(c.personne_id)
          and not coalesce(c.edite_par = ${ctx.agent.id}::uuid
            and c.edite_le::date = ${ctx.today}::date, false)
          as adresse_a_demander,
        exists (select from courrier r where r.personne_id = c.personne_id and r.modele = 'annulation' and r.edite_le >= c.edite_le
          and (r.orientation_annulee_id = c.orientation_annulee_id or r.accompagnement_annule_id = c.accompagnement_id)) as reprise,
        case when ${suiviAnnule(sql.ref('c.accompagnement_id'))} or c.orientation_annulee_id is not null and c.modele <> 'annulation'
            or v.issue = 'annule-service' and c.modele = 'convocation' then 'annulee'
          when v.issue = 'reporte' and v.issue_le < v.debut and c.modele = 'convocation' then 'remplacee'
          -- Opened again, or become one with a file that is open; told to who no more follows as far as they read.
          when k.rouverte_le <= coalesce(${jusqua}::date, 'infinity')
            or ${jusqua}::date is null and not exists (select 1 from dossier_clos z where z.personne_id = c.personne_id)
              and k.id is not null then 'rouvert' end as depuis,
        case when c.modele = 'convocation' then v.debut end as convoque
      from courrier c left join agent_nom a on a.id = c.edite_par left join cloture k on k.id = c.cloture_id
        left join rendez_vous v on v.id = c.rendez_vous_id
      where c.personne_id = ${personneId}
        and (${jusqua}::date is null or c.edite_par = ${ctx.agent.id}::uuid
          or c.edite_le::date <= ${jusqua}::date and not (c.montre_adresse and adresse_confidentielle(c.personne_id)))
      order by c.edite_le desc, c.id desc`.execute(ctx.db)
    await consulter(ctx, personneId, 'documents')
    return {
      documents,
      lettres: lettres.map(({ modele, depuis, decision, reprise, convoque, ...l }) => {
        const quand = convoque ? `, rendez-vous ${leJour(convoque, ctx.today, ctx.fuseau)}` : ''
        const titre = `${titreDeLettre(modele, decision)}${quand}`
        return {
          ...l,
          titre: depuis ? `${titre}, ${DEPUIS[depuis]}` : titre,
          perimee: depuis === 'annulee' || depuis === 'remplacee' ? { reprise } : null,
        }
      }),
    }
  },
)
