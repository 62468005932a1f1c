import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { compter, enMaitre, type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne as personneDe } from '../../essai-personnes.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { unFichier } from '../../socle/fichier/essai-fichier.ts'
import { uuidv7 } from '../../socle/uuid.ts'

const essai = unEssai({ raison: true })
const db = () => essai.base.territoire('59')
/** Nothing is due to them: they left droits et devoirs. */
const unePersonne = (ici: typeof essai, options: { nom?: string } = {}) =>
  personneDe(ici, { ...options, soumis: false })
const charge = (nom?: string) => essai.unAgent('charge-orientation', nom ? { nom } : {})
const ouvrir = (agent: Navigateur, personneId: string) => agent.brut('GET /personnes/:personneId', { personneId })
const ouverte = async (agent: Navigateur, personneId: string) => {
  const { status, json } = await ouvrir(agent, personneId)
  return status === 200 ? 'ouvert' : json.code
}
const dire = (agent: Navigateur, personneId: string, plus: Record<string, unknown> = {}) =>
  agent.brut('POST /personnes/:personneId/raison', { id: uuidv7(), personneId, motif: 'urgence', ...plus })
const enSql = (texte: string, ...valeurs: unknown[]) =>
  sql`${sql.join(
    texte.split('?').flatMap((t, i) => (i < valeurs.length ? [sql.raw(t), sql`${valeurs[i]}`] : [sql.raw(t)])),
    sql``,
  )}`.execute(db())

describe('qui voit tout un territoire ou un secteur dit pourquoi il ouvre le dossier d’une personne qui n’est pas des siennes', () => {
  test.each([{}, { secteur: ['59599'] }])('%j', async options => {
    const agent = await essai.unAgent('charge-orientation', options)
    const { id } = await unePersonne(essai, { nom: 'AUTREFOIS' })
    const { status, json, texte } = await ouvrir(agent, id)
    expect([status, json.code]).toEqual([403, 'raison-a-dire'])
    expect(texte).not.toContain('AUTREFOIS')
    expect(await compter(essai, 'consultation')).toBe(0)
  })

  test('la raison dite ouvre, reste au fil, et vaut sept jours', async () => {
    const agent = await charge()
    const { id } = await unePersonne(essai)
    expect((await dire(agent, id)).status).toBe(200)
    expect(await ouverte(agent, id)).toBe('ouvert')
    const fil = await agent.brut('GET /personnes/:personneId/evenements', { personneId: id })
    expect(fil.texte).toContain('Urgence')
    essai.now = '2025-03-17T08:59:00Z'
    const demain = await essai.unAgent('charge-orientation')
    await enMaitre(essai, `update t_59.ouverture set agent_id = '${demain.id}'`)
    expect(await ouverte(demain, id)).toBe('ouvert')
    essai.now = '2025-03-17T09:00:00Z'
    expect(await ouverte(demain, id)).toBe('raison-a-dire')
  })

  test('ouvert comme une page, un document dont le dossier demande une raison mène à elle, un autre refus se lit', async () => {
    const agent = await charge()
    const { id } = await unePersonne(essai, { nom: 'AUTREFOIS' })
    const navigateur = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
    const [courrierId, fichierId] = [uuidv7(), await unFichier(essai)]
    await db()
      .insertInto('courrier')
      .values({
        id: courrierId,
        personneId: id,
        fichierId,
        modele: 'explication-calcul',
        editeLe: essai.now,
        sha256: 'x',
      })
      .execute()
    const adresse = `GET /courriers/${courrierId}/pdf`
    const { status, entetes, texte } = await agent.brut(adresse, {}, navigateur)
    expect([status, entetes.location, texte]).toEqual([303, `/personnes/${id}`, ''])
    expect((await agent.brut(adresse)).json.code).toBe('raison-a-dire')
    const perdu = await agent.brut(`GET /courriers/${uuidv7()}/pdf`, {}, navigateur)
    expect([perdu.status, perdu.entetes['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(perdu.texte).toMatch(/<html lang="fr">[\s\S]*Ce document ne s’ouvre pas[\s\S]*Revenir à l’accueil/)
    expect(perdu.texte).not.toContain('{')
    // Another page of the site than a document keeps its way of refusing.
    expect((await agent.brut('POST /recherche', {}, navigateur)).entetes['content-type']).toContain('problem+json')
  })

  test('la raison d’un agent n’ouvre pas à un autre', async () => {
    const [un, autre] = [await charge(), await charge()]
    const { id } = await unePersonne(essai)
    await dire(un, id)
    expect(await ouverte(autre, id)).toBe('raison-a-dire')
  })

  test('une autre raison se dit en mots ; rejouée, la même demande n’est gardée qu’une fois', async () => {
    const agent = await charge()
    const { id } = await unePersonne(essai)
    expect((await dire(agent, id, { motif: 'autre' })).json.code).toBe('autre-a-dire')
    const dite = { id: uuidv7(), motif: 'autre', precision: 'Courrier mal adressé.' }
    await dire(agent, id, dite)
    await dire(agent, id, dite)
    expect(await compter(essai, 'ouverture')).toBe(1)
  })

  test('la même demande deux fois ensemble répond deux fois de même ; d’une autre personne, pour un autre agent, elle est refusée', async () => {
    const [agent, collegue] = [await charge(), await charge()]
    const [{ id }, autre] = [await unePersonne(essai), await unePersonne(essai)]
    const dite = { id: uuidv7() }
    const reponses = await Promise.all([dire(agent, id, dite), dire(agent, id, dite)])
    expect(reponses.map(r => [r.status, r.json])).toEqual([
      [200, dite],
      [200, dite],
    ])
    expect([await compter(essai, 'ouverture'), await ouverte(agent, id)]).toEqual([1, 'ouvert'])
    for (const [qui, de, plus] of [
      [agent, autre.id, {}],
      [collegue, id, {}],
      [agent, id, { motif: 'verification' }],
      [agent, id, { precision: 'D’autres mots que les premiers.' }],
    ] as const)
      expect((await dire(qui, de, { ...dite, ...plus })).json.code).toBe('raison-d-une-autre')
    expect([await ouverte(agent, autre.id), await ouverte(collegue, id)]).toEqual(['raison-a-dire', 'raison-a-dire'])
  })

  test('les mots d’une raison redite sont les siens, ou la demande est refusée ; finie, elle ne se redit pas', async () => {
    const agent = await charge()
    const { id } = await unePersonne(essai)
    const dite = { id: uuidv7(), motif: 'autre', precision: 'Courrier mal adressé.' }
    await sessionsSansFin(essai)
    const redire = async (precision: string) => {
      const { status, json } = await dire(agent, id, { ...dite, precision })
      return status === 200 ? 'gardée' : json.code
    }
    expect(await redire(dite.precision)).toBe('gardée')
    expect(await redire('Tout autre phrase.')).toBe('raison-d-une-autre')
    essai.now = '2025-03-17T08:59:59Z'
    expect([await redire(dite.precision), await ouverte(agent, id)]).toEqual(['gardée', 'ouvert'])
    essai.now = '2025-03-17T09:00:00Z'
    expect([await redire(dite.precision), await ouverte(agent, id)]).toEqual(['raison-finie', 'raison-a-dire'])
    expect(await compter(essai, 'ouverture')).toBe(1)
  })

  test('hors de son secteur, la personne n’existe pas, raison ou non', async () => {
    const agent = await essai.unAgent('charge-orientation', { secteur: ['59001'] })
    const { id } = await unePersonne(essai)
    expect([await ouverte(agent, id), (await dire(agent, id)).status]).toEqual(['personne-introuvable', 404])
  })

  test('le territoire peut ne rien demander', async () => {
    await sql`insert into parametre (cle, effet_le, valeur, saisi_le) values ('acces.raison', '2020-01-01', '"libre"', now())`.execute(
      db(),
    )
    expect(await ouverte(await charge(), (await unePersonne(essai)).id)).toBe('ouvert')
  })

  test('un référent, l’accueil, l’équipe ne la disent pas : leur relation, ou la carte', async () => {
    const { id } = await unePersonne(essai)
    const referent = await essai.unAgent('referent')
    await enSql(
      `insert into rendez_vous (id, personne_id, agent_id, objet, debut, duree_minutes, modalite, convocation, pris_par, pris_le, convoque_le)
        values (?, ?, ?, 'suivi', '2025-03-12T09:00Z', 30, 'individuel', 'remise-en-main-propre', ?, '2025-03-01', '2025-03-01')`,
      ...[uuidv7(), id, referent.id, (await charge()).id],
    )
    expect(await ouverte(referent, id)).toBe('ouvert')
    const accueil = await essai.unAgent('accueil')
    expect((await accueil.brut('GET /accueil/personnes/:personneId', { personneId: id })).status).toBe(200)
  })
})

describe('les personnes habituelles s’ouvrent sans rien dire', () => {
  type Fait = (agent: Navigateur, personneId: string) => Promise<unknown>
  const cas: [string, Fait][] = [
    [
      'une entrée à orienter',
      (_, id) =>
        enSql(
          `insert into entree (id, personne_id, foyer_id, recu_le, role, motif, flux)
      select ?, ?, m.foyer_id, '2025-03-03', 'DEM', 'premiere-demande', (select max(numero) from flux) from membre m where m.personne_id = ?`,
          uuidv7(),
          id,
          id,
        ),
    ],
    [
      'une échéance qui lui est confiée',
      (agent, id) =>
        enSql(
          `insert into echeance (genre, objet_id, personne_id, depuis, commande, confiee_a)
      values ('premier-contact', ?, ?, '2025-03-01', true, ?)`,
          uuidv7(),
          id,
          agent.id,
        ),
    ],
    [
      'une échéance que personne d’autre n’a',
      (_, id) =>
        enSql(
          `insert into echeance (genre, objet_id, personne_id, depuis, commande)
      values ('orientation', ?, ?, '2025-03-01', true)`,
          uuidv7(),
          id,
        ),
    ],
    [
      'un rendez-vous avec elle',
      (agent, id) =>
        enSql(
          `insert into rendez_vous (id, personne_id, agent_id, objet, debut, duree_minutes, modalite, convocation, pris_par, pris_le, convoque_le)
      values (?, ?, ?, 'suivi', '2025-03-12T09:00Z', 30, 'individuel', 'remise-en-main-propre', ?, '2025-03-01', '2025-03-01')`,
          uuidv7(),
          id,
          agent.id,
          agent.id,
        ),
    ],
    [
      'un doublon à décider',
      async (_, id) => {
        const autre = await unePersonne(essai)
        return enSql(
          `insert into doublon (id, personne_id, autre_id, raisons, trouve_le) values (?, ?, ?, '{identite}', '2025-03-01')`,
          uuidv7(),
          id,
          autre.id,
        )
      },
    ],
    [
      'un désaccord entre sources',
      (_, id) =>
        enSql(
          `insert into donnee (personne_id, champ, source, valeur, le, conflit) values (?, 'nom', 'CAF', 'X', '2025-03-01', true)`,
          id,
        ),
    ],
    [
      'un acte de lui il y a onze mois',
      (agent, id) =>
        enSql(
          `insert into evenement (personne_id, type, le, saisi_le, acteur, acteur_id, acteur_nom)
      values (?, 'contact', '2024-04-20', '2024-04-20', 'agent', ?, 'Agent')`,
          id,
          agent.id,
        ),
    ],
    [
      'une raison dite pour quelqu’un de son foyer',
      async (agent, id) => {
        const conjoint = await unePersonne(essai)
        await enSql(
          `update membre set foyer_id = (select foyer_id from membre where personne_id = ?) where personne_id = ?`,
          id,
          conjoint.id,
        )
        return dire(agent, conjoint.id)
      },
    ],
    [
      'une raison dite sur un dossier réuni au sien',
      async (agent, id) => {
        const absorbe = await unePersonne(essai)
        await dire(agent, absorbe.id)
        return enSql(`update personne set fusionnee_dans = ? where id = ?`, id, absorbe.id)
      },
    ],
  ]
  test.each(cas)('%s', async (_, faire) => {
    const agent = await charge()
    const { id } = await unePersonne(essai)
    expect(await ouverte(agent, id)).toBe('raison-a-dire')
    await faire(agent, id)
    expect(await ouverte(agent, id)).toBe('ouvert')
  })

  test('un acte d’il y a treize mois ne suffit plus, celui d’un collègue non plus', async () => {
    const [agent, autre] = [await charge(), await charge()]
    const { id } = await unePersonne(essai)
    for (const [qui, le] of [
      [agent.id, '2024-02-01'],
      [autre.id, '2025-03-01'],
    ])
      await enSql(
        `insert into evenement (personne_id, type, le, saisi_le, acteur, acteur_id, acteur_nom) values (?, 'contact', ?, ?, 'agent', ?, 'Agent')`,
        id,
        le,
        le,
        qui,
      )
    expect(await ouverte(agent, id)).toBe('raison-a-dire')
  })
})
