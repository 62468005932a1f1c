import { Notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import classes from './Messages.module.css'

const POSITION = 'bottom-left'

/**
 * Where messages stand: at the foot of the rail, where nothing is clicked; on a narrow screen, a band over the bar, and the page ends
 * above it (`--messages`). Under the windows: what is done there is never hidden.
 */
export function MessagesAffiches() {
  useEffect(() => {
    const pile = document.querySelector(`[data-position="${POSITION}"]`)
    const racine = document.documentElement
    if (!pile) return
    const mesure = new ResizeObserver(() => {
      racine.style.setProperty('--messages', `${pile.getBoundingClientRect().height}px`)
      // What has the focus stays in view; the scroll padding knows of the band.
      const actif = document.activeElement
      if (actif instanceof HTMLElement && actif.closest('main')) actif.scrollIntoView({ block: 'nearest' })
    })
    mesure.observe(pile)
    return () => mesure.disconnect()
  }, [])
  return (
    <Notifications
      position={POSITION}
      className={classes.messages}
      classNames={{ notification: classes.message }}
      limit={3}
      notificationMaxHeight="50vh"
      zIndex={150}
      withinPortal={false}
    />
  )
}
