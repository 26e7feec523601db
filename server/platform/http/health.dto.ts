export class HealthDto {
  /** Always `ok`; anything else is an error answer. */
  status: 'ok';
  /** Parts that do not work now and without which everything else goes on, such as `storage`; absent when all work. */
  degraded?: string[];
}
