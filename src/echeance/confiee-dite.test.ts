import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { avisDe } from '../avis/essai-avis.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheances, tenirEcheancesDe } from '../essai-echeances.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { aConfier } from './essai-confier.ts'

/** Who gives, who is given to, whose it was: each is told of what changes for them, and not of what they did. */
const essai = unEssai()

async function uneEquipe() {
  const marc = await essai.unAgent('referent', { nom: 'ROUET' })
  const structureId = marc.structureId ?? ''
  const awa = await essai.unAgent('referent', { nom: 'NAVETTE', structureId })
  const ines = await essai.unAgent('responsable-equipe', { nom: 'FILEUSE', structureId })
  const personneId = await unSuiviDans(essai, marc, {
    nom: 'ESSAI-RENDUE',
    debut: '2025-03-03',
    coReferentId: awa.id,
  })
  essai.now = '2025-03-06T09:00:00Z'
  await sessionsSansFin(essai)
  const due = await aConfier(essai, personneId)
  /** Each act is of another minute. */
  const passe = () => {
    essai.now = Temporal.Instant.from(essai.now).add({ minutes: 1 }).toString()
  }
  const confier = (qui: Navigateur, agentId: string) => {
    passe()
    return due.confier(qui, agentId)
  }
  const reprendre = (qui: Navigateur) => {
    passe()
    return due.reprendre(qui)
  }
  return { marc, awa, ines, personneId, confier, reprendre }
}
const dit = (quoi: string) => `Camille ESSAI-RENDUE · ${quoi} : prendre le premier contact`
const CONFIE = dit('On vous confie')
const REPRIS = dit('Vous n’avez plus à le faire')
const RENDU = dit('De nouveau à faire par vous')
const PRIS = dit('Agent NAVETTE s’en charge à votre place')

test('ce qui est repris, rendu ou passé à un autre est dit à qui l’avait, ou à qui l’avait confié', async () => {
  const { marc, awa, ines, confier, reprendre } = await uneEquipe()
  await confier(marc, awa.id)
  await reprendre(marc)
  // What they were given is no more to be read: it isn't theirs.
  expect([await avisDe(awa), await avisDe(marc)]).toEqual([[REPRIS], []])
  await confier(marc, awa.id)
  await reprendre(awa)
  expect([await avisDe(marc), await avisDe(awa)]).toEqual([[RENDU], []])
  await confier(marc, awa.id)
  await confier(marc, ines.id)
  expect([await avisDe(awa), await avisDe(ines)]).toEqual([[REPRIS], [CONFIE]])
  // It is with another again.
  expect(await avisDe(marc)).toEqual([])
})

test('qui devait le faire apprend qu’un autre l’a confié, et à qui, tant que ce collègue l’a', async () => {
  const { marc, awa, ines, confier, reprendre } = await uneEquipe()
  await confier(ines, awa.id)
  expect([await avisDe(marc), await avisDe(awa), await avisDe(ines)]).toEqual([[PRIS], [CONFIE], []])
  await reprendre(ines)
  expect(await avisDe(marc)).toEqual([RENDU])
  await confier(ines, awa.id)
  expect(await avisDe(marc)).toEqual([PRIS])
  // Back with who it was: given to them, said once.
  await confier(ines, marc.id)
  expect(await avisDe(marc)).toEqual([CONFIE])
})

test('rendu, puis fait par qui l’avait : l’horloge repart, il n’y a plus rien à en lire', async () => {
  const { marc, awa, personneId } = await uneEquipe()
  const joindre = async (le: string) => {
    const contact = { id: crypto.randomUUID(), personneId, le, moyen: 'telephone' }
    expect((await marc.brut('POST /personnes/:personneId/contacts', contact)).status).toBe(200)
  }
  await joindre('2025-03-06')
  essai.now = '2025-06-01T09:00:00Z'
  await tenirEcheances(essai)
  const due = await aConfier(essai, personneId, 'contact')
  await due.confier(marc, awa.id)
  essai.now = '2025-06-01T09:01:00Z'
  await due.reprendre(awa)
  expect(await avisDe(marc)).toEqual([expect.stringMatching(/ · De nouveau à faire par vous/)])
  await joindre('2025-06-01')
  expect(await avisDe(marc)).toEqual([])
})

test('rendu, puis passé à un autre avec le suivi : ce n’est plus à faire par qui l’avait', async () => {
  const { marc, awa, personneId, confier, reprendre } = await uneEquipe()
  await confier(marc, awa.id)
  await reprendre(awa)
  expect(await avisDe(marc)).toEqual([RENDU])
  await essai.base
    .territoire('59')
    .updateTable('accompagnement')
    .set({ referentId: awa.id, coReferentId: marc.id })
    .execute()
  await tenirEcheancesDe(essai, personneId)
  expect(await avisDe(marc)).toEqual([])
})

test.each(['marc', 'awa'] as const)(
  'confié, puis passé à un autre référent avec le suivi : %s, qui reste son second, n’en lit plus rien',
  async qui => {
    const { marc, awa, ines, personneId, confier } = await uneEquipe()
    const noe = await essai.unAgent('referent', { nom: 'LISIERE', structureId: marc.structureId ?? '' })
    await confier(ines, awa.id)
    const lecteur = { marc, awa }[qui]
    expect(await avisDe(lecteur)).toHaveLength(1)
    await essai.base
      .territoire('59')
      .updateTable('accompagnement')
      .set({ referentId: noe.id, coReferentId: lecteur.id })
      .execute()
    await tenirEcheancesDe(essai, personneId)
    expect(await avisDe(lecteur)).toEqual([])
  },
)

test('fait par le collègue, il n’y a plus rien à en lire', async () => {
  const { marc, awa, ines, personneId, confier } = await uneEquipe()
  await confier(ines, awa.id)
  const contact = { id: crypto.randomUUID(), personneId, le: '2025-03-06', moyen: 'telephone' }
  expect((await awa.brut('POST /personnes/:personneId/contacts', contact)).status).toBe(200)
  expect([await avisDe(marc), await avisDe(awa)]).toEqual([[], []])
})

test('de deux choses confiées pour une même personne, chacune a son avis, et l’une reprise n’en efface pas l’autre', async () => {
  const { marc, awa, personneId, confier } = await uneEquipe()
  await confier(marc, awa.id)
  essai.now = '2025-06-01T09:00:00Z'
  await tenirEcheances(essai)
  const bilan = await aConfier(essai, personneId, 'bilan')
  await bilan.confier(marc, awa.id)
  const BILAN = 'Camille ESSAI-RENDUE · On vous confie : faire le bilan'
  expect(await avisDe(awa)).toEqual([BILAN, CONFIE])
  essai.now = '2025-06-01T09:01:00Z'
  await bilan.reprendre(marc)
  expect(await avisDe(awa)).toEqual([expect.stringMatching(/Vous n’avez plus à le faire.*bilan/), CONFIE])
})
