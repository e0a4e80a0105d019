// Ends the session, then the login page. When the server could not be asked, that is said and the menu stays open.
import { Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { logOut } from '../api/actions.ts';

export function LogOut() {
  const { t } = useTranslation('shell');
  const leaving = useMutation({ mutationFn: logOut, onSuccess: () => location.assign('/login') });
  return (
    <>
      <Menu.Divider />
      <Menu.Item closeMenuOnClick={false} disabled={leaving.isPending} onClick={() => leaving.mutate()}>
        {t('logOut')}
      </Menu.Item>
      {leaving.error !== null && (
        <Menu.Label role="alert" fw={400} c="var(--sl-err)">
          {t('notLoggedOut')} {leaving.error.message}
        </Menu.Label>
      )}
    </>
  );
}
