import { expect, test } from 'vitest'
import { lignesDe } from '../../avis/essai-avis.ts'
import { unEssai } from '../../essai.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { demande, ORIENTER } from '../../orientation/essai-orientation.ts'
import { avecId, PRENDRE, unRendezVousAPasser } from './essai-releve.ts'
import type { rendezVousARelever } from './rendez-vous-a-relever.ts'

/** What no letter tells in time, or who hands over can't post: who calls, who posts. Monday 10 March 2025, 10 h in Paris. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const responsable = (structureId: string) => essai.unAgent('responsable-equipe', { structureId })

/** Who leads the team of the first, not that of the second. */
async function deuxEquipes(structureId: string, sien: { id: string }, ailleurs: { id: string }) {
  const equipe = async (nom: string, qui: { id: string }) => {
    const id = crypto.randomUUID()
    await db().insertInto('equipe').values({ id, structureId, nom }).execute()
    await db().updateTable('habilitation').set({ equipeId: id }).where('agentId', '=', qui.id).execute()
    return id
  }
  await equipe('Autre', ailleurs)
  const ines = await essai.unAgent('responsable-equipe', { structureId, equipeId: await equipe('Une', sien) })
  await sessionsSansFin(essai)
  return ines
}

test('trop proche pour une lettre\u00a0: la fenêtre donne le numéro, le nouveau référent sait qui appeler et quelle lettre poster', async () => {
  const { personne, referent, suivant, structureId, pris } = await unRendezVousAPasser(essai)
  await db().updateTable('personne').set({ telephone: '0639980001' }).where('id', '=', personne.id).execute()
  const second = { ...avecId(personne.id, referent.id, '2025-04-11T14:00'), lieu: '12 rue Exemple, Tourcoing' }
  expect((await referent.brut(PRENDRE, second)).status).toBe(200)
  essai.now = '2025-04-09T08:00:00Z'
  await sessionsSansFin(essai)
  const ines = await deuxEquipes(structureId, referent, suivant)
  const { json: lus } = await ines.appeler<typeof rendezVousARelever>(
    'GET /personnes/:personneId/rendez-vous/a-relever',
    { personneId: personne.id },
  )
  expect(lus).toMatchObject([{ appel: { numero: '0639980001' } }, { appel: { numero: '0639980001' } }])
  const envoi = {
    ...{ id: crypto.randomUUID(), personneId: personne.id, referentId: suivant.id, lettre: 'au-mieux' },
    rendezVous: { [pris.id]: 'annuler', [second.id]: 'annuler' },
  }
  const releve = await ines.brut('POST /personnes/:personneId/referents', envoi)
  expect(releve.json).toMatchObject({ ouvert: false, courrierId: expect.any(String) })
  const clair = (t: string | null) => t?.replaceAll('\u00a0', ' ')
  const recu = (await lignesDe(suivant)).lignes.find(l => l.titre === 'Vous prenez le relais')
  expect(clair(recu?.detail ?? '')).toContain('À appeler avant le 10 avril à 9 h 30 : rendez-vous annulé')
  expect(clair(recu?.detail ?? '')).toContain('À appeler avant le 11 avril à 14 h : rendez-vous annulé')
  expect(recu?.detail).toContain('Lettre à poster ou à remettre')
  const perdus = (await lignesDe(referent)).lignes.find(l => l.titre.includes('annulés'))
  expect(clair(perdus?.detail ?? null)).toBe('le 10 avril à 9 h 30 et le 11 avril à 14 h')
})

test.each([true, false])(
  'passé par qui n’ouvre plus le dossier, sans lettre du changement (à temps : %s) : la convocation est à poster',
  async aTemps => {
    const { personne, suivant, pris, structureId, referent } = await unRendezVousAPasser(essai)
    if (!aTemps) essai.now = '2025-04-09T08:00:00Z'
    const ines = await deuxEquipes(structureId, referent, suivant)
    const envoi = { id: crypto.randomUUID(), personneId: personne.id, referentId: suivant.id }
    const releve = await ines.brut('POST /personnes/:personneId/referents', {
      ...envoi,
      rendezVous: { [pris.id]: 'passer' },
    })
    expect(releve.json).toMatchObject({ ouvert: false, courrierId: null })
    const recu = (await lignesDe(suivant)).lignes.find(l => l.titre === 'Vous prenez le relais')
    expect(recu?.detail).toContain('Lettre à poster ou à remettre')
    expect(recu?.detail?.includes('À appeler')).toBe(!aTemps)
  },
)

test('réorientée sans référent, trop proche pour une lettre : qui mène la structure sait qui appeler', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, pris } = plateau
  essai.now = '2025-04-09T08:00:00Z'
  const structureId = await essai.uneStructure({ nom: 'Autre', adresse: '3 place Exemple, Roubaix' })
  const [mene, ailleurs] = [await responsable(structureId), await responsable(await essai.uneStructure())]
  await sessionsSansFin(essai)
  const envoi = { referentId: null, rendezVous: { [pris.id]: 'annuler' } }
  expect((await agent.brut(ORIENTER, demande({ ...plateau, structureId }, envoi))).status).toBe(200)
  const [recu] = (await lignesDe(mene)).lignes
  expect(recu?.personne).toBeTruthy()
  expect([recu?.titre, recu?.detail].join(' · ').replaceAll(' ', ' ')).toBe(
    'Orientation vers votre structure, sans référent encore · À appeler avant le 10 avril à 9 h 30 : rendez-vous annulé',
  )
  expect((await lignesDe(ailleurs)).lignes).toEqual([])
})

test('à temps pour une lettre, nul n’est à appeler\u00a0; qui désigne et ouvre encore le dossier poste la sienne', async () => {
  const { suivant, pris, relayer } = await unRendezVousAPasser(essai)
  expect((await relayer({ [pris.id]: 'annuler' }, { lettre: 'au-mieux' })).json).toMatchObject({ ouvert: true })
  const recu = (await lignesDe(suivant)).lignes.find(l => l.titre === 'Vous prenez le relais')
  expect(recu?.detail).not.toMatch(/appeler|Lettre/)
})

test('l’appel à passer est à faire au dossier de qui prend le relais, jusqu’à ce qu’un contact soit noté', async () => {
  const { personne, suivant, pris, relayer, echeances } = await unRendezVousAPasser(essai)
  const aFaire = async () => {
    await echeances()
    const { json } = await suivant.brut('GET /personnes/:personneId', { personneId: personne.id })
    return (json.aFaire as { quoi: string; phrase: string; avant: string }[]).filter(c => c.quoi === 'appel-releve')
  }
  essai.now = '2025-04-09T08:00:00Z'
  await sessionsSansFin(essai)
  expect((await relayer({ [pris.id]: 'passer' })).status).toBe(200)
  expect(await aFaire()).toMatchObject([{ phrase: expect.stringMatching(/^Appeler la personne/), avant: '2025-04-10' }])
  const contact = { id: crypto.randomUUID(), personneId: personne.id, le: '2025-04-09', moyen: 'telephone', note: null }
  expect((await suivant.brut('POST /personnes/:personneId/contacts', contact)).status).toBe(200)
  expect(await aFaire()).toEqual([])
})

test('passé à temps pour une lettre, il n’y a pas d’appel à passer', async () => {
  const { personne, suivant, pris, relayer, echeances } = await unRendezVousAPasser(essai)
  expect((await relayer({ [pris.id]: 'passer' })).status).toBe(200)
  await echeances()
  const { json } = await suivant.brut('GET /personnes/:personneId', { personneId: personne.id })
  expect((json.aFaire as { quoi: string }[]).map(c => c.quoi)).not.toContain('appel-releve')
})
