import { useNotifications } from '@mantine/notifications'
import { useRef } from 'react'
import { differe } from '../socle/ui/differe.tsx'

const Affichage = differe(() => import('./MessagesAffiches.tsx'), 'MessagesAffiches')

/** Where messages appear (« Rendez-vous enregistré »); what shows them is loaded with the first one. */
export function Messages() {
  const { notifications } = useNotifications()
  const utile = useRef(false)
  utile.current ||= notifications.length > 0
  if (!utile.current) return null
  return <Affichage />
}
