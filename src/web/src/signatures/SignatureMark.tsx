import { useI18n } from '../i18n';

export const signatureAddress = (sha256: string): string => `/api/v1/signatures/${sha256}`;

/** The signature image that a decision carries, beside the name. */
export function SignatureMark({ sha256, name }: { sha256: string | null; name: string | null }) {
  const { t } = useI18n();
  return sha256 ? <img className="signature-mark" src={signatureAddress(sha256)} alt={t('signature.of', { name: name ?? '' })} loading="lazy" data-testid="signature" /> : null;
}
