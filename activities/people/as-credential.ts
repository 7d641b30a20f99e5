/** One spelling for each login and address. */
export const asCredential = (text: string): string => text.trim().normalize('NFKC').toLowerCase();
