import type { Essai, Navigateur } from '../essai.ts'
import { unFichier } from '../socle/fichier/essai-fichier.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** A document shared, one taken back; one of each of these agents, and one that each has announced, by agent. */
export async function lesDocuments(
  essai: Essai,
  personneId: string,
  { documentId, documentRetireId }: { documentId: string; documentRetireId: string },
  agents: readonly Navigateur[],
): Promise<Record<'documentDe' | 'documentEnDepot', Record<string, string>>> {
  const [auteur] = agents
  const depose = { personneId, type: 'cv', confidentialite: 'partage', deposeLe: essai.now, taille: 9 }
  const garde = { recu: 9, recuLe: essai.now, format: 'pdf', antivirus: 'sain', deposePar: auteur?.id ?? '' }
  const parAgent = (): Record<string, string> => Object.fromEntries(agents.map(agent => [agent.id, uuidv7()]))
  const [documentDe, documentEnDepot] = [parAgent(), parAgent()]
  const fichiers = await Promise.all(agents.map(() => unFichier(essai)))
  await essai.base
    .territoire('59')
    .insertInto('document')
    .values([
      {
        ...depose,
        ...garde,
        ...{ id: documentId, titre: 'CV', etat: 'garde', sha256: 'a', fichierId: await unFichier(essai) },
      },
      {
        ...depose,
        ...garde,
        ...{ id: documentRetireId, titre: 'CV ancien', etat: 'retire', sha256: 'b', fichierId: await unFichier(essai) },
        ...{ retirePar: auteur?.id, retireLe: essai.now, retireMotif: 'perime' },
      },
      ...agents.map((agent, i) => ({
        ...depose,
        ...garde,
        ...{ id: documentDe[agent.id] ?? '', titre: 'CV', deposePar: agent.id, etat: 'garde' },
        ...{ sha256: agent.id, fichierId: fichiers[i] },
      })),
      ...agents.map(agent => ({
        ...depose,
        ...{ id: documentEnDepot[agent.id] ?? '', titre: 'CV annoncé', deposePar: agent.id },
      })),
    ])
    .execute()
  return { documentDe, documentEnDepot }
}
