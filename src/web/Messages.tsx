import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useRef } from 'react'

const Affichage = lazy(() => import('./MessagesAffiches.tsx').then(m => ({ default: m.MessagesAffiches })))

/** Where messages appear (« Rendez-vous enregistré »); what shows them is loaded with the first one. */
export function Messages() {
  const { notifications } = useNotifications()
  const utile = useRef(false)
  utile.current ||= notifications.length > 0
  if (!utile.current) return null
  return (
    <Suspense>
      <Affichage />
    </Suspense>
  )
}
