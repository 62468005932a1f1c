import { describe, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { prendre } from '../essai-rendez-vous.ts'

// Monday 10 March 2025, 10 h in Paris. Two agents have the same appointment on their screen.
const essai = unEssai()

const deplacer = (agent: Navigateur, rendezVousId: string, debut: string, issue: string | null = null) =>
  agent.brut('POST /rendez-vous/:rendezVousId/report', { rendezVousId, nouveauId: uuidv7(), debut, vu: { issue } })
const conclure = (agent: Navigateur, rendezVousId: string, issue: string | null, vue: string | null = null) =>
  agent.brut('PUT /rendez-vous/:rendezVousId/issue', { rendezVousId, issue, vu: { issue: vue } })

async function unRendezVous(debut = '2025-03-12T09:30') {
  const elsa = await essai.unAgent('charge-orientation', { nom: 'OURDISSEUR' })
  const noor = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const { json } = await prendre(elsa, personneId, { debut })
  return { elsa, noor, personneId, id: json.id }
}

describe('celui qui arrive second apprend qui, quoi, quand et où', () => {
  test('déplacé : la nouvelle date, et c’est le nouveau rendez-vous qui se déplace', async () => {
    const { elsa, noor, id } = await unRendezVous()
    const { json: nouveau } = await deplacer(elsa, id, '2025-03-25T15:00')
    const refus = await deplacer(noor, id, '2025-03-13T14:00')
    expect(refus.status).toBe(409)
    expect(refus.json).toMatchObject({ code: 'change-entre-temps', actuel: nouveau.id })
    expect(refus.json.detail).toMatch(
      /^Agent OURDISSEUR l’a déplacé au mardi\s25\smars\s2025 à\s15\sh, aujourd’hui à\s10\sh\./,
    )
    expect((await deplacer(noor, nouveau.id as string, '2025-03-13T14:00')).status).toBe(200)
    // Noted on the old one: told the same, down to the last move.
    const note = await conclure(elsa, id, 'annule-service')
    expect(note.json.detail).toMatch(/^Agent ESSAI l’a déplacé au jeudi\s13\smars\s2025 à\s14\sh/)
  })

  test('annulé : il se déplace encore, une fois que c’est su', async () => {
    const { elsa, noor, id } = await unRendezVous()
    await conclure(elsa, id, 'annule-service')
    const refus = await deplacer(noor, id, '2025-03-13T14:00')
    expect([refus.status, refus.json]).toMatchObject([409, { code: 'change-entre-temps', actuel: id }])
    expect(refus.json.detail).toMatch(/^Agent OURDISSEUR l’a annulé, aujourd’hui à\s10\sh\. /)
    expect((await deplacer(noor, id, '2025-03-13T14:00', 'annule-service')).status).toBe(200)
  })

  test('déplacé puis annulé : les deux sont dits', async () => {
    const { elsa, noor, id } = await unRendezVous()
    const { json: nouveau } = await deplacer(elsa, id, '2025-03-25T15:00')
    await conclure(elsa, nouveau.id as string, 'annule-service')
    const { json } = await deplacer(noor, id, '2025-03-13T14:00')
    expect(json).toMatchObject({ actuel: nouveau.id })
    expect(json.detail).toMatch(
      /^Agent OURDISSEUR l’a déplacé au mardi\s25\smars.+, puis Agent OURDISSEUR l’a annulé, /,
    )
  })

  test.each([
    ['present', 'Présent'],
    ['absent', 'Absent'],
    ['absent-excuse', 'Absent excusé'],
  ])('noté « %s » : rien ne se déplace plus', async (issue, mot) => {
    const { elsa, noor, id } = await unRendezVous('2025-03-10T10:05')
    essai.now = '2025-03-10T09:06:00Z'
    expect((await conclure(elsa, id, issue)).status).toBe(200)
    const { json } = await deplacer(noor, id, '2025-03-13T14:00')
    expect(json.actuel).toBeUndefined()
    expect(json.detail).toMatch(new RegExp(`^Agent OURDISSEUR l’a noté «\\s${mot}\\s», aujourd’hui à\\s10\\sh\\s06\\.`))
    expect((await conclure(noor, id, 'annule-service')).json.detail).toMatch(/^Agent OURDISSEUR l’a noté/)
  })

  test('par soi-même, dans un autre onglet', async () => {
    const { elsa, id } = await unRendezVous()
    await deplacer(elsa, id, '2025-03-25T15:00')
    expect((await deplacer(elsa, id, '2025-03-13T14:00')).json.detail).toMatch(
      /^Vous l’avez déplacé au mardi\s25\smars/,
    )
  })
})
