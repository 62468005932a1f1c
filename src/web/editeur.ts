import { useQuery } from '@tanstack/react-query'
import { use } from 'react'
import { SessionCourante } from '../socle/ui/session.ts'
import { accueil } from './session.ts'

/** Who publishes this service: the territory signed in, else the only one served here, else said in general. */
export function useEditeur(): string {
  const session = use(SessionCourante)
  const { data } = useQuery({ ...accueil, enabled: !session })
  const seul = data?.territoires.length === 1 ? data.territoires[0] : undefined
  const nom = session?.territoire.nom ?? seul
  return nom ? `Le territoire « ${nom} »` : 'Le territoire qui vous a ouvert un compte'
}
