// A failure that the customer never sees: the mail provider refuses the address, after the order is placed.
import { sendMail } from '../services/notification.ts';
import type { Phenomenon } from '../world/scene.ts';

export const mailBounced: Phenomenon = {
  name: 'mail-bounced',
  site: 'mail.send',
  share: 0.05,
  happen: (scene) =>
    sendMail(scene, {
      kind: 'failed',
      httpStatus: 550,
      errorType: 'MailboxUnavailable',
      message: '550 5.1.1 no such mailbox',
    }),
};
