/** Ways in which customers can be reached. The list is fixed: the public file format names these keys. */
export const CHANNELS = [
  'website_seo',
  'search_ads',
  'social_ads',
  'instagram',
  'x',
  'line',
  'youtube',
  'tiktok',
  'email',
  'trade_show',
  'referral',
  'sales_calls',
  'marketplace',
  'local_media',
  'print',
  'other',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where orders arrive. `website` means orders that come through the site, however people found it. */
export const ORDER_CHANNELS = ['website', ...CHANNELS] as const;
export type OrderChannel = (typeof ORDER_CHANNELS)[number];

/** The owner's opinion of a channel for this business. */
export const FITS = ['fits', 'unsure', 'unfit'] as const;
export type Fit = (typeof FITS)[number];
