import type { Role } from '../agent/agent.ts'
import { unImport } from '../echanges/tableur/essai-tableur.ts'
import { unePersonne } from '../essai.fixtures.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Made up: no commune has the number 999 of Nord. */
const NIR = '2850459999001'
export const NOM = 'ESSAI-MAISON'

/** One person with a bit of everything, and two agents of each role: one to whom she is known, one to whom she isn't. */
export type Monde = {
  personneId: string
  autreId: string
  structureId: string
  referentId: string
  /** A second référent of the same structure, who doesn't follow her. */
  collegueId: string
  habilitationId: string
  rendezVousId: string
  orientationId: string
  courrierId: string
  doublonId: string
  /** A list of structures, waiting to be checked. */
  importId: string
  dedans: Record<Role, Navigateur>
  dehors: Record<Role, Navigateur>
}

export async function unMonde(essai: Essai): Promise<Monde> {
  const db = essai.base.territoire('59')
  const [structureId, ailleurs] = [await essai.uneStructure(), await essai.uneStructure()]
  const pilote = await essai.unAgent('pilote')
  const administrateur = await essai.unAgent('administrateur')
  const dedans = {
    'charge-orientation': await essai.unAgent('charge-orientation', { secteur: ['59599'] }),
    referent: await essai.unAgent('referent', { structureId }),
    'responsable-equipe': await essai.unAgent('responsable-equipe', { structureId }),
    pilote,
    administrateur,
  }
  const dehors = {
    'charge-orientation': await essai.unAgent('charge-orientation', { secteur: ['59350'] }),
    referent: await essai.unAgent('referent', { structureId }),
    'responsable-equipe': await essai.unAgent('responsable-equipe', { structureId: ailleurs }),
    pilote,
    administrateur,
  }
  const options = { nom: NOM, entreeRecueLe: '2025-03-03', telephone: '0639980001' }
  const [personne, autre] = [
    await unePersonne(essai, options),
    await unePersonne(essai, { ...options, prenom: 'CLAUDE' }),
  ]
  await db
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', NIR), nirChiffre: chiffrerNir('59', NIR) })
    .where('id', '=', personne.id)
    .execute()
  const ids = { rendezVousId: uuidv7(), orientationId: uuidv7(), courrierId: uuidv7(), doublonId: uuidv7() }
  const referentId = dedans.referent.id
  await db
    .insertInto('orientation')
    .values({
      id: ids.orientationId,
      personneId: personne.id,
      dominante: 'equilibre',
      structureId,
      origine: 'decision',
      decideeLe: essai.now,
      debut: '2025-03-05',
    })
    .execute()
  await db
    .insertInto('accompagnement')
    .values({
      id: uuidv7(),
      personneId: personne.id,
      orientationId: ids.orientationId,
      referentId,
      structureId,
      debut: '2025-03-05',
    })
    .execute()
  await db
    .insertInto('rendezVous')
    .values({
      id: ids.rendezVousId,
      personneId: personne.id,
      agentId: referentId,
      structureId,
      objet: 'suivi',
      modalite: 'individuel',
      debut: '2025-03-20T09:00:00Z',
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: '2025-03-06',
      prisPar: referentId,
      prisLe: essai.now,
    })
    .execute()
  await db
    .insertInto('courrier')
    .values({
      id: ids.courrierId,
      personneId: personne.id,
      modele: 'convocation',
      editeLe: essai.now,
      sha256: '',
      pdf: Buffer.from('%PDF-1.7'),
    })
    .execute()
  await db
    .insertInto('doublon')
    .values({
      id: ids.doublonId,
      personneId: personne.id,
      autreId: autre.id,
      raisons: ['identite'],
      trouveLe: '2025-03-05',
    })
    .execute()
  const { id: importId } = await unImport(essai, 'Nom;Téléphones\nRégie;01 99 00 00 01\n', {
    genre: 'structures',
    agent: dedans['charge-orientation'],
  })
  return {
    ...ids,
    importId,
    personneId: personne.id,
    autreId: autre.id,
    structureId,
    referentId,
    collegueId: dehors.referent.id,
    habilitationId: dedans.referent.habilitationId,
    dedans,
    dehors,
  }
}
