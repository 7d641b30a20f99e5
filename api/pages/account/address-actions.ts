import { z } from 'zod';
import { addAddress, removeAddress } from '../../routes/me';
import { page, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

const addAddressPage = page({
  path: '/account/addresses',
  async show({ words }) {
    return { template: 'account/address', title: words.t('account.add-address'), width: 'narrow', data: {} };
  },
  async submit(visit) {
    const { sent, request, words } = visit;
    const address = text(sent, 'address').trim();
    if (!z.email().safeParse(address).success) {
      throw new Unfit([{ field: 'address', text: words.t('account.address-unfit') }]);
    }
    await ask(visit, addAddress, { body: { address }, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('account.address-sent', { address }) };
    return { to: '/account' };
  },
});

const removeAddressAction = page({
  path: '/account/addresses/:id/remove',
  params: z.strictObject({ id: z.uuid() }),
  async submit(visit) {
    const { params, request, words } = visit;
    await ask(visit, removeAddress, { params });
    request.session.flash = { tone: 'ok', text: words.t('account.address-removed') };
    return { to: '/account' };
  },
});

export const addressActions = [addAddressPage, removeAddressAction];
