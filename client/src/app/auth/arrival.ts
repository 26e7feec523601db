import { Injectable } from '@angular/core';

export interface ArrivalNews {
  /** What has just been done on the page before. */
  kind: 'registered' | 'reset' | 'setUp';
  email: string;
  companyId?: string;
}

/** What the sign-in page tells who comes from registering; kept out of the address, which may be shared. */
@Injectable({ providedIn: 'root' })
export class Arrival {
  private news: ArrivalNews | null = null;

  leave(news: ArrivalNews): void {
    this.news = news;
  }

  /** The news, once. */
  take(): ArrivalNews | null {
    const { news } = this;
    this.news = null;
    return news;
  }
}
