import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { reglesEffacement } from './effacement.queries.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const INTERDIT = '42501'
const refus = (promesse: Promise<unknown>) =>
  promesse.then(
    () => 'accepté',
    (erreur: { code?: string }) => erreur.code,
  )
const effacer = (id: string, regles: unknown = reglesEffacement()) =>
  refus(
    sql`select effacer_personnes(array[${id}]::uuid[], ${JSON.stringify(regles)}::jsonb, clock_timestamp())`.execute(
      db(),
    ),
  )

/** Somebody made up by who holds the role of the application: long archived, heard of by nobody, under an id of their choice. */
async function uneInventee(id: string, fusionneeDans: string | null = null): Promise<string> {
  await sql`insert into personne (id, nom, nom_naissance, prenom, date_naissance, sexe, identite_source, identite_le, fusionnee_dans)
    values (${id}, 'ESSAI-FANTOME', 'ESSAI-FANTOME', 'ANNA', '1950-01-01', '2', 'essai', '2001-01-01', ${fusionneeDans})`.execute(
    db(),
  )
  return id
}
const archiver = (id: string) => sql`insert into archive (personne_id, le) values (${id}, '2001-01-01')`.execute(db())

async function uneLecture(acteurId: string): Promise<void> {
  const { id } = await unePersonne(essai)
  await db()
    .insertInto('consultation')
    .values({ personneId: id, acteur: 'agent', acteurId, role: 'referent', quoi: 'dossier', le: essai.now })
    .execute()
}

test('les règles d’un effacement ne mènent à une trace que par la personne effacée', async () => {
  const agent = await essai.unAgent('referent')
  await uneLecture(agent.id)
  const inventee = await uneInventee(agent.id)
  await archiver(inventee)
  expect(await effacer(inventee, [{ table: 'consultation', personne: ['acteur_id'], regle: 'effacer' }])).toBe(INTERDIT)
  expect(await compter(essai, 'consultation')).toBe(1)
})

test('un numéro de demande choisi n’ouvre aucune trace', async () => {
  await uneLecture(uuidv7())
  const inventee = await uneInventee(uuidv7())
  const foyerId = uuidv7()
  await sql`insert into foyer (id, numero_demande_rsa, organisme, numero_organisme, matricule, date_demande, situation_familiale,
      sans_domicile_fixe, code_insee, commune, etat, present, empreinte, source, maj_le)
    values (${foyerId}, 'dossier', 'CAF', '59', '', '2001-01-01', '', false, '59599', '', '5', false, '', 'essai', '2001-01-01')`.execute(
    db(),
  )
  await sql`insert into membre (personne_id, foyer_id, role, a_charge, debut, fin) values
    (${inventee}, ${foyerId}, 'DEM', false, '2001-01-01', '2001-01-02')`.execute(db())
  await archiver(inventee)
  const regles = [
    ...reglesEffacement().filter(r => r.table === 'membre'),
    { table: 'consultation', demande: 'quoi', regle: 'effacer' },
  ]
  expect(await effacer(inventee, regles)).toBe(INTERDIT)
  expect(await compter(essai, 'consultation')).toBe(1)
})

test('une fusion en chaîne n’efface pas qui n’est pas au terme', async () => {
  const vivante = await unePersonne(essai)
  await essai.enTransaction(ctx =>
    sql`insert into evenement (personne_id, type, le, saisi_le, acteur, acteur_nom)
      values (${vivante.id}, 'contact', ${essai.now}, ${essai.now}, 'systeme', 'Filrouge')`.execute(ctx.db),
  )
  const [tete] = [await uneInventee(uuidv7())]
  await uneInventee(uuidv7(), vivante.id)
  await sql`update personne set fusionnee_dans = ${tete} where id = ${vivante.id}`.execute(db())
  await archiver(vivante.id)
  expect(await effacer(vivante.id)).toBe(INTERDIT)
})

test('ce qu’un import annulé avait écrit reste, quoi que fasse l’application', async () => {
  expect(await refus(sql`delete from evenement_annule`.execute(db()))).toBe(INTERDIT)
  expect(await refus(sql`update evenement_annule set acteur_nom = ''`.execute(db()))).toBe(INTERDIT)
})
