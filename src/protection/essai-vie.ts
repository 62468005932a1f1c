import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { unAvisSur } from '../avis/essai-avis.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { tenirEcheancesDe } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { clore, sceller } from '../socle/auth/texte.ts'
import { unFichier } from '../socle/fichier/essai-fichier.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { saLigneDecidee } from './essai-ligne-decidee.ts'
import { unNomLu } from './essai-nom-lu.ts'
import { sesReprises } from './essai-reprises.ts'

/** What may be found of her, anywhere: words that nobody else has. */
export const TRACES = {
  nom: 'ESSAI-OUBLIETTE',
  prenom: 'ZENOBIE',
  telephone: '0639980777',
  courriel: 'zenobie@example.org',
  voie: '77 RUE INVENTEE',
  matricule: '7654321',
  metier: 'souffleuse de verre',
  note: 'note sur elle seule',
}
export const NIR = '2850459999777'

export type Vie = { id: string; foyerId: string; numero: string; importNumero: number }

/**
 * A person met in 2019 and never since, with a row in every table that may lead to her, and her name or number wherever one may be.
 * Her right is closed, her follow-up too. `agent` is who met her.
 */
export async function uneVieEntiere(
  essai: Essai,
  agent: Navigateur,
  choix: { nom?: string; dernier?: string; nir?: string } = {},
): Promise<Vie> {
  const db = essai.base.territoire('59')
  const structureId = await essai.uneStructure()
  const { nom = TRACES.nom, dernier = '2019-06-01' } = choix
  const {
    id,
    foyerId,
    entreeId,
    numeroDemandeRsa: numero,
  } = await unePersonne(essai, {
    nom,
    prenom: TRACES.prenom,
    telephone: TRACES.telephone,
    courriel: TRACES.courriel,
    entreeRecueLe: '2019-01-10',
  })
  const [importId, orientationId, diagnosticId, rendezVousId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const { numero: importNumero } = await db
    .insertInto('import')
    .values({
      id: importId,
      fichierId: await unFichier(essai, `${nom};${TRACES.telephone}`),
      genre: 'personnes',
      fichier: 'liste.csv',
      taille: 10,
      recu: 10,
      sha256: 'b'.repeat(64),
      voie: 'ecran',
      recuLe: '2019-01-10',
      deposeLe: '2019-01-10T09:00:00Z',
      deposeNom: 'Agent ESSAI',
      statut: 'applique',
      options: JSON.stringify({ decisions: { 2: id } }),
    })
    .returning('numero')
    .executeTakeFirstOrThrow()
  await saLigneDecidee(db, importId, id)
  for (const [tableNom, personneId, cle] of [
    ['personne', id, { id }],
    ['foyer', null, { id: foyerId }],
  ] as const)
    await db
      .insertInto('importDifference')
      .values({
        import: importNumero,
        personneId,
        tableNom,
        cle: JSON.stringify(cle),
        avant: JSON.stringify({ nom, voie: TRACES.voie }),
        apres: '{}',
      })
      .execute()
  await sql`update personne set identite_le = '2019-01-10', contact_le = '2019-01-10',
    nir_empreinte = ${empreinteNir('59', choix.nir ?? NIR)},
    nir_chiffre = ${chiffrerNir('59', choix.nir ?? NIR)} where id = ${id}`.execute(db)
  await sql`update foyer set present = false, etat = '5', voie = ${sceller('59', TRACES.voie)}, matricule = ${TRACES.matricule},
    maj_le = '2019-01-10', empreinte = ${randomBytes(32)} where id = ${foyerId}`.execute(db)
  await sql`update flux set sha256 = numero::text`.execute(db)
  await sql`update membre set debut = '2019-01-10', fin = ${dernier}, activite = ${TRACES.metier} where personne_id = ${id}`.execute(
    db,
  )
  await sql`update droit set debut = '2019-01-10', fin = ${dernier}, flux_fin = flux_debut where personne_id = ${id}`.execute(
    db,
  )
  await sql`update entree set oriente_le = '2019-01-20' where id = ${entreeId}`.execute(db)
  await db
    .insertInto('donnee')
    .values({ personneId: id, champ: 'metier-recherche', source: 'agent', valeur: TRACES.metier, le: '2019-01-12' })
    .execute()
  await db
    .insertInto('sanctionCaf')
    .values({ personneId: id, foyerId, genre: 'sanction', debut: '2019-02-01', fluxDebut: 1, fluxMaj: 1 })
    .execute()
  await db
    .insertInto('mentionCaf')
    .values({ personneId: id, foyerId, genre: 'protection', code: TRACES.metier, flux: 1 })
    .execute()
  const somme = {
    id: uuidv7(),
    organisme: 'CAF',
    numeroOrganisme: '591',
    matricule: TRACES.matricule,
    numeroDemandeRsa: numero,
    nature: 'RSA',
    rang: '1',
    reference: '2019-02-01',
    import: importNumero,
  }
  await db
    .insertInto('creance')
    .values({ ...somme, implanteeLe: '2019-02-01', soldeCentimes: 57_568, empreinte: randomBytes(32) })
    .execute()
  await db
    .insertInto('acompte')
    .values({
      ...somme,
      id: uuidv7(),
      mois: '2019-02',
      genre: 'allocation',
      sens: 'AJ',
      montantCentimes: 60_000,
      numeroInterne: TRACES.matricule,
      empreinte: randomBytes(32),
    })
    .execute()
  await db
    .insertInto('rendezVous')
    .values({
      id: rendezVousId,
      personneId: id,
      agentId: agent.id,
      objet: 'diagnostic',
      modalite: 'domicile',
      debut: '2019-01-15T09:00:00Z',
      dureeMinutes: 45,
      lieu: TRACES.voie,
      convocation: 'courrier',
      convoqueLe: '2019-01-11',
      prisPar: agent.id,
      prisLe: '2019-01-11T09:00:00Z',
    })
    .execute()
  const protegee = {
    mesure: 'tutelle',
    protecteurNom: TRACES.nom,
    protecteurAdresse: TRACES.voie,
    protecteurCopie: true,
  }
  const notee = { personneId: id, majLe: '2019-01-11T09:00:00Z', majPar: agent.id }
  await db
    .insertInto('precaution')
    .values({ ...protegee, ...notee })
    .execute()
  await db
    .insertInto('membreSuivi')
    .values({
      ...{ id: uuidv7(), personneId: id, agentId: agent.id, champ: 'logement', debut: '2019-01-15', fin: '2019-06-15' },
      ...{ ajoutePar: agent.id, ajouteLe: '2019-01-15T10:00:00Z' },
      ...{ retirePar: agent.id, retireLe: '2019-06-15T10:00:00Z' },
    })
    .execute()
  await db
    .insertInto('diagnostic')
    .values({
      id: diagnosticId,
      personneId: id,
      ...{ version: 1, etabliLe: '2019-01-15', etabliPar: agent.id },
      reponses: JSON.stringify({ metier: TRACES.metier }),
      synthese: `${nom} cherche`,
      notePrivee: TRACES.note,
      saisiLe: '2019-01-15T10:00:00Z',
    })
    .execute()
  await db
    .insertInto('orientation')
    .values({
      id: orientationId,
      personneId: id,
      entreeId,
      diagnosticId,
      dominante: 'emploi',
      proposition: 'equilibre',
      motif: `${TRACES.prenom} préfère`,
      explication: JSON.stringify([TRACES.note]),
      structureId,
      ...{ origine: 'decision', decideeLe: '2019-01-20T09:00:00Z', debut: '2019-01-20', fin: dernier },
    })
    .execute()
  await db
    .insertInto('accompagnement')
    .values({
      id: uuidv7(),
      personneId: id,
      orientationId,
      referentId: agent.id,
      structureId,
      debut: '2019-01-20',
      fin: dernier,
      finMotif: TRACES.note,
    })
    .execute()
  await sesReprises(db, TRACES, { id, nom, orientationId, structureId, agentId: agent.id })
  await sql`insert into echeance (genre, objet_id, personne_id, depuis, commande, reportee_jusquau, reportee_motif)
    values ('contact', ${id}, ${id}, ${dernier}, true, ${dernier}, ${clore('59', TRACES.note)})`.execute(db)
  const venu = { personneId: id, import: importNumero }
  const ppae = { ...venu, id: uuidv7(), signeLe: '2019-02-01', reference: '2019-02-28' }
  await db.insertInto('ppae').values(ppae).execute()
  const suivi = { ...venu, id: uuidv7(), le: '2019-02-28', metiers: [TRACES.metier] }
  await db.insertInto('suiviFranceTravail').values(suivi).execute()
  await db
    .insertInto('actionFranceTravail')
    .values({ ...venu, id: uuidv7(), libelle: TRACES.metier, empreinte: randomBytes(32) })
    .execute()
  await db
    .insertInto('donneeSocioPro')
    .values({
      ...venu,
      id: uuidv7(),
      source: 'CAF',
      le: '2019-01-10',
      reponses: JSON.stringify({ metier: TRACES.metier }),
    })
    .execute()
  await db
    .insertInto('parcoursCaf')
    .values({ ...venu, id: uuidv7(), source: 'CAF', le: '2019-01-10', parcours: JSON.stringify({ note: TRACES.note }) })
    .execute()
  await db
    .insertInto('instruction')
    .values({
      id: uuidv7(),
      import: importNumero,
      nomNaissance: nom,
      prenom: TRACES.prenom,
      dateNaissance: '1985-04-12',
      le: '2019-01-09',
      contenu: JSON.stringify({ nom }),
      personneId: id,
      rattacheePar: importNumero,
    })
    .execute()
  await db
    .insertInto('courrier')
    .values({
      ...{ id: uuidv7(), personneId: id, orientationId, modele: 'convocation', sha256: 'x' },
      editeLe: '2019-01-11T09:00:00Z',
      fichierId: await unFichier(essai, `${nom} ${TRACES.voie}`),
    })
    .execute()
  await db
    .insertInto('document')
    .values({
      ...{ id: uuidv7(), personneId: id, type: 'cv', titre: `CV de ${nom}`, confidentialite: 'partage', etat: 'garde' },
      ...{ taille: 9, recu: 9, sha256: randomBytes(32).toString('hex'), format: 'pdf', antivirus: 'sain' },
      ...{ deposePar: agent.id, deposeLe: '2019-01-11T09:00:00Z', recuLe: '2019-01-11T09:00:00Z' },
      fichierId: await unFichier(essai, `${nom} ${TRACES.voie}`),
    })
    .execute()
  const le = '2019-01-11T09:00:00Z'
  const ecrit = { personneId: id, le, saisiLe: le, acteur: 'agent', acteurId: agent.id, acteurNom: 'Agent ESSAI' }
  await db
    .insertInto('evenement')
    .values([
      { ...ecrit, type: 'contact', apres: JSON.stringify({ telephone: TRACES.telephone }) },
      { ...ecrit, type: 'mise-en-veille', apres: JSON.stringify({ nom }) },
    ])
    .execute()
  await db
    .insertInto('evenementAnnule')
    .values({
      ...ecrit,
      id: Math.floor(Math.random() * 1e9),
      type: 'contact',
      apres: JSON.stringify({ courriel: TRACES.courriel }),
      import: importNumero,
      annuleLe: le,
    })
    .execute()
  await unNomLu(essai, agent.id, id, le)
  await unAvisSur(essai, agent.id, id, TRACES.note)
  await tenirEcheancesDe(essai, id)
  return { id, foyerId, numero, importNumero }
}
