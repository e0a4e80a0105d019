// The login, as one who has the token goes through it.
import { expect, type Page } from '@playwright/test';

/** On the login page, which gives its field the focus: not a letter before it has. */
export async function logIn(page: Page, token: string): Promise<void> {
  await expect(page.getByLabel('Token')).toBeFocused();
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
}
