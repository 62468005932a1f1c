import { expect, test } from 'vitest'
import { Reponses } from '../diagnostic/diagnostic.ts'
import { frein } from '../diagnostic/essai-reponses.ts'
import { ONGLETS_LUS, toutLeDossier } from '../dossier/essai-dossier.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import type { agenda } from '../rendez-vous/agenda.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { groupeDe } from './groupe-de.ts'
import { CHAMPS, type Champ, NOMS_CHAMPS } from './groupe-suivi.ts'
import type { maCoIntervention } from './ma-co-intervention.ts'
import type { mesCoInterventions } from './mes-co-interventions.ts'

const essai = unEssai()

/** A person followed by a référent, and a co-intervenant who doesn't know her yet. */
async function leGroupe() {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id, { logement: frein('lourd'), sante: frein('leger'), budget: frein('lourd') })
  expect((await agent.brut(ORIENTER, demande(plateau, { dominante: 'remobilisation', motif: 'essai' }))).status).toBe(
    200,
  )
  const co = await essai.unAgent('co-intervenant', { structureId: await essai.uneStructure(), nom: 'NAVETTE' })
  return { ...plateau, co, personneId: personne.id }
}
type Groupe = Awaited<ReturnType<typeof leGroupe>>

async function ajouter({ referent, co, personneId }: Groupe, champ: Champ, par: Navigateur = referent) {
  const id = uuidv7()
  const reponse = await par.brut('POST /personnes/:personneId/groupe-suivi', { id, personneId, agentId: co.id, champ })
  return { ...reponse, id }
}
const monChamp = (co: Navigateur, personneId: string) =>
  co.appeler<typeof maCoIntervention>('GET /co-interventions/:personneId', { personneId })

test('ajouté par le référent, il voit son champ et qui joindre ; retiré, plus rien', async () => {
  const groupe = await leGroupe()
  const { co, referent, personneId } = groupe
  expect((await monChamp(co, personneId)).status).toBe(404)
  const { status, id } = await ajouter(groupe, 'logement')
  expect(status).toBe(200)
  const { json } = await monChamp(co, personneId)
  expect(json).toMatchObject({
    nom: 'ESSAI-TISSAGE',
    referent: { nom: 'Agent ROUET', structure: 'Maison de l’insertion' },
  })
  expect(json.champs).toEqual([
    {
      champ: 'logement',
      depuis: '2025-03-10',
      etabliLe: '2025-03-10',
      reponses: { logement: { severite: 'lourd', aide: true } },
    },
  ])
  const { json: liste } = await co.appeler<typeof mesCoInterventions>('GET /co-interventions', {})
  expect(liste.personnes.map(p => [p.personneId, p.champs])).toEqual([[personneId, ['logement']]])
  expect(
    (await referent.brut('POST /personnes/:personneId/groupe-suivi/:membreId/fin', { personneId, membreId: id }))
      .status,
  ).toBe(200)
  expect((await monChamp(co, personneId)).status).toBe(404)
  expect((await co.appeler<typeof mesCoInterventions>('GET /co-interventions', {})).json.personnes).toEqual([])
})

test('qui attend depuis le plus longtemps vient d’abord', async () => {
  const groupe = await leGroupe()
  const recente = await unePersonne(essai, { nom: 'ESSAI-AVANT-DANS-L-ALPHABET' })
  await ajouter(groupe, 'logement')
  await ajouter({ ...groupe, personneId: recente.id }, 'logement', groupe.agent)
  await essai.base
    .territoire('59')
    .updateTable('membreSuivi')
    .set({ debut: '2025-01-05' })
    .where('personneId', '=', groupe.personneId)
    .execute()
  const { json } = await groupe.co.appeler<typeof mesCoInterventions>('GET /co-interventions', {})
  expect(json.personnes.map(p => p.nom)).toEqual(['ESSAI-TISSAGE', 'ESSAI-AVANT-DANS-L-ALPHABET'])
})

test.each(NOMS_CHAMPS)('le champ %s ne laisse sortir que ses réponses', async champ => {
  const groupe = await leGroupe()
  await ajouter(groupe, champ)
  const { json, texte } = await monChamp(groupe.co, groupe.personneId)
  expect(Object.keys(json.champs[0]?.reponses ?? {}).sort()).toEqual([...CHAMPS[champ].reponses].sort())
  const autres = Object.keys(Reponses.shape).filter(cle => !CHAMPS[champ].reponses.some(r => r === cle))
  for (const autre of autres) expect(texte).not.toContain(`"${autre}"`)
  expect(texte).not.toMatch(/synthese|notePrivee|dominante|motif|evenement|nir/)
})

test('le dossier, sa recherche, son diagnostic et ses lettres lui restent fermés', async () => {
  const groupe = await leGroupe()
  await ajouter(groupe, 'sante')
  const { co, personneId } = groupe
  for (const [route, entree] of [
    ['GET /personnes/:personneId', { personneId }],
    ...ONGLETS_LUS.map(route => [route, { personneId }] as const),
    ['GET /personnes/:personneId/diagnostics', { personneId }],
    ['POST /recherche', { q: 'ESSAI' }],
  ] as const)
    expect([route, (await co.brut(route, entree)).status]).toEqual([route, 403])
})

test('il prend et tient ses propres rendez-vous, et ne voit ni ne prend ceux des autres', async () => {
  const groupe = await leGroupe()
  await ajouter(groupe, 'budget')
  const { co, referent, personneId } = groupe
  const prendre = (par: Navigateur, agentId: string, debut: string) =>
    par.brut('POST /personnes/:personneId/rendez-vous', { id: uuidv7(), personneId, agentId, debut, objet: 'suivi' })
  expect((await prendre(referent, referent.id, '2025-03-20T10:00')).status).toBe(200)
  expect(await prendre(co, referent.id, '2025-03-21T10:00')).toMatchObject({
    status: 403,
    json: { code: 'rendez-vous-d-autrui' },
  })
  expect((await prendre(co, co.id, '2025-03-21T14:00')).status).toBe(200)
  const { json } = await co.appeler<typeof agenda>('GET /rendez-vous', {
    du: '2025-03-20',
    au: '2025-03-22',
    agent: 'tous',
  })
  expect(json.rendezVous.map(r => [r.agentId, r.dossier])).toEqual([[co.id, false]])
  expect((await monChamp(co, personneId)).json.rendezVous.map(r => r.agentId)).toEqual([co.id])
  const deplacer = {
    rendezVousId: json.rendezVous[0]?.id,
    nouveauId: uuidv7(),
    debut: '2025-03-24T14:00',
    agentId: referent.id,
  }
  expect((await co.brut('POST /rendez-vous/:rendezVousId/report', deplacer)).json.code).toBe('rendez-vous-d-autrui')
})

test('le groupe se lit dans le dossier, avec son histoire au fil', async () => {
  const groupe = await leGroupe()
  const { referent, agent, co, personneId } = groupe
  const { id } = await ajouter(groupe, 'mobilite')
  const lire = (qui: Navigateur) =>
    qui.appeler<typeof groupeDe>('GET /personnes/:personneId/groupe-suivi', { personneId })
  expect((await lire(referent)).json).toEqual({
    membres: [
      {
        id,
        agentId: co.id,
        agent: 'Agent NAVETTE',
        telephone: null,
        champ: 'mobilite',
        debut: '2025-03-10',
        fin: null,
      },
    ],
    possibles: [{ id: co.id, nom: 'Agent NAVETTE', structure: expect.any(String) }],
  })
  await referent.brut('POST /personnes/:personneId/groupe-suivi/:membreId/fin', { personneId, membreId: id })
  expect((await lire(agent)).json.membres).toMatchObject([{ id, fin: '2025-03-10' }])
  const json = await toutLeDossier(agent, personneId)
  expect(json.evenements.lignes.slice(0, 2).map(l => [l.titre, l.detail])).toEqual([
    ['Co-intervenant retiré · Agent NAVETTE', 'Mobilité'],
    ['Co-intervenant ajouté · Agent NAVETTE', 'Mobilité'],
  ])
})

test('ajouter se rejoue, refuse deux fois le même champ et qui n’est pas co-intervenant', async () => {
  const groupe = await leGroupe()
  const { referent, agent, personneId } = groupe
  const { id } = await ajouter(groupe, 'famille')
  const encore = { id, personneId, agentId: groupe.co.id, champ: 'famille' }
  expect((await referent.brut('POST /personnes/:personneId/groupe-suivi', encore)).json).toEqual({ id })
  expect((await ajouter(groupe, 'famille')).json.code).toBe('deja-membre')
  expect((await ajouter({ ...groupe, co: agent }, 'famille')).json.code).toBe('co-intervenant-inconnu')
  const ailleurs = await essai.unAgent('responsable-equipe')
  expect((await ajouter(groupe, 'budget', ailleurs)).status).toBe(404)
})

test('un co-intervenant dont le compte est fermé n’est ni proposé ni ajouté', async () => {
  const groupe = await leGroupe()
  const { referent, co, personneId } = groupe
  const possibles = async () =>
    (await referent.appeler<typeof groupeDe>('GET /personnes/:personneId/groupe-suivi', { personneId })).json.possibles
  expect((await possibles()).map(p => p.id)).toEqual([co.id])
  const agents = essai.base.territoire('59').updateTable('agent')
  await agents.set({ desactiveLe: '2025-03-10' }).where('id', '=', co.id).execute()
  expect(await possibles()).toEqual([])
  expect((await ajouter(groupe, 'budget')).json.code).toBe('co-intervenant-inconnu')
})
