import { sql } from 'kysely'
import type { Essai } from './essai.ts'
import { tenirEcheancesDe } from './essai-echeances.ts'
import { apprendreMots } from './personne/recherche/mots.queries.ts'
import { uuidv7 } from './socle/uuid.ts'

type OptionsPersonne = {
  nom?: string
  prenom?: string
  dateNaissance?: string
  sexe?: '1' | '2'
  codeInsee?: string
  commune?: string
  telephone?: string
  courriel?: string
  /** Opens an orientation delay from this reception day. */
  entreeRecueLe?: string
  motif?: string
  /** State of the right; '2' with soumis = true by default. */
  etat?: string
  soumis?: boolean
  dateDemande?: string
}

/** A person alone in an RSA household, as a flow would have brought them: right open, soumise aux droits et devoirs. */
export async function unePersonne(
  essai: Essai,
  options: OptionsPersonne = {},
): Promise<{ id: string; foyerId: string; entreeId: string | null; numeroDemandeRsa: string }> {
  const db = essai.base.territoire('59')
  const [id, foyerId] = [uuidv7(), uuidv7()]
  const numeroDemandeRsa = id.replaceAll('-', '').slice(-11).toUpperCase()
  const recuLe = options.entreeRecueLe ?? '2025-03-03'
  const flux = await db
    .insertInto('flux')
    .values({
      id: uuidv7(),
      fichier: 'essai.xml',
      sha256: id,
      version: 'VRSB0801',
      type: 'M',
      creeLe: '2025-03-03T01:00:00',
      reference: '2025-02-28',
      organismes: ['CAF 591'],
      recuLe,
      importeLe: essai.now,
      importePar: 'essai',
      premier: false,
      rapport: '{}',
    })
    .returning('numero')
    .executeTakeFirstOrThrow()
  const nom = options.nom ?? 'ESSAI-TISSAGE'
  await db
    .insertInto('personne')
    .values({
      id,
      nom,
      nomNaissance: nom,
      prenom: options.prenom ?? 'CAMILLE',
      dateNaissance: options.dateNaissance ?? '1985-04-12',
      sexe: options.sexe ?? '2',
      qualite: 'MME',
      identiteSource: 'CAF',
      identiteLe: '2025-02-28',
      telephone: options.telephone ?? null,
      telephoneAccord: options.telephone ? true : null,
      courriel: options.courriel ?? null,
      courrielAccord: options.courriel ? true : null,
    })
    .execute()
  await apprendreMots(essai.ctx(), sql`select recherche from personne where id = ${id}`)
  await db
    .insertInto('foyer')
    .values({
      id: foyerId,
      numeroDemandeRsa,
      organisme: 'CAF',
      numeroOrganisme: '591',
      matricule: '1234567',
      dateDemande: options.dateDemande ?? '2025-02-10',
      situationFamiliale: 'CEL',
      sansDomicileFixe: false,
      voie: '12 RUE EXEMPLE',
      codeInsee: options.codeInsee ?? '59599',
      codePostal: '59200',
      commune: options.commune ?? 'TOURCOING',
      etat: options.etat ?? '2',
      present: true,
      empreinte: Buffer.from(id),
      source: 'CAF',
      majLe: '2025-02-28',
    })
    .execute()
  await db
    .insertInto('membre')
    .values({ personneId: id, foyerId, role: 'DEM', aCharge: true, debut: '2025-02-28' })
    .execute()
  await db
    .insertInto('droit')
    .values({
      personneId: id,
      foyerId,
      role: 'DEM',
      etat: options.etat ?? '2',
      soumis: options.soumis ?? true,
      debut: '2025-02-28',
      fluxDebut: flux.numero,
    })
    .execute()
  let entreeId: string | null = null
  if (options.entreeRecueLe) {
    entreeId = uuidv7()
    await db
      .insertInto('entree')
      .values({
        id: entreeId,
        personneId: id,
        foyerId,
        role: 'DEM',
        motif: options.motif ?? 'premiere-demande',
        recuLe,
        flux: flux.numero,
      })
      .execute()
  }
  await tenirEcheancesDe(essai, id)
  return { id, foyerId, entreeId, numeroDemandeRsa }
}

/** A follow-up taken up on a day by a référent, as a list of follow-ups brings it. */
export async function unSuiviRepris(
  essai: Essai,
  personneId: string,
  jour: string,
  agent: { id: string; structureId: string | null },
): Promise<void> {
  const db = essai.base.territoire('59')
  const commun = { personneId, structureId: agent.structureId!, debut: jour }
  const orientationId = uuidv7()
  await db
    .insertInto('orientation')
    .values({
      ...commun,
      id: orientationId,
      dominante: 'emploi',
      origine: 'reprise-de-suivi',
      decideeLe: `${jour}T09:00:00Z`,
    })
    .execute()
  await db
    .insertInto('accompagnement')
    .values({ ...commun, id: uuidv7(), orientationId, referentId: agent.id })
    .execute()
  await tenirEcheancesDe(essai, personneId)
}
