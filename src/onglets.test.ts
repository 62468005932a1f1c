import { expect, test } from 'vitest'
import { ROLES, rolesOu } from './agent/roles.ts'
import { enLecture } from './dossier/pages/lecteur.ts'
import { ONGLETS } from './onglets.ts'
import type { SessionEcran } from './socle/ui/session.ts'

test('qui ne peut plus que lire un dossier garde tous ses onglets, et aucun acte', () => {
  const lecteurs = rolesOu(traits => traits.lectureApres.length > 0)
  expect(lecteurs).not.toEqual([])
  for (const role of lecteurs) {
    const { droits } = enLecture({ droits: [...ROLES[role].permissions] } as unknown as SessionEcran)
    const restes = ONGLETS.filter(o => droits.includes(o.permission)).map(o => o.cle)
    expect(restes).toEqual(ONGLETS.map(o => o.cle))
    expect(droits).toEqual(['dossier.lire'])
  }
})
