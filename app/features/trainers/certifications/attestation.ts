/** Nobody is attested for less, however near the common date of the employer is (domain §0a). */
export const LEAST_MONTHS = 6;
