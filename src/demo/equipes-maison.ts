import type { DemandeAgent } from '../agent/agent.ts'
import { ouvrirSansLien } from '../agent/compte/compte.queries.ts'
import { inscrireAgent } from '../agent/creer-agent.ts'
import { creerAntenne } from '../offre/equipes/creer-antenne.ts'
import { creerEquipe } from '../offre/equipes/creer-equipe.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { collegue } from './structures.ts'

const ANTENNES = [
  {
    cle: 'quai',
    nom: 'Antenne du Quai',
    adresse: '27 quai des Tisseuses, 99000 Trame-sur-Lys',
    telephone: '01 99 00 10 13',
    accesSansMarche: true,
  },
  {
    cle: 'fuseau',
    nom: 'Antenne de Fuseau',
    adresse: '6 ruelle du Peigne, 99100 Fuseau',
    telephone: '01 99 00 10 23',
    accesSansMarche: false,
  },
]
/** The first one is led by the demo responsable, and the demo référent is in it. */
const EQUIPES = [
  { nom: 'Équipe Chaîne', antenne: 'quai' },
  { nom: 'Équipe Trame', antenne: 'quai' },
  { nom: 'Équipe Lisière', antenne: 'fuseau' },
]
/** Colleagues numbered from here lead the other teams: nobody else of the demo has these numbers. */
const PREMIER_RESPONSABLE = 200

/** Opens the places and teams of the structure where the demo accounts work; the ids of the teams, the demo's own first. */
export async function ouvrirLesEquipes(ctx: Context, structureId: string): Promise<string[]> {
  const antennes = new Map<string, string>()
  for (const { cle, ...antenne } of ANTENNES) {
    const { id } = await creerAntenne(ctx, { id: uuidv7(), structureId, codeInsee: null, ...antenne })
    antennes.set(cle, id)
  }
  const equipes: string[] = []
  for (const { nom, antenne } of EQUIPES) {
    const antenneId = antennes.get(antenne) ?? null
    equipes.push((await creerEquipe(ctx, { id: uuidv7(), structureId, nom, antenneId })).id)
  }
  for (const [rang, equipeId] of equipes.slice(1).entries())
    await engager(ctx, {
      id: uuidv7(),
      telephone: '01 99 00 20 03',
      ...collegue(PREMIER_RESPONSABLE + rang),
      habilitations: [
        { id: uuidv7(), role: 'responsable-equipe', structureId, equipeId, secteur: null, plafond: null },
      ],
    })
  return equipes
}

/** An agent whose account is open; nobody knows the password of those who aren't given one. */
export async function engager(ctx: Context, demande: DemandeAgent, motDePasse: string | null = null): Promise<string> {
  const { id } = await inscrireAgent(ctx, demande)
  await ouvrirSansLien(ctx, { id, courriel: demande.courriel }, motDePasse)
  return id
}
