import { Notifications } from '@mantine/notifications'

export function MessagesAffiches() {
  return <Notifications position="bottom-left" containerWidth={420} />
}
