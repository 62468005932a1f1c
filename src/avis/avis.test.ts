import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { demande, lePlateau, ORIENTER } from '../orientation/essai-orientation.ts'
import { unDoublon } from '../personne/doublons/essai-doublons.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { avisDe, lignesDe, nonLusDe } from './essai-avis.ts'
import type { mesAvis } from './mes-avis.ts'

const essai = unEssai()
const DESIGNER = 'POST /personnes/:personneId/referents'
const ISSUE = 'PUT /rendez-vous/:rendezVousId/issue'
const fait = async (reponse: Promise<{ status: number; texte: string }>) => {
  const { status, texte } = await reponse
  expect([status, status === 200 ? '' : texte]).toEqual([200, ''])
}

async function uneSuivie() {
  const plateau = await lePlateau(essai)
  await fait(plateau.agent.brut(ORIENTER, demande(plateau, { motif: 'essai' })))
  const suivant = await essai.unAgent('referent', { structureId: plateau.structureId, nom: 'NAVETTE' })
  return { ...plateau, suivant, personneId: plateau.personne.id }
}

describe('une personne m’est confiée', () => {
  test('le référent désigné est prévenu, une fois ; qui désigne ne l’est pas', async () => {
    const { agent, referent } = await uneSuivie()
    expect(await avisDe(referent)).toEqual(['Camille ESSAI-TISSAGE · Vous êtes son référent'])
    expect([await nonLusDe(referent), await nonLusDe(agent)]).toEqual([1, 0])
    expect((await lignesDe(referent)).lignes[0]).toMatchObject({ par: 'Agent ESSAI', lu: false })
  })

  test('le relais arrive avec son mot ; les avis de l’ancien référent s’en vont avec la personne, il apprend sans son nom qu’elle le quitte', async () => {
    const { agent, referent, suivant, personneId } = await uneSuivie()
    const id = uuidv7()
    const relais = { id, personneId, referentId: suivant.id, relais: 'CV à jour.' }
    await fait(agent.brut(DESIGNER, relais))
    await fait(agent.brut(DESIGNER, relais))
    expect(await avisDe(suivant)).toEqual([
      'Camille ESSAI-TISSAGE · Vous prenez le relais · Après Agent ROUET · « CV à jour. »',
    ])
    expect((await lignesDe(suivant)).lignes[0]?.vers).toBe(`/personnes/${personneId}?onglet=parcours`)
    expect([await avisDe(referent), await nonLusDe(referent)]).toEqual([
      ['Vous ne suivez plus une personne : elle a un autre référent'],
      1,
    ])
    // The word was for the one, not for who comes after, be it the same day.
    const dernier = await essai.unAgent('referent', { structureId: suivant.structureId ?? '' })
    await fait(agent.brut(DESIGNER, { id: uuidv7(), personneId, referentId: dernier.id }))
    expect(await avisDe(dernier)).toEqual(['Camille ESSAI-TISSAGE · Vous prenez le relais · Après Agent NAVETTE'])
  })

  test('le second référent et le co-intervenant aussi, chacun vers ce que son rôle ouvre', async () => {
    const plateau = await lePlateau(essai)
    const { agent, personne } = plateau
    const second = await essai.unAgent('referent', { nom: 'SECOND' })
    const aide = await essai.unAgent('co-intervenant')
    await fait(
      agent.brut(ORIENTER, demande(plateau, { motif: 'essai', accompagnementGlobal: true, coReferentId: second.id })),
    )
    const champ = { id: uuidv7(), personneId: personne.id, agentId: aide.id, champ: 'logement' }
    await fait(agent.brut('POST /personnes/:personneId/groupe-suivi', champ))
    expect(await avisDe(second)).toEqual(['Camille ESSAI-TISSAGE · Vous êtes son second référent · Avec Agent ROUET'])
    expect(await avisDe(aide)).toEqual(['Camille ESSAI-TISSAGE · Votre aide est demandée · Logement'])
    expect((await lignesDe(aide)).lignes[0]?.vers).toBe(`/mes-co-interventions/${personne.id}`)
  })
})

describe('ce que d’autres font de mon agenda', () => {
  test('un rendez-vous placé, déplacé, repris par un collègue ou annulé ; les miens ne disent rien', async () => {
    const { agent, referent, suivant, personneId } = await uneSuivie()
    await lireTout(referent)
    const { json } = await prendre(agent, personneId, { agentId: referent.id, objet: 'suivi' })
    const place =
      'Camille ESSAI-TISSAGE · Nouveau rendez-vous : entretien de suivi le 12 mars à 9 h 30 · En face à face · 12 rue Exemple, Tourcoing'
    expect((await avisDe(referent))[0]).toBe(place)
    essai.now = '2025-03-10T09:05:00Z'
    const report = { nouveauId: uuidv7(), debut: '2025-03-13T10:00' }
    await fait(agent.brut('POST /rendez-vous/:rendezVousId/report', { rendezVousId: json.id, ...report }))
    expect((await avisDe(referent))[0]).toBe(
      'Camille ESSAI-TISSAGE · Rendez-vous déplacé : entretien de suivi le 13 mars à 10 h · En face à face · 12 rue Exemple, Tourcoing',
    )
    expect(await nonLusDe(referent)).toBe(2)
    const ailleurs = { nouveauId: uuidv7(), debut: '2025-03-14T10:00', agentId: suivant.id }
    await fait(agent.brut('POST /rendez-vous/:rendezVousId/report', { rendezVousId: report.nouveauId, ...ailleurs }))
    expect((await avisDe(referent))[0]).toBe(
      'Camille ESSAI-TISSAGE · Un rendez-vous quitte votre agenda · Reporté : entretien de suivi le 14 mars à 10 h · avec Agent NAVETTE',
    )
    await fait(agent.brut(ISSUE, { rendezVousId: ailleurs.nouveauId, issue: 'annule-service' }))
    // Nothing opens her to him any more: his diary is told, not her name.
    expect(await avisDe(suivant)).toEqual([
      'Rendez-vous annulé : entretien de suivi le 14 mars à 10 h · Le créneau est libre.',
      'Rendez-vous déplacé : entretien de suivi le 14 mars à 10 h · En face à face · 12 rue Exemple, Tourcoing',
    ])
    expect((await lignesDe(suivant)).lignes[0]?.vers).toBe('/rendez-vous')
    const avant = await nonLusDe(referent)
    await prendre(referent, personneId, { debut: '2025-03-20T10:00' })
    expect(await nonLusDe(referent)).toBe(avant)
  })

  test('d’une visite, le lieu n’est pas dit : c’est là qu’elle vit', async () => {
    const { agent, referent, personneId } = await uneSuivie()
    const visite = { agentId: referent.id, objet: 'suivi', modalite: 'domicile', lieu: '3 rue ESSAI' }
    expect((await prendre(agent, personneId, visite)).status).toBe(200)
    const dits = await avisDe(referent)
    expect(dits[0]).toMatch(/ · À domicile$/)
    expect(dits.join()).not.toContain('rue ESSAI')
  })

  test('une série ne fait qu’une ligne, qui se lit d’un coup', async () => {
    const { agent, referent, personneId } = await uneSuivie()
    await lireTout(referent)
    const autre = await unePersonne(essai, { nom: 'ESSAI-SERIE' })
    const personnes = [personneId, autre.id].map(id => ({ id: uuidv7(), personneId: id }))
    await fait(agent.brut('POST /rendez-vous/serie', { agentId: referent.id, debut: '2025-03-17T09:00', personnes }))
    expect((await avisDe(referent))[0]).toBe(
      '2 rendez-vous placés dans votre agenda · Camille ESSAI-SERIE et Camille ESSAI-TISSAGE',
    )
    const [ligne] = (await lignesDe(referent)).lignes
    expect(await nonLusDe(referent)).toBe(1)
    await fait(referent.brut('PUT /avis/:avisId/lecture', { avisId: ligne?.id }))
    expect(await nonLusDe(referent)).toBe(0)
  })
})

const lireTout = async (agent: Awaited<ReturnType<typeof essai.unAgent>>) => {
  const { jusqua } = await lignesDe(agent)
  if (jusqua) await fait(agent.brut('PUT /avis/lecture', { jusqua }))
}

describe('lus et non lus', () => {
  test('un avis lu passe après les autres, et redevient non lu si on le veut', async () => {
    const { agent, referent, personneId } = await uneSuivie()
    const [premier] = (await lignesDe(referent)).lignes
    essai.now = '2025-03-10T10:00:00Z'
    await prendre(agent, personneId, { agentId: referent.id })
    const marquer = (lu: boolean) => referent.brut('PUT /avis/:avisId/lecture', { avisId: premier?.id, lu })
    expect((await marquer(true)).json).toEqual({ nonLus: 1 })
    expect((await avisDe(referent)).map(l => l.startsWith('('))).toEqual([false, true])
    expect((await marquer(false)).json).toEqual({ nonLus: 2 })
  })

  test('« tout marquer comme lu » ne prend pas ce qui est arrivé depuis, ni les avis d’un autre', async () => {
    const { agent, referent, suivant, personneId } = await uneSuivie()
    const { jusqua } = await lignesDe(referent)
    await prendre(agent, personneId, { agentId: referent.id })
    expect((await referent.brut('PUT /avis/lecture', { jusqua })).json).toEqual({ nonLus: 1 })
    const [ligne] = (await lignesDe(referent)).lignes
    await fait(suivant.brut('PUT /avis/:avisId/lecture', { avisId: ligne?.id }))
    expect(await nonLusDe(referent)).toBe(1)
  })
})

test('ils se lisent par vingt-cinq, chacun une fois ; la tête de page compte jusqu’à cent', async () => {
  const agent = await essai.unAgent('pilote')
  await sql`insert into avis (agent_id, genre, cle, groupe, le)
    select ${agent.id}, 'mot-de-passe-provisoire', n, n, ${essai.now}::timestamptz from generate_series(1, 101) n`.execute(
    essai.base.territoire('59'),
  )
  expect(await nonLusDe(agent)).toBe(100)
  const ids: number[] = []
  for (const page of [1, 2, 3, 4, 5]) {
    const { json } = await agent.appeler<typeof mesAvis>('GET /avis', { page })
    expect([json.pages, json.lignes.length]).toEqual([5, page < 5 ? 25 : 1])
    ids.push(...json.lignes.map(l => l.id))
  }
  expect(new Set(ids).size).toBe(101)
})

describe('ce que devient l’avis', () => {
  test('un agent désactivé n’a plus d’avis, et n’en reçoit plus', async () => {
    const { referent, suivant, personneId, agent } = await uneSuivie()
    await fait(agent.brut(DESIGNER, { id: uuidv7(), personneId, referentId: suivant.id }))
    const admin = await essai.unAgent('administrateur')
    await fait(admin.brut('POST /agents/:agentId/desactivation', { agentId: referent.id }))
    const gardes = await essai.base
      .territoire('59')
      .selectFrom('avis')
      .select('genre')
      .where('agentId', '=', referent.id)
      .execute()
    expect(gardes).toEqual([])
  })

  test('un avis suit la personne dans le dossier gardé', async () => {
    const { agent, referent, personne, personneId } = await uneSuivie()
    const autre = await unePersonne(essai, { nom: 'ESSAI-GARDEE', entreeRecueLe: '2025-03-03' })
    const doublonId = await unDoublon(essai, personneId, autre.id)
    await fait(agent.brut('POST /doublons/:doublonId/fusion', { doublonId, garder: autre.id }))
    expect(personne.id).not.toBe(autre.id)
    expect(await avisDe(referent)).toEqual(['Camille ESSAI-GARDEE · Vous êtes son référent'])
    expect(await compter(essai, 'avis')).toBe(1)
  })
})
