import { Notifications } from '@mantine/notifications'

export function MessagesAffiches() {
  return <Notifications position="bottom-right" containerWidth={420} />
}
