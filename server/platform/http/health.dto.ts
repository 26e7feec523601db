export class HealthDto {
  /** Always `ok`; anything else is an error answer. */
  status: 'ok';
}
