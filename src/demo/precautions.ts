import { sql } from 'kysely'
import { corrigerContact } from '../personne/corriger-contact.ts'
import { noterPrecautions } from '../precaution/noter-precautions.ts'
import { AUCUNE, aSaisir, type SaisiePrecautions } from '../precaution/precaution.ts'
import { prendreRendezVous } from '../rendez-vous/prendre-rendez-vous.ts'
import type { Acteur } from '../socle/acteur.ts'
import { Refusal } from '../socle/refusal.ts'
import { ajouterJours } from '../socle/ui/dates.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { type Journal, jourOuvre, veilleOuvree } from './journal.ts'
import { LIEU } from './parcours.ts'

type Cas = { dites: Partial<SaisiePrecautions>; telephone?: string; interpretePrevu?: boolean; parCourrier?: true }

/** One person of each kind, as a référent learns of them over the months. */
const CAS: readonly Cas[] = [
  { dites: { adresseConfidentielle: true, sansMessage: true }, telephone: '0639984411' },
  {
    dites: {
      nePasEcrire: true,
      domiciliee: true,
      domiciliationOrganisme: 'CCAS de Trame-sur-Lys',
      domiciliationAdresse: '1 place de la Mairie, 99000 TRAME-SUR-LYS',
    },
    parCourrier: true,
  },
  {
    dites: {
      mesure: 'tutelle',
      protecteurNom: 'Dominique ESSAI-GARDE',
      protecteurOrganisme: 'Association tutélaire des Tisserands',
      protecteurAdresse: '8 quai des Tisseuses, 99000 TRAME-SUR-LYS',
      protecteurTelephone: '01 99 00 30 01',
      protecteurCourriel: 'tutelles@example.org',
    },
    parCourrier: true,
  },
  { dites: { langue: 'arabe', gardeEnfant: true }, interpretePrevu: true, parCourrier: true },
  { dites: { lsf: true } },
  { dites: { sansMarche: true, arriveeDes: '09:30', departAvant: '16:00' } },
  { dites: { nePasEcrire: true } },
]
/** The number of two persons under one roof: whoever answers. */
const NUMERO_PARTAGE = '0639984410'

/** What the demo référent was told by those they follow, and the letters that obey it. */
export function prevoirLesPrecautions(journal: Journal, referent: Acteur, aujourdhui: string): void {
  const veille = veilleOuvree(aujourdhui)
  journal.prevoir(`${veille}T16:10`, referent, ctx => noterCeQuIlSait(ctx, aujourdhui))
  journal.prevoir(`${veille}T16:20`, referent, noterLeNumeroPartage)
  journal.prevoir(`${veille}T18:10`, referent, ctx => noterDeDemain(ctx, aujourdhui))
}

const aCeNumero = (telephone: string) => ({ telephone, telephoneAccord: true, courriel: null, courrielAccord: false })

const noter = (ctx: Context, personneId: string, dites: Partial<SaisiePrecautions>) =>
  noterPrecautions(ctx, { personneId, ...aSaisir(AUCUNE), ...dites })

async function noterCeQuIlSait(ctx: Context, aujourdhui: string): Promise<void> {
  const { rows } = await sql<{ personneId: string }>`
    select personne_id from accompagnement where referent_id = ${ctx.agent.id} and fin is null and veille_depuis is null
    order by debut, personne_id limit ${CAS.length}`.execute(ctx.db)
  for (const [rang, { personneId }] of rows.entries()) {
    const { dites, telephone, interpretePrevu = false, parCourrier } = CAS[rang] ?? { dites: {} }
    await noter(ctx, personneId, dites)
    if (telephone) await corrigerContact(ctx, { personneId, ...aCeNumero(telephone) })
    if (!parCourrier) continue
    const jour = jourOuvre(ajouterJours(aujourdhui, 12 + rang))
    const prise = { id: uuidv7(), personneId, agentId: ctx.agent.id, debut: `${jour}T11:00` } as const
    await prendreRendezVous(ctx, {
      ...prise,
      ...{ objet: 'suivi', modalite: 'individuel', dureeMinutes: 45, lieu: LIEU, convocation: 'courrier' },
      ...{ interpretePrevu, horairesConfirmes: false },
    }).catch((erreur: unknown) => {
      // That day is taken already: they see each other without a letter.
      if (!(erreur instanceof Refusal)) throw erreur
    })
  }
}

/** Two persons whom the référent follows give the same number, those of one household first. */
async function noterLeNumeroPartage(ctx: Context): Promise<void> {
  const { rows } = await sql<{ personneId: string }>`
    select m.personne_id from membre m join accompagnement k on k.personne_id = m.personne_id and k.fin is null
    where k.referent_id = ${ctx.agent.id} and m.fin is null
    order by count(*) over (partition by m.foyer_id) desc, m.foyer_id, m.personne_id limit 2`.execute(ctx.db)
  for (const { personneId } of rows) await corrigerContact(ctx, { personneId, ...aCeNumero(NUMERO_PARTAGE) })
}

/** Who comes tomorrow asked not to be left messages. */
async function noterDeDemain(ctx: Context, aujourdhui: string): Promise<void> {
  const { rows } = await sql<{ personneId: string }>`
    select r.personne_id from rendez_vous r where r.agent_id = ${ctx.agent.id} and r.issue is null
      and r.debut::date = ${aujourdhui}::date
      and not exists (select 1 from precaution c where c.personne_id = r.personne_id)
    order by r.debut desc limit 1`.execute(ctx.db)
  for (const { personneId } of rows) await noter(ctx, personneId, { sansMessage: true, sansMarche: true })
}
