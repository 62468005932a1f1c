import { describe, expect, test } from 'vitest'
import type { lignesImport } from '../../echanges/listes/lignes-import.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { differencesImport } from '../../import/differences/differences-import.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import type { conflits } from '../../personne/donnees/conflits.ts'
import type { doublons } from '../../personne/doublons/doublons.ts'
import { uuidv7 } from '../../socle/uuid.ts'

// A list that one brings oneself names whom one likes: it opens nobody.
const essai = unEssai({ raison: true })
const db = () => essai.base.territoire('59')
const charge = () => essai.unAgent('charge-orientation')
const DITS = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance', Tél: 'telephone', Mail: 'courriel' }

async function laPersonne({ soumis = false } = {}) {
  const { id, numeroDemandeRsa } = await unePersonne(essai, { soumis })
  await db().updateTable('personne').set({ telephone: '0639980001' }).where('id', '=', id).execute()
  const { nom, prenom, dateNaissance } = await db()
    .selectFrom('personne')
    .select(['nom', 'prenom', 'dateNaissance'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const [annee = '', mois = '', jour = ''] = String(dateNaissance).split('-')
  return {
    ...{ id, numeroDemandeRsa },
    nom,
    prenom,
    le: `${jour}/${mois}/${annee}`,
    autreJour: `${jour === '12' ? '13' : '12'}/${mois}/${annee}`,
  }
}
const ouverte = async (agent: Navigateur, personneId: string) => {
  const { status, json } = await agent.brut('GET /personnes/:personneId', { personneId })
  return status === 200 ? 'ouvert' : json.code
}
const dire = (agent: Navigateur, personneId: string) =>
  agent.brut('POST /personnes/:personneId/raison', { id: uuidv7(), personneId, motif: 'urgence' })
async function apporter(agent: Navigateur, ligne: string): Promise<string> {
  const entete = ligne.split(';').length > 3 ? 'Nom;Prénom;Né(e) le;Tél;Mail' : 'Nom;Prénom;Né(e) le'
  const contenu = Buffer.from(`${entete}\n${ligne}\n`)
  const importId = await deposerParEcran(agent, 'liste.csv', contenu, { genre: 'personnes' })
  const colonnes = Object.fromEntries(Object.entries(DITS).filter(([titre]) => entete.includes(titre)))
  const { status, texte } = await agent.brut('PUT /imports/:importId/correspondance', {
    ...{ importId, genre: 'personnes', colonnes },
  })
  if (status !== 200) throw new Error(texte)
  return importId
}
const lignes = async (agent: Navigateur, importId: string) => {
  const { json } = await agent.appeler<typeof lignesImport>('GET /imports/:importId/lignes', { importId })
  return json.lignes
}

describe('une liste que l’agent apporte lui-même n’ouvre pas les dossiers qu’elle nomme', () => {
  test('simulée : ce que le dossier disait reste caché jusqu’à la raison dite', async () => {
    const agent = await charge()
    const p = await laPersonne()
    const importId = await apporter(agent, `${p.nom};${p.prenom};${p.le};0639980002;z@example.org`)
    await appliquer(essai, agent, importId, true)
    const [cachee] = await lignes(agent, importId)
    expect(JSON.stringify(cachee?.changements)).not.toMatch(/06 ?39 ?98 ?00 ?01/)
    expect(cachee?.changements.length).toBeGreaterThan(0)
    expect(cachee?.changements.every(c => c.avant === null && c.apres === null)).toBe(true)
    expect(cachee?.raisonADire).toBe(true)
    await dire(agent, p.id)
    const [dite] = await lignes(agent, importId)
    expect(JSON.stringify(dite?.changements)).toMatch(/06 ?39 ?98 ?00 ?01/)
    expect(dite?.raisonADire).toBe(false)
  })

  test('appliquée : la personne n’est pas des siennes pour autant, et les différences la cachent aussi', async () => {
    const agent = await charge()
    const p = await laPersonne()
    const importId = await apporter(agent, `${p.nom};${p.prenom};${p.le};0639980002;z@example.org`)
    await appliquer(essai, agent, importId)
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
    const differences = async () => {
      const { json } = await agent.appeler<typeof differencesImport>('GET /imports/:importId/differences', { importId })
      return json.foyers.flatMap(f => f.personnes)
    }
    expect(await differences()).toMatchObject([{ id: p.id, raisonADire: true, changements: [] }])
    await dire(agent, p.id)
    const [vue] = await differences()
    expect([vue?.raisonADire, JSON.stringify(vue?.changements)]).toEqual([false, expect.stringContaining('99')])
  })

  const douteuses: [string, (p: Awaited<ReturnType<typeof laPersonne>>) => string][] = [
    ['une date proche', p => `${p.nom};${p.prenom};${p.autreJour}`],
    ['un prénom proche', p => `${p.nom};${p.prenom.slice(0, -1)};${p.le}`],
  ]
  test.each(douteuses)('en doute : %s', async (_, ligne) => {
    const [agent, collegue] = [await charge(), await charge()]
    const p = await laPersonne()
    const importId = await apporter(agent, ligne(p))
    await appliquer(essai, agent, importId)
    expect((await lignes(agent, importId)).map(l => l.resultat)).toEqual(['a-decider'])
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
    // Given to decide by somebody else, it is her work.
    expect(await ouverte(collegue, p.id)).toBe('ouvert')
  })

  test('en désaccord : ce que sa liste contredit n’ouvre rien', async () => {
    const [agent, collegue] = [await charge(), await charge()]
    const p = await laPersonne()
    const importId = await apporter(agent, `${p.nom};${p.prenom};${p.le};0639980002;z@example.org`)
    await appliquer(essai, agent, importId)
    const { numero } = await db()
      .selectFrom('import')
      .select('numero')
      .where('id', '=', importId)
      .executeTakeFirstOrThrow()
    const dite = { personneId: p.id, champ: 'nom', le: '2025-03-01' }
    await db()
      .insertInto('donnee')
      .values([
        { ...dite, source: 'CAF', valeur: 'AUTRE', conflit: true, import: null },
        { ...dite, source: 'liste', valeur: p.nom, conflit: false, import: numero },
      ])
      .execute()
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
    expect(await ouverte(collegue, p.id)).toBe('ouvert')
    const vue = async (qui: Navigateur) => (await qui.appeler<typeof conflits>('GET /conflits', {})).json.personnes
    expect(await vue(agent)).toMatchObject([{ id: p.id, conflits: [], raisonADire: true }])
    expect(await vue(collegue)).toMatchObject([
      { conflits: expect.arrayContaining([expect.objectContaining({ champ: 'nom' })]), raisonADire: false },
    ])
  })

  test('en double : une personne que sa liste crée auprès d’elle n’ouvre rien', async () => {
    const [agent, collegue] = [await charge(), await charge()]
    const p = await laPersonne()
    const importId = await apporter(agent, 'AILLEURS;Zoé;02/02/1992')
    await appliquer(essai, agent, importId)
    const [creee] = await lignes(agent, importId)
    await db()
      .insertInto('doublon')
      .values({
        ...{ id: uuidv7(), personneId: p.id, autreId: creee?.personneId ?? '' },
        ...{ raisons: ['identite'], trouveLe: '2025-03-03', statut: 'a-decider' },
      })
      .execute()
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
    expect(await ouverte(collegue, p.id)).toBe('ouvert')
    const vue = async (qui: Navigateur) => (await qui.appeler<typeof doublons>('GET /doublons', {})).texte
    expect(await vue(agent)).not.toContain('0639980001')
    expect(await vue(collegue)).toContain('0639980001')
  })
})

test('ce qu’un autre lui a donné à décider reste ouvert après sa décision', async () => {
  const [agent, collegue] = [await charge(), await charge()]
  const p = await laPersonne()
  const importId = await apporter(collegue, `${p.nom};${p.prenom};${p.autreJour}`)
  await appliquer(essai, collegue, importId)
  const decision = { importId, ligne: 2, choix: p.id }
  expect((await agent.brut('POST /imports/:importId/doutes/:ligne/decision', decision)).status).toBe(200)
  expect(await ouverte(agent, p.id)).toBe('ouvert')
})

describe('une liste que l’agent apporte ne lui donne personne à suivre', () => {
  const SUIVIS = {
    'Numéro demande RSA': 'numeroDemandeRsa',
    Rôle: 'role',
    'Date d’orientation': 'dateOrientation',
    Parcours: 'dominante',
    Structure: 'structure',
    'Email du référent': 'referentCourriel',
  }
  const courrielDe = (qui: Navigateur) => `${qui.id}@example.org`
  async function listeDe(
    qui: Navigateur,
    genre: 'suivis' | 'reorientations',
    colonnes: Record<string, string>,
    ligne: string,
  ) {
    const contenu = Buffer.from(`${Object.keys(colonnes).join(';')}\n${ligne}\n`)
    const importId = await deposerParEcran(qui, 'liste.csv', contenu, { genre })
    const { status, texte } = await qui.brut('PUT /imports/:importId/correspondance', { importId, genre, colonnes })
    if (status !== 200) throw new Error(texte)
    await appliquer(essai, qui, importId)
    return (await lignes(qui, importId)).map(l => [l.resultat, ...l.motifs.map(m => m.motif)])
  }
  const nommer = async (qui: Navigateur, numero: string, referent: Navigateur) =>
    listeDe(qui, 'suivis', SUIVIS, `${numero};demandeur;10/01/2025;Équilibre;PLIE;${courrielDe(referent)}`)
  /** Oriented, nobody has anything to do for her. */
  async function uneOrientee() {
    const elle = await laPersonne({ soumis: true })
    await db().updateTable('entree').set({ orienteLe: '2025-03-04' }).where('personneId', '=', elle.id).execute()
    await db().deleteFrom('echeance').where('personneId', '=', elle.id).execute()
    return elle
  }
  const referentAussi = (qui: Navigateur, structureId: string) =>
    db()
      .insertInto('habilitation')
      .values({
        ...{ id: uuidv7(), agentId: qui.id, role: 'referent', structureId },
        ...{ debut: '2024-01-01', depuis: '2024-01-01T00:00:00Z' },
      })
      .execute()

  test('référent lui-même : ni le suivi ni ce qu’il doit ne la rendent des siennes ; apportée par un collègue, si', async () => {
    const [agent, collegue] = [await charge(), await charge()]
    const structureId = await essai.uneStructure({ nom: 'PLIE' })
    await referentAussi(agent, structureId)
    const p = await uneOrientee()
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
    expect(await nommer(agent, p.numeroDemandeRsa, agent)).toEqual([['creee']])
    const q = await uneOrientee()
    expect(await nommer(collegue, q.numeroDemandeRsa, agent)).toEqual([['creee']])
    const dues = await db().selectFrom('echeance').select('personneId').where('agentId', '=', agent.id).execute()
    expect(new Set(dues.map(d => d.personneId))).toEqual(new Set([p.id, q.id]))
    expect([await ouverte(agent, p.id), await ouverte(agent, q.id)]).toEqual(['raison-a-dire', 'ouvert'])
  })

  test('qui a un compte sans être référent n’est pas nommé référent par une liste', async () => {
    const agent = await charge()
    await essai.uneStructure({ nom: 'PLIE' })
    const p = await unePersonne(essai, { soumis: false })
    expect(await nommer(agent, p.numeroDemandeRsa, agent)).toEqual([
      [
        'refusee',
        'cet agent a un compte et n’est pas référent\u00a0: l’administrateur lui donne ce rôle, puis importez de nouveau cette ligne',
      ],
    ])
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
    expect(await db().selectFrom('accompagnement').select('id').execute()).toEqual([])
  })

  test('se désigner par une liste à la place de son référent ne l’ouvre pas', async () => {
    const agent = await charge()
    const structureId = await essai.uneStructure({ nom: 'PLIE' })
    await referentAussi(agent, structureId)
    const referent = await essai.unAgent('referent', { structureId })
    const p = await uneOrientee()
    const admin = await essai.unAgent('administrateur')
    expect(await nommer(admin, p.numeroDemandeRsa, referent)).toEqual([['creee']])
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
    const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance', Nouveau: 'ajouter' }
    const ligne = `${p.nom};${p.prenom};${p.le};${courrielDe(agent)}`
    expect(await listeDe(agent, 'reorientations', colonnes, ligne)).toEqual([['modifiee']])
    const dues = await db().selectFrom('echeance').select('personneId').where('agentId', '=', agent.id).execute()
    expect(new Set(dues.map(d => d.personneId))).toEqual(new Set([p.id]))
    expect(await ouverte(agent, p.id)).toBe('raison-a-dire')
  })
})
