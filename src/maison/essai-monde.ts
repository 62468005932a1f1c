import type { Role } from '../agent/agent.ts'
import { unImport } from '../echanges/listes/essai-tableur.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Made up: no commune has the number 999 of Nord. */
const NIR = '2850459999001'
export const NOM = 'ESSAI-MAISON'

/** Three files, one of which changed the commune of this person. */
async function troisImports(essai: Essai, personneId: string) {
  const db = essai.base.territoire('59')
  const fichiers = { importEnDepotId: uuidv7(), importId: uuidv7(), importAppliqueId: uuidv7() }
  const commun = {
    fichier: 'flux.xml',
    taille: 10,
    voie: 'ecran',
    recuLe: '2025-03-10',
    deposeLe: essai.now,
    deposeNom: 'Agent ESSAI',
  }
  const entier = { ...commun, genre: 'beneficiaires', recu: 10, sha256: 'a'.repeat(64) }
  await db
    .insertInto('import')
    .values({ ...commun, id: fichiers.importEnDepotId, statut: 'depot' })
    .execute()
  await db
    .insertInto('import')
    .values({ ...entier, id: fichiers.importId, statut: 'a-verifier' })
    .execute()
  const { numero } = await db
    .insertInto('import')
    .values({ ...entier, id: fichiers.importAppliqueId, statut: 'applique', debutLe: essai.now, finLe: essai.now })
    .returning('numero')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('importDifference')
    .values({
      import: numero,
      personneId,
      tableNom: 'personne',
      cle: JSON.stringify({ id: personneId }),
      avant: JSON.stringify({ commune_naissance: 'ICI' }),
      apres: JSON.stringify({ commune_naissance: 'LA' }),
    })
    .execute()
  return fichiers
}

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
  /** Somebody who left the active base. */
  archiveId: string
  /** A file half arrived, one that waits to be applied, one that changed her file. */
  importEnDepotId: string
  importId: string
  importAppliqueId: string
  /** A list of structures, waiting to be checked. */
  listeId: string
  /** The key of a partner's software. */
  accesId: string
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
  // The month before: without it nobody could be told to enter.
  await db
    .insertInto('flux')
    .values({
      id: uuidv7(),
      fichier: 'janvier.xml',
      sha256: 'janvier',
      version: 'VRSB0801',
      type: 'M',
      creeLe: '2025-02-03T01:00:00',
      reference: '2025-01-31',
      organismes: ['CAF 591'],
      recuLe: '2025-02-03',
      importeLe: essai.now,
      importePar: 'essai',
      premier: true,
      rapport: '{}',
    })
    .execute()
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
  const fichiers = await troisImports(essai, personne.id)
  const acces = {
    id: uuidv7(),
    territoire: '59',
    nom: 'Logiciel partenaire',
    droits: ['import.deposer'],
    creeLe: essai.now,
    creePar: 'Agent ESSAI',
  }
  await essai.base.commun
    .insertInto('clientApi')
    .values({ ...acces, empreinte: Buffer.from(acces.id) })
    .execute()
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
  const { id: archiveId } = await unePersonne(essai, { nom: 'ESSAI-ARCHIVE' })
  await db.insertInto('archive').values({ personneId: archiveId, le: '2025-01-10' }).execute()
  const dite = { personneId: personne.id, champ: 'nom', le: '2025-03-05' }
  await db
    .insertInto('donnee')
    .values([
      { ...dite, source: 'CAF', valeur: NOM, retenue: true },
      { ...dite, source: 'france-travail', valeur: 'ESSAI-AUTRE', conflit: true },
    ])
    .execute()
  const { id: listeId } = await unImport(essai, 'Nom;Téléphones\nRégie;01 99 00 00 01\n', {
    genre: 'structures',
    agent: dedans['charge-orientation'],
  })
  return {
    ...ids,
    ...fichiers,
    listeId,
    accesId: acces.id,
    archiveId,
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
