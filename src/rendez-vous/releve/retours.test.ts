import { expect, test } from 'vitest'
import { avisDe } from '../../avis/essai-avis.ts'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { annulerOrientationDe, annulerReferentDe, lireReferent } from '../../orientation/essai-annulation.ts'
import { demande, ORIENTER } from '../../orientation/essai-orientation.ts'
import { noter } from '../../precaution/essai-precaution.ts'
import { avecId, lire, PRENDRE, sansMessage, unRendezVousAPasser } from './essai-releve.ts'
import { direRetours, direTropProches } from './releve.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const aVenir = (rendezVous: { issue: string | null; agentId: string }[]) =>
  rendezVous.filter(r => r.issue === null).map(r => r.agentId)

test('annuler la désignation rend à l’ancien le rendez-vous qui était passé', async () => {
  const { agent, personne, referent, suivant, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  const { id } = await relayer({ [pris.id]: 'passer' })
  expect(aVenir(await enBase())).toEqual([suivant.id])
  const { json } = await lireReferent(agent, personne.id, id)
  expect(json.faits).toMatchObject({ rendezVous: [], retours: [{ agentId: referent.id, revient: true }] })
  expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(200)
  expect(aVenir(await enBase())).toEqual([referent.id])
  expect((await enBase()).map(r => r.releve)).toEqual([null, null, null])
  expect(await lire(suivant, personne.id)).toBe(404)
})

test('annuler la désignation rétablit celui qui était annulé, avec une nouvelle convocation', async () => {
  const { agent, personne, referent, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  const { id } = await relayer({ [pris.id]: 'annuler' })
  expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(200)
  expect(await enBase()).toMatchObject([{ id: pris.id, agentId: referent.id, issue: null, releve: null }])
  const lettres = await db().selectFrom('courrier').select('id').where('rendezVousId', '=', pris.id).execute()
  expect(lettres).toHaveLength(2)
})

test.each([
  ['annuler', 'rendez-vous rétabli, il a lieu'],
  ['passer', 'rendez-vous à la même heure, avec vous'],
])(
  'défait la veille (%s) : la lettre ne viendrait pas, qui reprend la personne sait qu’il faut l’appeler',
  async (choix, dit) => {
    const { agent, personne, referent, pris, relayer, enBase } = await unRendezVousAPasser(essai)
    essai.now = '2025-04-09T08:00:00Z'
    await sessionsSansFin(essai)
    await sansMessage(essai, personne.id)
    const { id } = await relayer({ [pris.id]: choix as 'annuler' })
    expect((await avisDe(referent)).some(a => a.includes('Rendez-vous annulé'))).toBe(choix === 'annuler')
    const { json } = await lireReferent(agent, personne.id, id)
    expect(direRetours(json.faits.retours, 'Europe/Paris').join(' ').replaceAll(' ', ' ')).toContain(
      'Aucune lettre n’arriverait avant le jeudi 10 avril 2025 à 9 h 30 : appelez la personne, au 06 39 98 00 01. Ne laissez pas de message.',
    )
    expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(200)
    expect(aVenir(await enBase())).toEqual([referent.id])
    const dits = (await avisDe(referent)).join('\n')
    expect(dits).toContain(`À appeler avant le 10 avril à 9 h 30 : ${dit} · Ne laissez pas de message`)
    expect(dits).not.toContain('Le créneau est libre')
    expect(dits.includes('Rendez-vous rétabli : entretien de suivi le 10 avril à 9 h 30')).toBe(choix === 'annuler')
  },
)

test('défaite à temps pour une lettre, la désignation ne fait appeler personne ; ce qu’elle annule trop tard se dit', async () => {
  const { agent, personne, referent, suivant, pris, relayer } = await unRendezVousAPasser(essai)
  const { id } = await relayer({ [pris.id]: 'annuler' })
  expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(200)
  expect((await avisDe(referent)).join('\n')).not.toContain('À appeler')
  essai.now = '2025-03-10T09:01:00Z'
  const encore = await relayer()
  const sien = avecId(personne.id, suivant.id, '2025-03-12T14:00')
  expect((await suivant.brut(PRENDRE, sien)).status).toBe(200)
  expect((await annulerReferentDe(agent, personne.id, encore.id, { rendezVous: 'annuler' })).status).toBe(200)
  expect((await avisDe(referent)).join('\n')).toContain('À appeler avant le 12 mars à 14 h : rendez-vous annulé')
})

test('annuler la réorientation la veille le dit de même', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, personne, referent, pris } = plateau
  essai.now = '2025-04-09T08:00:00Z'
  const structureId = await essai.uneStructure({ nom: 'Autre', adresse: '3 place Exemple, Roubaix' })
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  await sessionsSansFin(essai)
  const envoi = demande({ ...plateau, structureId, referent: autre }, { rendezVous: { [pris.id]: 'annuler' } })
  expect((await agent.brut(ORIENTER, envoi)).status).toBe(200)
  expect((await annulerOrientationDe(agent, personne.id, envoi.id)).status).toBe(200)
  expect((await avisDe(referent)).join('\n')).toContain('À appeler avant le 10 avril à 9 h 30 : rendez-vous rétabli')
})

test('annuler la désignation efface ce qui était gardé : il est de nouveau celui du référent', async () => {
  const { agent, personne, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  const { id } = await relayer({ [pris.id]: 'garder' })
  expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(200)
  expect(await enBase()).toMatchObject([{ id: pris.id, issue: null, releve: null }])
})

test('une heure prise entre-temps ne revient pas : on dit ce que devient le rendez-vous', async () => {
  const { agent, personne, referent, suivant, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  const { id } = await relayer({ [pris.id]: 'passer' })
  const autre = await unePersonne(essai)
  const occupe = { ...avecId(autre.id, referent.id, '2025-04-10T09:30'), objet: 'diagnostic' }
  expect((await agent.brut(PRENDRE, occupe)).status).toBe(200)
  const { json } = await lireReferent(agent, personne.id, id)
  expect(json.faits).toMatchObject({
    rendezVous: [{ debut: expect.any(String), tropProche: false }],
    retours: [{ revient: true, raison: 'L’agent a déjà un rendez-vous à cette heure.' }],
  })
  expect(direRetours(json.faits.retours, 'Europe/Paris').join(' ')).toMatch(
    /^Le rendez-vous du .+ ne revient pas à Agent ROUET\. L’agent a déjà un rendez-vous à cette heure\. Dites plus bas/,
  )
  expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(400)
  expect((await annulerReferentDe(agent, personne.id, id, { rendezVous: 'garder' })).status).toBe(200)
  expect(aVenir(await enBase())).toEqual([suivant.id])
  // Kept with who was designated by mistake: until that day only.
  essai.now = '2025-04-09T08:00:00Z'
  expect(await lire(suivant, personne.id)).toBe(200)
  essai.now = '2025-04-12T08:00:00Z'
  expect(await lire(suivant, personne.id)).toBe(404)
})

test('décidé plus tard par le nouveau référent, il revient de même', async () => {
  const { agent, personne, referent, suivant, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  const { id } = await relayer()
  const envoi = { personneId: personne.id, rendezVous: { [pris.id]: 'passer' } }
  expect((await suivant.brut('POST /personnes/:personneId/rendez-vous/releve', envoi)).status).toBe(200)
  expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(200)
  expect(aVenir(await enBase())).toEqual([referent.id])
})

test('annuler la réorientation rend les rendez-vous qu’elle avait passés', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, personne, referent, pris, enBase } = plateau
  const structureId = await essai.uneStructure({ nom: 'Autre', adresse: '3 place Exemple, Roubaix' })
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  await sessionsSansFin(essai)
  const envoi = demande({ ...plateau, structureId, referent: autre }, { rendezVous: { [pris.id]: 'passer' } })
  expect((await agent.brut(ORIENTER, envoi)).status).toBe(200)
  expect(aVenir(await enBase())).toEqual([autre.id])
  expect((await annulerOrientationDe(agent, personne.id, envoi.id)).status).toBe(200)
  expect(aVenir(await enBase())).toEqual([referent.id])
})

test('annuler la seconde désignation ne rend rien à qui ne suit plus la personne', async () => {
  const { agent, personne, structureId, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  // Left undecided at the first hand-over, passed on at the second.
  await relayer()
  const troisieme = await essai.unAgent('referent', { structureId, nom: 'TROISIEME' })
  await sessionsSansFin(essai)
  const { id } = await relayer({ [pris.id]: 'passer' }, { referentId: troisieme.id })
  expect(aVenir(await enBase())).toEqual([troisieme.id])
  const { json } = await lireReferent(agent, personne.id, id)
  expect(json.faits).toMatchObject({ retours: [] })
  expect((await annulerReferentDe(agent, personne.id, id, { rendezVous: 'garder' })).status).toBe(200)
  expect(aVenir(await enBase())).toEqual([troisieme.id])
})

test.each([
  ['la langue des signes', { lsf: true }, 'langue des signes'],
  ['une langue', { langue: 'arabe' }, 'arabe'],
] as const)(
  '%s notée après le relais n’empêche ni de passer ni de rendre : l’interprète manquant est dit partout',
  async (_, besoin, dite) => {
    const { agent, personne, referent, suivant, pris, relayer, enBase } = await unRendezVousAPasser(essai)
    await sansMessage(essai, personne.id)
    essai.now = '2025-04-10T06:00:00Z'
    await sessionsSansFin(essai)
    expect((await noter(referent, personne.id, { ...besoin, sansMessage: true })).status).toBe(200)
    const { id, status } = await relayer({ [pris.id]: 'passer' })
    expect(status).toBe(200)
    expect(aVenir(await enBase())).toEqual([suivant.id])
    expect((await avisDe(suivant)).join('\n')).toContain(`Interprète à prévoir : ${dite}`)
    const { json } = await lireReferent(agent, personne.id, id)
    expect(json.faits).toMatchObject({
      rendezVous: [],
      retours: [{ revient: true, raison: null, tropProche: true, interprete: dite, appel: { numero: '0639980001' } }],
    })
    const phrases = direRetours(json.faits.retours, 'Europe/Paris').join(' ').replaceAll('\u00a0', ' ')
    expect(phrases).toContain('S’il avait été donné par lettre')
    expect(phrases).toContain(`l’interprète n’est pas prévu (${dite})`)
    expect(phrases).toContain('appelez la personne, au 06 39 98 00 01. Ne laissez pas de message.')
    expect((await annulerReferentDe(agent, personne.id, id)).status).toBe(200)
    expect(aVenir(await enBase())).toEqual([referent.id])
    expect((await avisDe(referent)).join('\n')).toContain(`Interprète à prévoir : ${dite}`)
  },
)

test('les annuler, à deux heures du rendez-vous, donne le numéro et sa précaution', async () => {
  const { agent, personne, suivant, relayer } = await unRendezVousAPasser(essai)
  const { id } = await relayer()
  await sansMessage(essai, personne.id)
  const sien = avecId(personne.id, suivant.id, '2025-04-09T11:00')
  expect((await suivant.brut(PRENDRE, sien)).status).toBe(200)
  essai.now = '2025-04-09T07:30:00Z'
  await sessionsSansFin(essai)
  const { json } = await lireReferent(agent, personne.id, id)
  expect(json.faits.rendezVous).toMatchObject([
    { id: sien.id, tropProche: true, appel: { numero: '0639980001', sansMessage: true } },
  ])
  expect(direTropProches(json.faits.rendezVous, 'Europe/Paris').join(' ').replaceAll('\u00a0', ' ')).toMatch(
    /^Aucune lettre n’arriverait avant le .+ appelez la personne, au 06 39 98 00 01\. Ne laissez pas de message\.$/,
  )
})

test('l’heure prise chez le nouveau référent : le refus dit ce que cette fenêtre peut', async () => {
  const { agent, suivant, pris, relayer } = await unRendezVousAPasser(essai)
  const autre = await unePersonne(essai)
  const occupe = { ...avecId(autre.id, suivant.id, '2025-04-10T09:30'), objet: 'diagnostic' }
  expect((await agent.brut(PRENDRE, occupe)).status).toBe(200)
  const { status, json } = await relayer({ [pris.id]: 'passer' })
  expect([status, (json as { code?: string }).code]).toEqual([409, 'agent-occupe'])
  expect((json as { detail?: string }).detail).toMatch(
    /a déjà un rendez-vous à cette heure\. Laissez-le à qui devait recevoir, annulez-le, ou laissez-le à décider\.$/,
  )
})

test('à qui l’on n’écrit plus, la convocation du rendez-vous passé se remet en main propre', async () => {
  const { personne, referent, pris, relayer } = await unRendezVousAPasser(essai)
  expect((await noter(referent, personne.id, { nePasEcrire: true })).status).toBe(200)
  expect((await relayer({ [pris.id]: 'passer' })).status).toBe(200)
  const { convocation } = await db()
    .selectFrom('rendezVous')
    .select('convocation')
    .where('issue', 'is', null)
    .executeTakeFirstOrThrow()
  expect(convocation).toBe('remise-en-main-propre')
})

test('l’interprète manquant se lit sur le rendez-vous, dans le dossier et dans l’agenda, jusqu’à ce qu’il soit prévu', async () => {
  const { personne, referent, pris } = await unRendezVousAPasser(essai)
  const lus = async () => [
    (await referent.brut('GET /personnes/:personneId/rendez-vous', { personneId: personne.id })).json,
    (await referent.brut('GET /rendez-vous', { du: '2025-04-10' })).json.rendezVous,
  ]
  expect(await lus()).toMatchObject([[{ interprete: null }], [{ interprete: null }]])
  expect((await noter(referent, personne.id, { lsf: true, langue: 'arabe' })).status).toBe(200)
  const dite = 'arabe, langue des signes'
  expect(await lus()).toMatchObject([[{ interprete: dite }], [{ interprete: dite }]])
  await db().updateTable('rendezVous').set({ interpretePrevu: true }).where('id', '=', pris.id).execute()
  expect(await lus()).toMatchObject([[{ interprete: null }], [{ interprete: null }]])
})
